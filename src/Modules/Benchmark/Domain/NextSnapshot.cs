using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result that still stands in a block although a later one of its organisation is counted, or none.</summary>
/// <param name="Total">Its total.</param>
/// <param name="RiskIndex">Its risk index in tenths.</param>
/// <param name="Levels">Its levels, one a measure; 0 is 'unknown'.</param>
public sealed record StandingResult(int Total, int RiskIndex, byte[] Levels);

/// <summary>What was published last of one version of the rules.</summary>
/// <param name="Statistics">Its figures; null when there are none.</param>
/// <param name="Blocks">Its blocks.</param>
/// <param name="Withheld">The blocks that were left out of it.</param>
/// <param name="Spreads">On what the distributions rest, by layer.</param>
public sealed record LastSnapshot(
    Statistics? Statistics, IReadOnlyDictionary<BlockKey, Block> Blocks, IReadOnlySet<BlockKey> Withheld,
    IReadOnlyDictionary<Layer, Spread> Spreads)
{
    /// <summary>Whether its figures rest on a block: its layer is given, and it was not left out.</summary>
    public bool RestsOn(BlockKey block) => !Withheld.Contains(block) && Statistics?.Of(block.Layer) is { Withheld: null };
}

/// <summary>A snapshot that could be published of one version of the rules: its figures, and on what they rest.</summary>
public sealed class NextSnapshot
{
    private readonly List<(PlannedBlock Planned, Block After)> given = [];
    private readonly Dictionary<Layer, Spread> spreads = [];

    private NextSnapshot(Statistics statistics) => Statistics = statistics;

    /// <summary>The figures.</summary>
    public Statistics Statistics { get; private set; }

    /// <summary>Whether any figure that is published differs from the last ones.</summary>
    public bool IsNews { get; private set; }

    /// <summary>The blocks of the layers whose figures are given, as they are now.</summary>
    public IReadOnlyList<(PlannedBlock Planned, Block After)> Given => given;

    /// <summary>On what the distributions rest that are new.</summary>
    public IReadOnlyDictionary<Layer, Spread> Spreads => spreads;

    /// <summary>Computes it.</summary>
    /// <param name="number">The number of the snapshot.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="plan">Which results go where.</param>
    /// <param name="results">What is counted now.</param>
    /// <param name="standing">The results of blocks that are kept, by check, where they are not counted now.</param>
    /// <param name="last">What was published last.</param>
    /// <param name="source">The source that pages name.</param>
    /// <param name="day">The day as of which it holds.</param>
    public static NextSnapshot Of(
        int number, RuleSet rules, SnapshotPlan plan, CountedResults results, IReadOnlyDictionary<Guid, StandingResult> standing,
        LastSnapshot last, Text source, DateOnly day)
    {
        var next = new NextSnapshot(Statistics.Empty(rules, day) with { Source = source });
        var groups = new Dictionary<GroupKey, (SumTally Sums, bool Renewed)>();
        var (layers, gone) = (new List<Peers>(), GoneFrom(plan, results));

        // Each layer has blocks of its own: they are counted side by side.
        var counted = Layers.All.AsParallel().AsOrdered().Select(layer =>
        {
            var blocks = plan.Blocks.Where(b => b.Key.Layer == layer).OrderBy(b => b.Key.ToString(), StringComparer.Ordinal)
                .Select(b => (Planned: b, After: b.After(number, results, last.Spreads.GetValueOrDefault(layer)?.Oldest ?? number))).ToList();
            return (Blocks: blocks, Counted: OfLayer(number, rules, layer, blocks, results, standing,
                last.Statistics, last.Spreads.GetValueOrDefault(layer), gone));
        }).ToList();
        foreach (var layer in Layers.All)
        {
            var (blocks, (peers, spread, sums)) = counted[(int)layer];
            if (spread is not null)
                next.spreads[layer] = spread;
            foreach (var (planned, of) in sums)
                Group(groups, planned, of, rules);
            var before = last.Statistics?.Of(layer);
            var changed = blocks.Exists(b => Differs(b.Planned, last.Withheld));
            next.IsNews |= changed && (peers.Withheld is null || before is { Withheld: null });
            layers.Add(peers.Withheld is null && !changed && before is { Withheld: null } ? peers with { Since = before.Since ?? last.Statistics!.Date } : peers);
            if (peers.Withheld is null)
                next.given.AddRange(blocks.FindAll(b => b.Planned.Before.Members > 0 || b.After.Count > 0));
        }

        next.Statistics = next.Statistics with
        {
            ByLayer = layers,
            Others = [.. groups.Where(g => g.Key is not { Industry: null, Size: null })
                .Select(g => (Peers: g.Value.Sums.ToPeers(rules, Segment.Of(g.Key, rules), DesiredOf(g.Key, layers, rules)), g.Value.Renewed))
                .Where(g => g.Peers is not null)
                .Select(g => g.Renewed || last.Statistics?.Of(g.Peers!.Segment) is not { } before ? g.Peers! : g.Peers! with { Since = before.Since ?? last.Statistics.Date })
                .OrderBy(g => g.Segment.Dimension.Count(c => c == '+')).ThenBy(g => g.Segment.Dimension, StringComparer.Ordinal).ThenBy(g => g.Segment.Value, StringComparer.Ordinal)],
        };
        return next;
    }

    /// <summary>What a first snapshot of results would say: for populations that come as a whole, such as a survey.</summary>
    public static Statistics First(RuleSet rules, CountedResults results, Text source, DateOnly day)
    {
        var nothing = new LastSnapshot(null, new Dictionary<BlockKey, Block>(), new HashSet<BlockKey>(), new Dictionary<Layer, Spread>());
        var plan = SnapshotPlan.Of(1, nothing.Blocks, results, new Dictionary<Guid, bool>(), rules.Rules.Statistics.MinimumCount);
        return Of(1, rules, plan, results, new Dictionary<Guid, StandingResult>(), nothing, source, day).Statistics;
    }

    // The checks of organisations that had a result in figures and have none that counts now.
    private static HashSet<Guid> GoneFrom(SnapshotPlan plan, CountedResults results)
    {
        var gone = new HashSet<Guid>();
        foreach (var block in plan.Blocks)
        {
            for (var i = 0; i < block.Before.Members; i++)
            {
                if (results.Find(block.Before[i].Organisation) < 0)
                    gone.Add(block.Before[i].Check);
            }
        }

        return gone;
    }

    private static bool Differs(PlannedBlock block, IReadOnlySet<BlockKey> withheld)
        => block is { Step: BlockStep.Renew, Changes: true } || (block.Step == BlockStep.Withhold) != withheld.Contains(block.Key);

    // Only a layer has desired levels; those of a crossing are its layer's, and over all layers there are none.
    private static Tenths[] DesiredOf(GroupKey group, List<Peers> layers, RuleSet rules)
        => group.Layer is { } layer ? [.. layers[(int)layer].Measures.Select(m => m.Desired)] : new Tenths[rules.Questionnaire.Measures.Count];

    private static void Group(Dictionary<GroupKey, (SumTally Sums, bool Renewed)> groups, PlannedBlock planned, SumTally sums, RuleSet rules)
    {
        foreach (var key in GroupKey.Of(planned.Key))
        {
            var (group, renewed) = groups.GetValueOrDefault(key, (new SumTally(rules.Questionnaire.Measures.Count), false));
            group.Add(sums);
            groups[key] = (group, renewed || planned is { Step: BlockStep.Renew, Changes: true });
        }
    }

    private static OfLayerOutcome OfLayer(
        int number, RuleSet rules, Layer layer, List<(PlannedBlock Planned, Block After)> blocks, CountedResults results,
        IReadOnlyDictionary<Guid, StandingResult> standing, Statistics? last, Spread? spread, HashSet<Guid> gone)
    {
        var tally = new SpreadTally(rules);
        var of = new List<(PlannedBlock Planned, SumTally Sums)>();
        var counted = Enumerable.Range(0, blocks.Count).Where(block => blocks[block].Planned.Step != BlockStep.Withhold && blocks[block].After.Count > 0).ToList();
        foreach (var (planned, after) in counted.Select(block => blocks[block]))
        {
            var sums = new SumTally(rules.Questionnaire.Measures.Count);
            foreach (var (_, total, risk, levels) in Results(after, results, standing))
            {
                sums.Add(total, levels.Span);
                tally.Add(total, risk, levels.Span);
            }

            of.Add((planned, sums));
        }

        var peers = tally.ToPeers(layer);
        if (peers.Withheld is not null)
            return new(peers, null, []);
        Block[] all = [.. blocks.Select(b => b.After)];

        // Where the finest clusters would tell too much, coarser ones may not.
        foreach (var coarser in (int[])[1, 2, 4, 8])
        {
            peers = tally.ToPeers(layer, coarser);
            if (peers.Histogram is null)
                break;
            var now = new List<Placed>(tally.Count);
            foreach (var block in counted)
            {
                foreach (var (member, total, risk, _) in Results(all[block], results, standing))
                    now.Add(new(block, member, tally.StandingOf(total, risk)));
            }

            if (spread?.IsOf(now, all) == true)
                return new(peers, null, of);
            if (Spread.MayFollow(spread, now, all))
                return new(peers, Spread.Of(spread, number, now, all), of);
        }

        // Whoever has read it knows it, whether it stands or not.
        if (spread is not null && !Spread.MayFollow(spread, [], all))
            return new(Peers.Without(rules, layer, Statistics.TooClose), null, []);

        // What was published of the distribution stands, unless one of its organisations is gone.
        return new(last?.Of(layer) is { Histogram: not null } before && spread is not null && !spread.Checks.Any(gone.Contains)
            ? peers with
            {
                Histogram = before.Histogram,
                Clusters = before.Clusters,
                DesiredMeasured = before.DesiredMeasured,
                Measures = [.. peers.Measures.Zip(before.Measures, (m, b) => m with { Desired = b.Desired })],
                SpreadSince = before.SpreadSince ?? last.Date,
            }
            : peers with
            {
                Histogram = null,
                Clusters = [],
                DesiredMeasured = false,
                Measures = [.. peers.Measures.Zip(rules.Rules.Measures, (m, rule) => m with { Desired = Tenths.Whole(rule.Desired[(int)layer]) })],
            }, null, of);
    }

    private static IEnumerable<(int Member, int Total, int RiskIndex, ReadOnlyMemory<byte> Levels)> Results(
        Block block, CountedResults results, IReadOnlyDictionary<Guid, StandingResult> standing)
    {
        for (var i = 0; i < block.Members; i++)
        {
            var member = block[i];
            if (!member.Counted)
                continue;
            var at = results.Find(member.Organisation);
            if (at >= 0 && results.CheckOf(at) == member.Check)
                yield return (i, results[at].Total, results[at].RiskIndex, results.LevelsOf(at));
            else if (standing.TryGetValue(member.Check, out var stands))
                yield return (i, stands.Total, stands.RiskIndex, stands.Levels);
        }
    }

    private sealed record OfLayerOutcome(Peers Peers, Spread? Spread, IReadOnlyList<(PlannedBlock Planned, SumTally Sums)> Sums);
}
