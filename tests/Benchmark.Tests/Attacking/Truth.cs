using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using static Sakimori.Benchmark.Tests.Keeping.SnapshotWorld;

namespace Sakimori.Benchmark.Tests.Attacking;

/// <summary>
/// The results on which each published figure rests, as the store has them: every downloaded number is computed again from these sets and
/// from nothing else, so that to know the sets is to know all that is published.
/// </summary>
internal sealed class Truth
{
    private readonly Dictionary<Guid, Check> checks;
    private readonly List<IReadOnlyDictionary<Known, long>> sets = [];
    private readonly Dictionary<string, List<Known>> groups = [];

    private Truth(List<Check> checks) => this.checks = checks.ToDictionary(c => c.Id);

    /// <summary>The sets of all figures: of groups, of bins and clusters, and of the top third.</summary>
    public IReadOnlyList<IReadOnlyDictionary<Known, long>> Sets => sets;

    /// <summary>How many layers have a distribution.</summary>
    public int Distributions { get; private set; }

    public static async Task<Truth> ExplainAsync(PortalUnderTest portal, Published published, IReadOnlyList<string[]> segments)
    {
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        var truth = new Truth(await benchmark.Checks.AsNoTracking().ToListAsync());
        truth.ExplainGroups(segments, (await benchmark.SnapshotBlocks.AsNoTracking().ToListAsync()).Where(b => !b.Withheld).ToList());
        foreach (var spread in await benchmark.SnapshotSpreads.AsNoTracking().ToListAsync())
            truth.ExplainDistribution(published, spread.Layer, new(spread.Results), (await CurrentStatisticsAsync(portal)).Of(spread.Layer).DesiredMeasured);
        truth.ExplainUses(published);
        return truth;
    }

    /// <summary>What the T-score of a total in a group must be.</summary>
    public Tenths? TScoreOf(int total, string group)
    {
        var totals = groups[group].Select(r => (long)checks[r.Check].Total).ToList();
        return TScore.Of(total, totals.Count, totals.Sum(), totals.Sum(t => t * t));
    }

    private void ExplainGroups(IReadOnlyList<string[]> segments, List<SnapshotBlock> blocks)
    {
        var layers = segments.Where(s => s[0] == "layer").Select(s => s[1]).ToHashSet();
        foreach (var segment in segments)
        {
            var parts = segment[0].Split('+').Zip(segment[1].Split('|')).ToDictionary();
            var members = blocks.Where(block => BlockKey.Parse(block.Key) is var key && layers.Contains(key.Layer.Id())
                    && (!parts.TryGetValue("layer", out var layer) || layer == key.Layer.Id())
                    && (!parts.TryGetValue("industry", out var industry) || industry == key.Industry)
                    && (!parts.TryGetValue("size", out var size) || size == key.Size))
                .SelectMany(MembersOf).Select(m => new Known(m.Organisation, m.Check)).ToList();
            groups.Add($"{segment[0]}:{segment[1]}", members);
            Assert.Equal(members.Count, members.Select(m => m.Organisation).Distinct().Count());
            Assert.True(members.Count >= 15, segment[1]);
            var totals = members.Select(m => (long)checks[m.Check].Total).ToList();
            var means = Enumerable.Range(0, Shipped.Questionnaire.Measures.Count).Select(i => members.Count(m => checks[m.Check].Answers[i] != 'u') >= 15 ? $"{MeanOf(members.Select(m => (m, 1L)), i)}" : "null");
            Assert.Equal(((string[])[$"{totals.Count}", $"{Tenths.Ratio(totals.Sum(), totals.Count)}", $"{TScore.StandardDeviation(totals.Count, totals.Sum(), totals.Sum(t => t * t))}", .. means]).Select(Published.Short),
                segment[2..]);
            sets.Add(members.ToDictionary(m => m, _ => 1L));
        }
    }

    private void ExplainDistribution(Published published, Layer layer, Spread spread, bool desired)
    {
        List<Dictionary<string, string>> Of(string table) => published.Tables[table].Where(row => row["layer"] == layer.Id()).ToList();
        var (bins, clusters) = (Of("distribution"), Of("clusters"));
        if (bins.Count == 0)
            return;
        Distributions++;
        var results = Enumerable.Range(0, spread.Count).Select(i => spread[i]).Where(m => m.Counted).Select(m => (Known: new Known(m.Organisation, m.Check), Sets: spread.Paths[m.Path])).ToList();
        foreach (var bin in bins)
            Assert.Equal($"{results.Count(r => checks[r.Known.Check].Total >= Number(bin["from"]) && checks[r.Known.Check].Total <= Number(bin["to"]))}", bin["count"]);
        Assert.True(bins.All(bin => Number(bin["count"]) >= 5) && clusters.All(c => Number(c["count"]) >= 5));
        var serial = results[0].Sets[^1].Set >> 16;
        var byCluster = results.GroupBy(r => r.Sets[^1].Set).OrderBy(g => g.Key).ToList();
        Assert.Equal(byCluster.Select(g => ($"{g.Count()}", $"{Tenths.Ratio(g.Sum(r => checks[r.Known.Check].Total), g.Count())}", $"{Tenths.Ratio(g.Sum(r => checks[r.Known.Check].RiskIndex), 10L * g.Count())}")),
            clusters.Select(c => (c["count"], c["mean_total"], c["risk_index"])));
        sets.AddRange(byCluster.Select(g => g.ToDictionary(r => r.Known, _ => 1L)));
        foreach (var bin in bins)
            sets.Add(results.Where(r => checks[r.Known.Check].Total >= Number(bin["from"]) && checks[r.Known.Check].Total <= Number(bin["to"])).ToDictionary(r => r.Known, _ => 1L));
        if (!desired)
            return;
        var third = results.Select(r => (r.Known, Weight: r.Sets.Where(s => s.Set == serial << 16).Sum(s => s.Weight))).Where(r => r.Weight > 0).ToList();
        foreach (var (measure, i) in published.MeasuresOf($"layer:{layer.Id()}").Select((m, i) => (m, i)))
            Assert.Equal($"{MeanOf(third, i)}", measure["desired"]);
        sets.Add(third.ToDictionary(r => r.Known, r => r.Weight));
    }

    // Each count is nobody's or of five organisations.
    private void ExplainUses(Published published)
    {
        foreach (var row in published.Tables["uses"])
        {
            var (from, to) = (DateOnly.Parse(row["from"], CultureInfo.InvariantCulture), DateOnly.Parse(row["to"], CultureInfo.InvariantCulture).AddMonths(1));
            var of = checks.Values.Where(c => Dates.DayInJapan(c.Submitted) >= from && Dates.DayInJapan(c.Submitted) < to).ToLookup(c => c.Consented);
            Assert.Equal(($"{of[true].Count()}", $"{of[false].Count()}"), (row["provided"], row["not_provided"]));
            Assert.All((bool[])[true, false], consented => Assert.True(of[consented].Select(c => c.Organisation).Distinct().Count() is 0 or >= 5));
        }
    }

    private Tenths? MeanOf(IEnumerable<(Known Result, long Weight)> of, int measure)
    {
        var known = of.Select(r => (Level: checks[r.Result.Check].Answers[measure] is >= '1' and <= '5' and var level ? level - '0' : 0, r.Weight)).Where(r => r.Level > 0).ToList();
        return known.Count == 0 ? null : Tenths.Ratio(known.Sum(r => r.Level * r.Weight), known.Sum(r => r.Weight));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
