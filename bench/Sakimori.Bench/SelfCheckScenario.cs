using System.Diagnostics;
using Sakimori.TestKit;

namespace Sakimori.Bench;

/// <summary>
/// The self-check under load beside plain hosts that do the least that such requests can do: whole checks submitted as JSON and as form
/// against bare inserts, result pages, each a different one, against bare pages.
/// </summary>
internal sealed class SelfCheckScenario : IScenario
{
    private const int Rounds = 3;

    public string Name => "benchmark";

    public string Purpose => "checks submitted and result pages a second on both engines beside their floors, start-up, memory; --serve ENGINE for other tools";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        foreach (var engine in options.Serve is null ? ["sqlite", "postgres"] : new[] { options.Serve })
        {
            var data = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
            try
            {
                var database = engine == "postgres" ? await PostgresServer.NewDatabaseAsync() : null;
                var key = await SelfCheckWorld.PrepareAsync(data, database);
                await using var floor = await FloorProcess.StartAsync(options.Home, database, data);
                var watch = Stopwatch.StartNew();
                var world = await SelfCheckWorld.StartAsync(options.Home, data, database, key);
                await using var portal = world.Portal;
                var started = watch.Elapsed;
                var load = await SelfCheckLoad.MakeAsync(world, floor, options.Seed);
                if (options.Serve is not null)
                {
                    await ServeAsync(load);
                    return;
                }

                report.Figure($"{engine}_start_s", started.TotalSeconds, "s");
                await MeasureAsync(options, report, engine, load);
            }
            finally
            {
                System.IO.Directory.Delete(data, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(BenchOptions options, Report report, string engine, SelfCheckLoad load)
    {
        var seconds = TimeSpan.FromSeconds(options.Quick ? 4 : 10);
        Report.Progress($"{engine}: warming");
        foreach (var measure in load.Measures)
            await measure.Run(seconds / 2);
        var cpu = load.World.Portal.CpuSeconds;
        var figures = load.Measures.ToDictionary(m => m.Name, _ => new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            Report.Progress($"{engine}: round {round} of {Rounds}");
            foreach (var measure in load.Measures)
                figures[measure.Name].Add((await measure.Run(seconds)).PerSecond);
        }

        var median = figures.ToDictionary(f => f.Key, f => f.Value.Order().ElementAt(Rounds / 2));
        foreach (var measure in load.Measures)
            report.Figure($"{engine}_{measure.Name}_per_s", median[measure.Name], measure.Unit);
        report.Figure($"{engine}_submit_json_floor_ratio", median["submit_json"] / median["json_floor"], "ratio");
        report.Figure($"{engine}_submit_form_floor_ratio", median["submit_form"] / median["form_floor"], "ratio");
        report.Figure($"{engine}_result_floor_ratio", median["result"] / median["page_floor"], "ratio");
        report.Figure($"{engine}_result_p99_ms", (await load.PagesAtAsync(300, seconds)).P99.TotalMilliseconds, "ms");
        report.Figure($"{engine}_cpu_s", load.World.Portal.CpuSeconds - cpu, "s");
        report.Figure($"{engine}_peak_mb", load.World.Portal.PeakMebibytes, "MiB");
    }

    private static async Task ServeAsync(SelfCheckLoad load)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-serve-").FullName;
        try
        {
            foreach (var line in await load.UrlsAsync(folder))
                Console.WriteLine(line);
            Console.Out.Flush();
            Report.Progress("Serving; end with Ctrl-C.");
            var stop = new TaskCompletionSource();
            using var interrupt = Stopping.On(stop);
            await stop.Task;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
