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

    public string Purpose => "checks submitted and result pages a second beside their floors with 10,000, 100,000 and 1,000,000 results stored, snapshot, import, memory, on both engines; --serve ENGINE for other tools";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        int[] sizes = options.Results is { } one ? [one] : options.Serve is not null ? [10_000] : options.Quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
        foreach (var engine in (options.Serve ?? options.Engine) is { } only ? [only] : (string[])["sqlite", "postgres"])
        {
            foreach (var size in sizes)
                await RunAsync(options, report, engine, size, isLast: size == sizes[^1]);
        }

        if (!options.IsPart)
            report.Figure("compare_cpu_ms", ScoringScenario.CompareCpuMilliseconds(options.Seed, 20_000), "ms");
    }

    private static async Task RunAsync(BenchOptions options, Report report, string engine, int size, bool isLast)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
        try
        {
            var database = engine == "postgres" ? await PostgresServer.NewDatabaseAsync() : null;
            var keys = await SelfCheckWorld.PrepareAsync(data, database, size);
            Report.Progress($"{engine}: {size:#,0} results are stored");
            await using var floor = await FloorProcess.StartAsync(options.Home, database, data);
            var watch = Stopwatch.StartNew();
            var world = await SelfCheckWorld.StartAsync(options.Home, data, database, keys);
            await using var portal = world.Portal;
            var started = watch.Elapsed;
            var load = await SelfCheckLoad.MakeAsync(world, floor, options.Seed);
            if (options.Serve is not null)
            {
                await ServeAsync(load);
                return;
            }

            if (isLast)
                report.Figure($"{engine}_start_s", started.TotalSeconds, "s");
            await MeasureAsync(options, report, engine, load, isLast ? null : size);
            if (!isLast)
                return;
            report.Figure($"{engine}_results", size, "results");
            report.Figure($"{engine}_snapshot_s", await Population.PublishAsync(portal.Address, world.OfficeKey, 1), "s");
            report.Figure($"{engine}_import_per_s", await SurveyLoad.ImportedPerSecondAsync(portal.Address, world.OfficeKey, options.Quick ? 50_000 : 1_000_000), "results/s");
            report.Figure($"{engine}_peak_mb", portal.PeakMebibytes, "MiB");
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    // Of smaller populations only the ratios.
    private static async Task MeasureAsync(BenchOptions options, Report report, string engine, SelfCheckLoad load, int? smaller)
    {
        var seconds = TimeSpan.FromSeconds(options.Quick || smaller is not null ? 4 : 10);
        Report.Progress($"{engine}: warming");
        foreach (var measure in load.Measures)
            await measure.Run(seconds);
        var cpu = load.World.Portal.CpuSeconds;
        var figures = load.Measures.ToDictionary(m => m.Name, _ => new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            Report.Progress($"{engine}: round {round} of {Rounds}");
            foreach (var measure in load.Measures)
                figures[measure.Name].Add((await measure.Run(seconds)).PerSecond);
        }

        var median = figures.ToDictionary(f => f.Key, f => f.Value.Order().ElementAt(Rounds / 2));
        var suffix = smaller is { } size ? $"_{size}" : "";
        report.Figure($"{engine}_submit_json_floor_ratio{suffix}", median["submit_json"] / median["json_floor"], "ratio");
        report.Figure($"{engine}_submit_form_floor_ratio{suffix}", median["submit_form"] / median["form_floor"], "ratio");
        report.Figure($"{engine}_result_floor_ratio{suffix}", median["result"] / median["page_floor"], "ratio");
        if (smaller is not null)
            return;
        foreach (var measure in load.Measures)
            report.Figure($"{engine}_{measure.Name}_per_s", median[measure.Name], measure.Unit);
        report.Figure($"{engine}_result_p99_ms", (await load.PagesAtAsync(300, seconds)).P99.TotalMilliseconds, "ms");
        report.Figure($"{engine}_cpu_s", load.World.Portal.CpuSeconds - cpu, "s");
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
