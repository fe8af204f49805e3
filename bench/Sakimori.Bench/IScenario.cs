namespace Sakimori.Bench;

/// <summary>One benchmark, run by its name.</summary>
internal interface IScenario
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Purpose { get; }

    /// <summary>Measures and reports every figure once.</summary>
    Task RunAsync(BenchOptions options, Report report);
}
