using Sakimori.Platform.Records;
using Sakimori.TestKit.Faults;

namespace Sakimori.Bench;

/// <summary>kill -9 under concurrent submissions: what was acknowledged must be there exactly once.</summary>
internal sealed class FaultsScenario : IScenario
{
    public string Name => "faults";

    public string Purpose => "20 random kill -9 an engine during concurrent submissions (quick 5): lost, torn, acknowledged";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            var prefix = engine == Engine.Sqlite ? "sqlite" : "postgres";
            var run = await KillCampaign.RunAsync(engine, options.Quick ? 5 : 20, options.Seed, line => Report.Progress($"{prefix}: {line}"));
            report.Figure($"{prefix}_kills", run.Kills, "kills");
            report.Figure($"{prefix}_acknowledged", run.Acknowledged, "submissions");
            report.Figure($"{prefix}_lost", run.Lost, "submissions");
            report.Figure($"{prefix}_torn", run.Torn, "submissions");
            report.Figure($"{prefix}_unacknowledged", run.Unacknowledged, "submissions");
        }
    }
}
