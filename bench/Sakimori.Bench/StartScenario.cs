using System.Diagnostics;

namespace Sakimori.Bench;

/// <summary>How long the portal takes to start and the tool to answer.</summary>
internal sealed class StartScenario : IScenario
{
    private const int Rounds = 5;

    public string Name => "start";

    public string Purpose => "start-up time of the portal (empty and again) and of the command-line tool";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
        try
        {
            report.Figure("sqlite_first_start_s", await StartAsync(options.Home, data), "s");
            report.Figure("sqlite_start_s", await MedianAsync(() => StartAsync(options.Home, data)), "s");
            report.Figure("tool_help_s", await MedianAsync(() => TimeAsync("dotnet",
                Path.Combine(options.Home, ".build", "sakimori", "bin", "sakimori.dll"), "--help")), "s");
            report.Figure("launcher_help_s", await MedianAsync(() => TimeAsync(Path.Combine(options.Home, "sakimori"), "--help")), "s");
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<double> StartAsync(string home, string data)
    {
        var watch = Stopwatch.StartNew();
        await using var portal = await PortalProcess.StartAsync(home, data, null);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(portal.Address);
        answer.EnsureSuccessStatusCode();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> TimeAsync(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> MedianAsync(Func<Task<double>> measure)
    {
        var figures = new List<double>();
        for (var i = 0; i < Rounds; i++)
            figures.Add(await measure());
        return figures.Order().ElementAt(Rounds / 2);
    }
}
