using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Host;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Bench;

/// <summary>A nation's results, made by the database itself; the answers are those of the demonstration set, over and over.</summary>
internal static class Population
{
    /// <summary>Makes a population of verified organisations with consent and one result each, while no server runs.</summary>
    /// <returns>A key of the office for statistics.</returns>
    public static async Task<string> PrepareAsync(string data, string? database, int count)
    {
        await using var portal = (await Portal.StartAsync(new PortalSettings { DataFolder = data, Port = 0, Database = database })).Value;
        return await MakeAsync(portal.App.Services, database is not null, count);
    }

    /// <summary>The same within a portal that runs in this process.</summary>
    public static async Task<string> MakeAsync(IServiceProvider services, bool postgres, int count)
    {
        var administrator = Reader.Of(Guid.CreateVersion7(), "Bench", [new HeldRole(Role.Administrator, Scopes.System), new HeldRole(Role.Office, Scopes.System)]);
        var sql = new Statements(postgres);
        await RunAsync(services, [
            Statements.Patterns(), sql.Organisations(count), sql.Names(count), sql.Profiles(count), Statements.Text(), sql.Consents(count),
            sql.Checks(1, count, "2026-01-10"), Statements.Analyse]);
        return (await services.GetRequiredService<ApiKeys>().MakeAsync(administrator, Scopes.System, "bench", ["benchmark:statistics"], 1, default)).Value;
    }

    /// <summary>Ten in a hundred answer again.</summary>
    public static async Task AnswerAgainAsync(string data, string? database, int count)
    {
        await using var portal = (await Portal.StartAsync(new PortalSettings { DataFolder = data, Port = 0, Database = database })).Value;
        await RunAsync(portal.App.Services, [new Statements(database is not null).Checks(2, count / 10, "2026-02-10")]);
    }

    private static async Task RunAsync(IServiceProvider services, IEnumerable<string> statements)
    {
        await using var work = await services.GetRequiredService<Works>().BeginAsync(Reader.System);
        var context = work.Enlist<BenchmarkContext>().Database;
        context.SetCommandTimeout(TimeSpan.FromMinutes(10));
        foreach (var statement in statements)
            await context.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        await work.CommitAsync();
    }

    /// <summary>Asks for the next snapshot and waits until it is published; the seconds it took.</summary>
    public static async Task<double> PublishAsync(string address, string key, int number)
    {
        using var api = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(10) };
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var watch = Stopwatch.StartNew();
        using (var asked = await api.PostAsync("api/v1/benchmark/statistics/recompute", null))
        {
            if (asked.StatusCode != HttpStatusCode.Accepted)
                throw new InvalidOperationException($"Asking was answered {asked.StatusCode}: {await asked.Content.ReadAsStringAsync()}");
        }

        while (watch.Elapsed < TimeSpan.FromMinutes(10))
        {
            using var list = JsonDocument.Parse(await api.GetStringAsync("api/v1/benchmark/statistics"));
            if (list.RootElement.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("snapshot") is { ValueKind: JsonValueKind.Number } n && n.GetInt32() == number))
                return watch.Elapsed.TotalSeconds;
            await Task.Delay(20);
        }

        throw new InvalidOperationException($"Snapshot {number} was not published within ten minutes.");
    }

    private sealed class Statements(bool postgres)
    {
        private static readonly RuleSet Rules = ShippedRules.Current;

        public static string Analyse => "ANALYZE";

        private string True => postgres ? "true" : "1";

        public static string Patterns()
        {
            var sql = new StringBuilder("CREATE TABLE bench_pattern (i INTEGER PRIMARY KEY, answers TEXT, total INTEGER, layer INTEGER, risk INTEGER); INSERT INTO bench_pattern VALUES ");
            var i = 0;
            foreach (var result in DemonstrationSet.Results(Rules))
                sql.Append($"{(i == 0 ? "" : ",")}({i++},'{result.Answers}',{result.Total},{(int)result.Layer},{result.RiskIndex.Value})");
            return sql.ToString();
        }

        public string Organisations(int count) => $"""
            INSERT INTO directory_organisation ("Id", "Audience", "Tlp", "Kind", "From", "Until", "Verified", "Version")
            {Numbers(count)} SELECT {Id(1)}, {Id(1)}, 0, 0, {Day("2020-04-01")}, {Day("9999-01-01")}, {True}, 1 FROM n
            """;

        public string Names(int count) => $"""
            INSERT INTO directory_name ("Organisation", "From", "Until", "Ja", "En", "Kana", "SortKey", "Search")
            {Numbers(count)} SELECT {Id(1)}, {Day("2020-04-01")}, {Day("9999-01-01")}, '第' || i || '商事', '', '', '第' || i, '第' || i FROM n
            """;

        public string Profiles(int count) => $"""
            INSERT INTO directory_profile ("Organisation", "From", "Until", "Industry")
            {Numbers(count)} SELECT {Id(1)}, {Day("2020-04-01")}, {Day("9999-01-01")}, 'jsic-14:' || substr('ABCDEFGHIJKLMNOPQRST', 1 + n.i % 20, 1) FROM n
            """;

        public static string Text() => """INSERT INTO benchmark_consent_text ("Hash", "Version", "Ja", "En") VALUES ('bench', 'bench', '同意', 'consent')""";

        public string Consents(int count) => $"""
            INSERT INTO benchmark_consent ("Id", "Audience", "Tlp", "Organisation", "Given", "Text", "Language", "By", "ByName", "At")
            {Numbers(count)} SELECT {Id(2)}, {Id(1)}, 0, {Id(1)}, {True}, 'bench', 0, {Id(1)}, '', {Moment("2026-01-01")} FROM n
            """;

        public string Checks(int round, int count, string day) => $"""
            INSERT INTO benchmark_check ("Id", "Audience", "Tlp", "Organisation", "Submitted", "RulesVersion", "Answers", "Total", "Layer", "RiskIndex", "Unknown", "Consented")
            {Numbers(count)} SELECT {Id(2 + round)}, {Id(1)}, 0, {Id(1)}, {Moment(day)}, '{Rules.Version}', p.answers, p.total, p.layer, p.risk, 0, {True}
            FROM n JOIN bench_pattern p ON p.i = (n.i * {round}) % {Demonstrated}
            """;

        private static int Demonstrated { get; } = DemonstrationSet.Results(Rules).Count();

        private static string Numbers(int count) => $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})";

        // Spread as real ids are, and the same in every table of one kind.
        private string Id(int kind)
        {
            var mixed = $"((n.i * 2654435761) % 4294967296)";
            return postgres
                ? $"(lpad(to_hex({mixed.Replace("n.i", "n.i::bigint", StringComparison.Ordinal)}), 8, '0') || '-0000-7000-8000-{kind}' || lpad(to_hex(n.i), 11, '0'))::uuid"
                : $"printf('%08X-0000-7000-8000-{kind}%011X', {mixed}, n.i)";
        }

        private string Day(string day) => postgres ? $"DATE '{day}'" : $"'{day}'";

        private string Moment(string day) => postgres ? $"TIMESTAMPTZ '{day} 03:00:00Z'" : $"'{day} 03:00:00'";
    }
}
