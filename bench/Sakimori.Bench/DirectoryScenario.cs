using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Bench;

/// <summary>Organisations from a file: dry run, import and export through the API, each round into an empty portal of its own.</summary>
internal sealed class DirectoryScenario : IScenario
{
    private const int Rounds = 3;

    public string Name => "directory";

    public string Purpose => "dry run, import and export of 10,000 organisations (quick: one round) on both engines: rows a second, CPU, memory";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        const int rows = 10_000;
        var file = Encoding.UTF8.GetBytes(File(rows, options.Seed));
        foreach (var engine in (string[])["sqlite", "postgres"])
        {
            var rounds = new List<Round>();
            for (var i = 0; i < (options.Quick ? 1 : Rounds); i++)
            {
                rounds.Add(await RunAsync(options, engine, file, rows));
                Report.Progress($"{engine}: round {i + 1}, import {rounds[^1].Import:0.00} s");
            }

            void Median(string figure, Func<Round, double> of, string unit)
                => report.Figure($"{engine}_10k_{figure}", rounds.Select(of).Order().ElementAt(rounds.Count / 2), unit);
            Median("dry_run_s", r => r.DryRun, "s");
            Median("import_s", r => r.Import, "s");
            Median("import_rows_per_s", r => rows / r.Import, "rows/s");
            Median("import_cpu_s", r => r.ImportCpu, "s");
            Median("change_s", r => r.Change, "s");
            Median("export_xlsx_s", r => r.Export, "s");
            Median("peak_mb", r => r.Peak, "MiB");
        }
    }

    private static async Task<Round> RunAsync(BenchOptions options, string engine, byte[] file, int rows)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
        try
        {
            // A server with the settings that PostgreSQL ships with: the import must not need more.
            var database = engine == "postgres" ? await PostgresServer.StartDefaultAsync() : null;
            var key = await PrepareAsync(data, database);
            await using var portal = await PortalProcess.StartAsync(options.Home, data, database);
            using var api = new HttpClient { BaseAddress = new Uri(portal.Address), Timeout = TimeSpan.FromMinutes(10) };
            api.DefaultRequestHeaders.Authorization = new("Bearer", key);

            // Warmed with the same path through the code, and nothing kept.
            await PostAsync(api, file, "dry_run=true", rows);
            var dryRun = await TimeAsync(() => PostAsync(api, file, "dry_run=true", rows));
            var cpu = portal.CpuSeconds;
            var import = await TimeAsync(() => PostAsync(api, file, "effective=2024-04-01", rows));
            cpu = portal.CpuSeconds - cpu;
            var renamed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace(",機械,", ",化学,", StringComparison.Ordinal));
            var change = await TimeAsync(() => PostAsync(api, renamed, "effective=2025-04-01", rows));
            var export = await TimeAsync(async () => await api.GetByteArrayAsync("api/v1/directory/export?format=xlsx"));
            return new(dryRun, import, cpu, change, export, portal.PeakMebibytes);
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    private static async Task PostAsync(HttpClient api, byte[] file, string query, int rows)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } };
        using var answer = await api.PostAsync($"api/v1/directory/import?{query}", content);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK || !body.Contains($":{rows},", StringComparison.Ordinal))
            throw new InvalidOperationException($"The import was answered {answer.StatusCode}: {body[..Math.Min(body.Length, 300)]}");
    }

    private static async Task<double> TimeAsync(Func<Task> once)
    {
        var watch = Stopwatch.StartNew();
        await once();
        return watch.Elapsed.TotalSeconds;
    }

    // Groups of ten: every tenth row is a group, the nine after it its companies.
    private static string File(int rows, int seed)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("名称,フリガナ,種別,法人番号,親組織,業種,従業員数,資本金,開始日\n");
        for (var i = 0; i < rows; i++)
        {
            var (group, digits) = (i / 10 * 10, $"{(long)seed * 100_000 + i:000000000000}");
            csv.Append($"第{i}精密,ダイ{i}セイミツ,{(i % 10 == 0 ? "企業グループ" : "企業")},{Check(digits)}{digits},")
                .Append($"{(i % 10 == 0 ? "" : $"第{group}精密")},機械,{random.Next(50_000)},{random.Next(1_000) * 1_000_000L},令和2年4月1日\n");
        }

        return csv.ToString();
    }

    // The check digit of a 法人番号: 9 − (the sum of the digits from the right, weighed 1 and 2 in turn, modulo 9).
    private static int Check(string digits)
        => 9 - (digits.Reverse().Select((d, i) => (d - '0') * (i % 2 == 0 ? 1 : 2)).Sum() % 9);

    private static async Task<string> PrepareAsync(string data, string? database)
    {
        await using var portal = (await Portal.StartAsync(new PortalSettings { DataFolder = data, Port = 0, Database = database })).Value;
        var services = portal.App.Services;
        var account = Guid.CreateVersion7();
        var administrator = Reader.Of(account, "Bench", [new HeldRole(Role.Administrator, Scopes.System)]);
        return (await services.GetRequiredService<ApiKeys>().MakeAsync(
            administrator, Scopes.System, "bench", ["directory:read", "directory:write"], 1, default)).Value;
    }

    private sealed record Round(double DryRun, double Import, double ImportCpu, double Change, double Export, double Peak);
}
