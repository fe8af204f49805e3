using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using static Sakimori.Benchmark.Tests.Keeping.SnapshotWorld;

namespace Sakimori.Benchmark.Tests.Keeping;

/// <summary>What a snapshot's figures are, and where everybody reads them.</summary>
public sealed class PublishedFiguresTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Published_figures_are_those_of_a_full_recomputation_while_others_write_and_withdraw(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var organisations = (Guid[])[.. await FillAsync(portal, "低い層", 40, 3), .. await FillAsync(portal, "高い層", 35, 2, profile: 4)];
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            while (!stop.IsCancellationRequested)
            {
                var organisation = organisations[random.Next(organisations.Length)];
                if (random.Next(12) == 0)
                    await DecideAsync(portal, organisation, given: random.Next(3) > 0);
                else
                    await SubmitAsync(portal, organisation, 1 + random.Next(5), consented: true, 1 + (3 * random.Next(2)));
            }
        })).ToList();
        var published = 0;
        for (var tries = 0; tries < 60 && published < 5; tries++)
        {
            if ((await PublishAsync(portal, clock)).Published is null)
                continue;
            published++;
            await SameAsRecomputedAsync(portal);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal(5, published);

        // Everybody answers anew: a plain query finds what is published, but for blocks that could not change and hold their organisations back.
        foreach (var organisation in organisations)
        {
            await DecideAsync(portal, organisation, given: true);
            await SubmitAsync(portal, organisation, 4, consented: true, profile: 4);
        }

        Assert.NotNull((await PublishAsync(portal, clock)).Published);
        await SameAsRecomputedAsync(portal);
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        var latest = (await benchmark.Checks.ToListAsync()).GroupBy(c => c.Organisation).Select(g => g.MaxBy(c => c.Submitted)!.Id).ToHashSet();
        var counted = (await benchmark.SnapshotBlocks.ToListAsync()).Where(row => BlockKey.Parse(row.Key).Layer == ScoreOf(4, 4).Layer).SelectMany(MembersOf).ToList();
        var peers = (await CurrentStatisticsAsync(portal)).Of(ScoreOf(4, 4).Layer);
        Assert.All(counted, member => Assert.Contains(member.Check, latest));
        Assert.Equal((counted.Count, counted.Count * 100L), (peers.Count, peers.Sum));
        Assert.InRange(counted.Count, 70, 75);
    }

    // Every figure of every layer from the answers of the results on which it rests, without anything that publishing uses.
    private static async Task SameAsRecomputedAsync(PortalUnderTest portal)
    {
        var figures = await CurrentStatisticsAsync(portal);
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        var rows = (await benchmark.SnapshotBlocks.ToListAsync()).Where(row => !row.Withheld).ToList();
        foreach (var layer in Layers.All.Where(layer => figures.Of(layer).Withheld is null))
        {
            var checks = rows.Where(row => BlockKey.Parse(row.Key).Layer == layer).SelectMany(MembersOf).Select(m => m.Check).ToList();
            var results = (await benchmark.Checks.Where(c => checks.Contains(c.Id)).ToListAsync())
                .Select(c => new ConsentedResult(c.Layer, c.Total, new(c.RiskIndex), c.Answers)).ToList();
            var (peers, again) = (figures.Of(layer), Statistics.Compute(Shipped, results, figures.Source, figures.Date).Of(layer));
            Assert.Equal((again.Count, again.Sum, again.SumOfSquares), (peers.Count, peers.Sum, peers.SumOfSquares));
            Assert.Equal(again.Measures.Select(m => m.Mean), peers.Measures.Select(m => m.Mean));
            if (peers is { SpreadSince: null, Histogram: not null })
            {
                Assert.Equal(again.Measures, peers.Measures);
                Assert.All(peers.Histogram.Bins, bin => Assert.Equal(results.Count(r => r.Total >= bin.From && r.Total <= bin.To), bin.Count));
                Assert.Equal((results.Count, results.Count), (peers.Histogram.Bins.Sum(bin => bin.Count), peers.Clusters.Sum(c => c.Count)));
            }
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Industries_sizes_and_crossings_are_given_from_fifteen_on_and_everybody_reads_them(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        await FillAsync(portal, "製造", 20, 3, industry: "jsic-14:E");
        await FillAsync(portal, "運輸", 16, 4, industry: "jsic-14:H");
        await FillAsync(portal, "医療", 9, 2, industry: "jsic-14:P");
        await FillAsync(portal, "重要", 18, 5, profile: 4, industry: "jsic-14:E");
        Assert.Equal(63, (await PublishAsync(portal, clock)).Count);
        var statistics = await CurrentStatisticsAsync(portal);
        var low = ScoreOf(3).Layer.Id();
        Assert.Equal([
            ("industry", "jsic-14:E", 38), ("industry", "jsic-14:H", 16), ("size", "1", 36), ("size", "4", 18),
            ("layer+industry", "high|jsic-14:E", 18), ("layer+industry", $"{low}|jsic-14:E", 20), ("layer+industry", $"{low}|jsic-14:H", 16),
            ("layer+size", "high|4", 18), ("layer+size", $"{low}|1", 36),
            ("size+industry", "1|jsic-14:E", 20), ("size+industry", "1|jsic-14:H", 16), ("size+industry", "4|jsic-14:E", 18),
            ("layer+size+industry", "high|4|jsic-14:E", 18), ("layer+size+industry", $"{low}|1|jsic-14:E", 20), ("layer+size+industry", $"{low}|1|jsic-14:H", 16),
        ], statistics.Others.Select(p => (p.Segment.Dimension, p.Segment.Value, p.Count)));
        var industry = statistics.Of(new Segment("industry", "jsic-14:E"))!;
        Assert.Equal((new("製造業", "Making of goods"), Tenths.Ratio((20 * 75) + (18 * 125), 38)), (industry.Segment.Name, industry.Mean));

        using var visitor = portal.Client();
        foreach (var language in (string[])["ja", "en"])
        {
            var page = await visitor.GetStringAsync($"/statistics?lang={language}&group=industry%3Ajsic-14%3AE");
            Assert.Contains(industry.Segment.Name.In(language == "ja" ? Language.Ja : Language.En), page, StringComparison.Ordinal);
            Assert.DoesNotContain("Medical", page, StringComparison.Ordinal);
        }

        var csv = await visitor.GetStringAsync("/statistics/groups.csv");
        Assert.Equal(1 + 2 + 15, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("industry,jsic-14:E,製造業,Making of goods,38,98.7,", csv, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await visitor.GetStringAsync("/statistics/statistics.json"));
        Assert.Equal(17, json.RootElement.GetProperty("groups").GetArrayLength());
        Assert.Equal(17 * 25, json.RootElement.GetProperty("measures").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("snapshot").GetInt32());
        Assert.Contains("CC BY 4.0", json.RootElement.GetProperty("licence").GetProperty("en").GetString(), StringComparison.Ordinal);

        // A result can be compared with its industry; the desired levels remain those of its layer.
        var organisation = (await FillAsync(portal, "新しい", 1, 3, industry: "jsic-14:E"))[0];
        var check = await SubmitAsync(portal, organisation, 3, consented: false);
        var model = (await portal.Get<StoredResults>().FindAsync(check, Reader.System, false, new("industry", "jsic-14:E"), default)).Value.Model;
        Assert.Equal((38, statistics.Of(ScoreOf(3).Layer).Measures[0].Desired), (model.Comparison!.Peers.Count, model.Score.Measures[0].Desired));
        Assert.NotNull(model.Comparison.TScore);
        Assert.True(model.IsOwnIndustry(model.Segment));
    }
}
