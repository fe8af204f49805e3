namespace Sakimori.Bench;

/// <summary>The command line of a run.</summary>
/// <param name="Home">The repository.</param>
/// <param name="Name">The benchmark; null lists them.</param>
/// <param name="Quick">At most 15 minutes, smaller sizes.</param>
/// <param name="Seed">Changes the data.</param>
/// <param name="Serve">sqlite or postgres: start the hosts and wait; null measures.</param>
/// <param name="Engine">sqlite or postgres: measures that one alone; null measures both.</param>
/// <param name="Results">Measures with so many results stored alone; null measures all sizes.</param>
internal sealed record BenchOptions(string Home, string? Name, bool Quick, int Seed, string? Serve, string? Engine = null, int? Results = null)
{
    /// <summary>True when less was measured than the benchmark's name promises: the figures are printed and not kept.</summary>
    public bool IsPart => Serve is not null || Engine is not null || Results is not null;

    public static BenchOptions Parse(string[] arguments)
    {
        var options = new BenchOptions(".", null, false, 1, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--home" => options with { Home = arguments[++i] },
                "--quick" => options with { Quick = true },
                "--seed" => options with { Seed = int.Parse(arguments[++i]) },
                "--serve" => options with { Serve = arguments[++i] },
                "--engine" => options with { Engine = arguments[++i] },
                "--results" => options with { Results = int.Parse(arguments[++i]) },
                var name => options with { Name = name },
            };
        }

        return options;
    }
}
