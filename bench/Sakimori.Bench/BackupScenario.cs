using System.Diagnostics;
using System.Text.Json;
using Sakimori.TestKit;

namespace Sakimori.Bench;

/// <summary>A backup of a whole nation's results by the command line, while the portal runs, and its restore into either engine.</summary>
internal sealed class BackupScenario : IScenario
{
    public string Name => "backup";

    public string Purpose => "backing up and restoring 1,000,000 stored results (quick: 100,000) on both engines: seconds, rows, MiB, memory";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        var count = options.Quick ? 100_000 : 1_000_000;
        var size = options.Quick ? "100k" : "1m";
        foreach (var engine in (string[])["sqlite", "postgres"])
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
            try
            {
                await MeasureAsync(options, report, folder, engine, $"{engine}_{size}", count);
            }
            finally
            {
                System.IO.Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(BenchOptions options, Report report, string folder, string engine, string prefix, int count)
    {
        var (data, file, key) = (Path.Combine(folder, "data"), Path.Combine(folder, "backup.age"), Path.Combine(folder, "key"));
        var server = await PostgresServer.StartDefaultAsync();
        var database = engine == "postgres" ? server : null;
        await Population.PrepareAsync(data, database, count);
        Report.Progress($"{engine}: {count:#,0} results are there");
        var recipient = (await ToolAsync(options, ["backup", "keygen", "--to", key, "--json"])).Told.GetProperty("recipient").GetString()!;
        await using (await PortalProcess.StartAsync(options.Home, data, database))
        {
            var (made, peak) = await ToolAsync(options, ["backup", "--to", file, "--recipient", recipient, "--json", .. Place(data, database)]);
            report.Figure($"{prefix}_backup_s", made.GetProperty("seconds").GetDouble(), "s");
            report.Figure($"{prefix}_backup_peak_mb", peak, "MiB");
            report.Figure($"{prefix}_rows", made.GetProperty("rows").GetInt64(), "rows");
            report.Figure($"{prefix}_file_mb", made.GetProperty("bytes").GetInt64() / (double)(1 << 20), "MiB");
        }

        foreach (var into in (string[])["sqlite", "postgres"])
        {
            var target = into == "postgres" ? await NewDatabaseAsync(server) : null;
            var (restored, peak) = await ToolAsync(options, ["restore", file, "--identity", key, "--json", .. Place(Path.Combine(folder, into), target)]);
            report.Figure($"{prefix}_restore_{into}_s", restored.GetProperty("seconds").GetDouble(), "s");
            report.Figure($"{prefix}_restore_{into}_peak_mb", peak, "MiB");
        }
    }

    private static string[] Place(string data, string? database) => database is null ? ["--data", data] : ["--data", data, "--database", database];

    private static async Task<string> NewDatabaseAsync(string server)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand("CREATE DATABASE restored TEMPLATE template0");
        await command.ExecuteNonQueryAsync();
        return new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = "restored" }.ToString();
    }

    // The published tool as a process of its own: what it prints, and the most memory it had resident, in MiB.
    private static async Task<(JsonElement Told, double Peak)> ToolAsync(BenchOptions options, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(options.Home, ".build", "sakimori", "bin", "sakimori.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var told = process.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Resident(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }

        return process.ExitCode == 0 ? (JsonDocument.Parse(await told).RootElement, peak)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await told}");
    }

    private static double Resident(int process)
    {
        try
        {
            return double.Parse(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return 0;
        }
    }
}
