using System.Diagnostics;
using Sakimori.TestKit;

namespace Sakimori.Bench;

/// <summary>
/// A snapshot of a whole nation: so many verified organisations with consent and one result each, published through the API, and once
/// more after ten in a hundred have answered again.
/// </summary>
internal sealed class SnapshotScenario : IScenario
{
    public string Name => "snapshot";

    public string Purpose => "publishing a snapshot of 1,000,000 results (quick: 100,000) on both engines: seconds, CPU, memory";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        var count = options.Quick ? 100_000 : 1_000_000;
        var size = options.Quick ? "100k" : "1m";
        foreach (var engine in (string[])["sqlite", "postgres"])
        {
            var data = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
            try
            {
                var database = engine == "postgres" ? await PostgresServer.StartDefaultAsync() : null;
                var key = await Population.PrepareAsync(data, database, count);
                Report.Progress($"{engine}: {count:#,0} results are there");
                await using (var portal = await PortalProcess.StartAsync(options.Home, data, database))
                {
                    var cpu = portal.CpuSeconds;
                    report.Figure($"{engine}_{size}_first_s", await Population.PublishAsync(portal.Address, key, 1), "s");
                    report.Figure($"{engine}_{size}_first_cpu_s", portal.CpuSeconds - cpu, "s");
                    report.Figure($"{engine}_{size}_peak_mb", portal.PeakMebibytes, "MiB");
                }

                await Population.AnswerAgainAsync(data, database, count);
                await using (var portal = await PortalProcess.StartAsync(options.Home, data, database))
                {
                    report.Figure($"{engine}_{size}_next_s", await Population.PublishAsync(portal.Address, key, 2), "s");
                    report.Figure($"{engine}_{size}_next_peak_mb", portal.PeakMebibytes, "MiB");
                }
            }
            finally
            {
                System.IO.Directory.Delete(data, recursive: true);
            }
        }
    }
}
