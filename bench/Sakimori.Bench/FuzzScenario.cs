using Sakimori.TestKit.Fuzz;

namespace Sakimori.Bench;

/// <summary>The long campaign over every parser. Inputs that crash are kept in <c>tests/corpus</c>, which <c>./test</c> replays.</summary>
internal sealed class FuzzScenario : IScenario
{
    private const int KeptSamples = 3;

    public string Name => "fuzz";

    public string Purpose => "mutated inputs over every parser: crashes, the slowest, the most memory (100,000; quick 12,000)";

    public Task RunAsync(BenchOptions options, Report report)
    {
        var each = ((options.Quick ? 12_000 : 100_000) + FuzzTarget.All.Count - 1) / FuzzTarget.All.Count;
        foreach (var target in FuzzTarget.All)
        {
            Report.Progress($"{target.Name}: {each:N0} inputs");
            var folder = Path.Combine(options.Home, "tests", "corpus", target.Name);
            System.IO.Directory.CreateDirectory(folder);
            for (var sample = 0; sample < KeptSamples; sample++)
                File.WriteAllBytes(Path.Combine(folder, $"sample-{sample}"), target.Input(new Random(sample)));
            var run = FuzzRun.Of(target, each, options.Seed);
            foreach (var (input, error) in run.Crashes.Take(20))
            {
                Report.Progress($"{target.Name}: {error}");
                File.WriteAllBytes(Path.Combine(folder, $"crash-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12]}"), input);
            }

            report.Figure($"{target.Name}_inputs", run.Inputs, "inputs");
            report.Figure($"{target.Name}_crashes", run.Crashes.Count, "crashes");
            report.Figure($"{target.Name}_slowest_ms", run.Slowest.TotalMilliseconds, "ms");
            report.Figure($"{target.Name}_most_mb", run.MostAllocated / 1048576.0, "MB");
        }

        return Task.CompletedTask;
    }
}
