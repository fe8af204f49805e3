using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Indicators;

public sealed class BenchmarkIndicatorsTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Uses_and_consent_by_month_say_nothing_of_fewer_than_five_organisations(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(new At(new(2026, 6, 20, 3, 0, 0, TimeSpan.Zero))));

        // January: five with consent, six without, one of them twice; the last moment of January in Japan, and the first of February.
        await KeepAsync(portal, new(2026, 1, 10), consented: 5, others: 6);
        await KeepAsync(portal, new(2026, 1, 31, 14, 59, 59), consented: 0, others: 1);
        await KeepAsync(portal, new(2026, 1, 31, 15, 0, 0), consented: 4, others: 0);

        // March: six with, four without. April: six with, none without. May: nobody. June is not over.
        await KeepAsync(portal, new(2026, 3, 5), consented: 6, others: 4);

        // Accounts without an organisation are made by anybody: nine of them hide nobody.
        await KeepAsync(portal, new(2026, 3, 6), consented: 0, others: 9, accounts: true);
        await KeepAsync(portal, new(2026, 4, 5), consented: 6, others: 0);
        await KeepAsync(portal, new(2026, 6, 5), consented: 7, others: 8);
        var client = portal.Client();

        Assert.Equal(
            ["2026-01 given 12 final", "2026-02 suppressed  final", "2026-03 suppressed  final", "2026-04 suppressed  final", "2026-05 suppressed  final", "2026-06 undefined  provisional"],
            await ValuesAsync(client, "benchmark.uses"));
        Assert.Equal(
            ["2026-01 given 41.7=5/12 final", "2026-02 suppressed  final", "2026-03 suppressed  final", "2026-04 suppressed  final", "2026-05 suppressed  final", "2026-06 undefined  provisional"],
            await ValuesAsync(client, "benchmark.consent-share"));
        Assert.Contains("could tell of few organisations", await client.GetStringAsync("/indicators/benchmark.uses"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Mean_totals_are_those_of_the_statistics_in_force_and_what_these_withhold_is_suppressed_everywhere(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var client = portal.Client();
        Assert.All(await ValuesAsync(client, "benchmark.mean-total"), v => Assert.Contains("undefined  provisional", v, StringComparison.Ordinal));

        var rules = ShippedRules.Current;
        var statistics = Statistics.Compute(rules, DemonstrationSet.Results(rules), new("統計の第3版", "snapshot 3"), new(2026, 11, 12));
        var hidden = statistics.ByLayer[0];
        statistics = statistics with
        {
            ByLayer = [Peers.Without(rules, Layer.NotPressing, new("示しません。", "Withheld.")), statistics.ByLayer[1] with { Since = new(2026, 10, 2) }, statistics.ByLayer[2]],
        };
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            await StatisticsStore.PutInForceAsync(work, StatisticsStore.Add(work, statistics, StatisticsKind.Computed, snapshot: 3).Id, default);
            await work.CommitAsync();
        }

        var (second, third) = (statistics.ByLayer[1], statistics.ByLayer[2]);
        Assert.Equal(
            ["2026-11-12 not_pressing suppressed  final", $"2026-10-02 adequate given {second.Mean} final", $"2026-11-12 high given {third.Mean} final"],
            await ValuesAsync(client, "benchmark.mean-total"));
        Assert.Equal(
            ["2026-11-12 not_pressing suppressed  final", $"2026-10-02 adequate given {second.Count} final", $"2026-11-12 high given {third.Count} final"],
            await ValuesAsync(client, "benchmark.results-counted"));
        using var json = JsonDocument.Parse(await client.GetStringAsync("/api/v1/indicators/benchmark.mean-total"));
        var value = json.RootElement.GetProperty("values")[1];
        Assert.Equal((3, "2026.1", "snapshot 3", "adequate"), (value.GetProperty("revision").GetInt32(), value.GetProperty("rule_version").GetString(),
            value.GetProperty("source").GetProperty("en").GetString(), value.GetProperty("dimensions").GetProperty("layer").GetString()));

        foreach (var address in (string[])["/api/v1/indicators/{0}", "/indicators/{0}", "/indicators/{0}/values.csv", "/indicators/{0}/values.json", "/indicators/{0}/chart.svg"])
        {
            foreach (var (indicator, secret) in ((string, string)[])[("benchmark.results-counted", $"{hidden.Count}"), ("benchmark.mean-total", $"{hidden.Mean}")])
                Assert.DoesNotContain(secret, await client.GetStringAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, indicator)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_worked_example_shows_its_published_share_and_only_while_it_is_loaded()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, example: true);
        var client = portal.Client("ja");
        Assert.Equal(["2007-05-21 provided given 39.1=3567/9125 final", "2007-05-21 not_provided given 60.9=5558/9125 final"], await ValuesAsync(client, "benchmark.example-consent-share"));
        Assert.Contains("実例：分析への回答提供の割合（2007年）", await client.GetStringAsync("/indicators"), StringComparison.Ordinal);
        var page = await client.GetStringAsync("/indicators/benchmark.example-consent-share");
        Assert.All((string[])["39.1", "60.9", "3,567", "5,558", "9,125", "<svg"], figure => Assert.Contains(figure, page, StringComparison.Ordinal));
        var csv = await client.GetStringAsync("/indicators/benchmark.example-consent-share/values.csv");
        Assert.Contains("2007-05-21,提供した,39.1,%,3567,9125,あり,確定,1,,実例（公表値）\r\n", csv, StringComparison.Ordinal);
        await portal.Get<WorkedExample>().RemoveAsync(Reader.System, default);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/indicators/benchmark.example-consent-share")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/indicators/benchmark.example-consent-share")).StatusCode);

        using var listed = JsonDocument.Parse(await client.GetStringAsync("/api/v1/indicators"));
        Assert.Equal(["benchmark.consent-share", "benchmark.mean-total", "benchmark.results-counted", "benchmark.uses"],
            listed.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Contains("値はまだありません", await client.GetStringAsync("/indicators/benchmark.uses"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(HttpClient client, string indicator)
    {
        using var json = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/indicators/{indicator}"));
        return [.. json.RootElement.GetProperty("values").EnumerateArray().Select(v =>
        {
            var dimensions = string.Concat(v.GetProperty("dimensions").EnumerateObject().Select(d => d.Value.GetString() + " "));
            var fraction = v.GetProperty("denominator").ValueKind == JsonValueKind.Null ? "" : $"={v.GetProperty("numerator")}/{v.GetProperty("denominator")}";
            return $"{v.GetProperty("period").GetString()} {dimensions}{v.GetProperty("state").GetString()} {v.GetProperty("value")}{fraction} {v.GetProperty("status").GetString()}";
        })];
    }

    private static async Task KeepAsync(PortalUnderTest portal, DateTime at, int consented, int others, bool accounts = false)
    {
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        for (var i = 0; i < consented + others; i++)
        {
            var organisation = new Guid(accounts ? 1000 + i : i, 0, 0, new byte[8]);
            work.Enlist<BenchmarkContext>().Checks.Add(new Check
            {
                Id = Guid.NewGuid(),
                Audience = organisation,
                Organisation = accounts ? null : organisation,
                Submitted = DateTime.SpecifyKind(at, DateTimeKind.Utc),
                RulesVersion = ShippedRules.Current.Version,
                Answers = new string('3', 40),
                Total = 75,
                Consented = i < consented,
            });
        }

        await work.CommitAsync();
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
