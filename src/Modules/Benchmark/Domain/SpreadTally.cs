using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Where a result stands in what is published of the distribution of its layer.</summary>
/// <param name="Cluster">The cluster of total and risk index that holds it.</param>
/// <param name="Weight">How much it counts in the top third by total, beside others; 0 below.</param>
public readonly record struct Standing(ushort Cluster, int Weight);

/// <summary>Counts the results of a layer by total and risk index; allocates nothing per result.</summary>
public sealed class SpreadTally
{
    private readonly RuleSet rules;
    private readonly int lowest;
    private readonly int measures;
    private readonly int[] totals;
    private readonly long[] levels;
    private readonly int[] answered;
    private readonly ClusterTally clusters;
    private readonly SumTally sums;
    private (int Total, int Above, int At)? cut;

    /// <summary>Of these rules.</summary>
    public SpreadTally(RuleSet rules)
    {
        this.rules = rules;
        (lowest, measures) = (rules.Questionnaire.LowestTotal, rules.Questionnaire.Measures.Count);
        totals = new int[rules.Questionnaire.HighestTotal - lowest + 1];
        levels = new long[totals.Length * measures];
        answered = new int[totals.Length * measures];
        clusters = new(lowest, totals.Length);
        sums = new(measures);
    }

    /// <summary>How many results.</summary>
    public int Count => sums.Count;

    /// <summary>Counts a result.</summary>
    /// <param name="total">Its total.</param>
    /// <param name="riskIndex">Its risk index in tenths.</param>
    /// <param name="of">Its levels, one a measure; 0 is 'unknown'.</param>
    /// <exception cref="ArgumentOutOfRangeException">It was not computed by these rules.</exception>
    public void Add(int total, int riskIndex, ReadOnlySpan<byte> of)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)(total - lowest), (uint)totals.Length, nameof(total));
        totals[total - lowest]++;
        clusters.Add(total, riskIndex);
        sums.Add(total, of);
        var first = (total - lowest) * measures;
        for (var i = 0; i < measures; i++)
        {
            levels[first + i] += of[i];
            answered[first + i] += of[i] == 0 ? 0 : 1;
        }
    }

    /// <summary>The figures of the layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="coarser">Bins and clusters hold so many times the fewest results that they may hold.</param>
    public Peers ToPeers(Layer layer, int coarser = 1)
    {
        var guard = rules.Rules.Statistics;
        var defaults = rules.Rules.Measures.Select(measure => Tenths.Whole(measure.Desired[(int)layer])).ToArray();
        if (sums.Count < guard.MinimumCount)
            return Peers.Without(rules, layer, Statistics.TooFew(guard.MinimumCount));
        var histogram = Histogram.Of(totals, lowest, guard.BinWidth, coarser * guard.MinimumBin);
        return sums.ToPeers(rules, Segment.Of(layer), [.. defaults.Select((level, i) => TopThird(i) ?? level)])! with
        {
            Histogram = histogram,
            Clusters = histogram is null ? [] : clusters.Merge(histogram, coarser * guard.MinimumBin),
            DesiredMeasured = true,
        };
    }

    /// <summary>Where a result stands, after <see cref="ToPeers"/>.</summary>
    public Standing StandingOf(int total, int riskIndex)
    {
        var (at, above, tied) = Cut;
        return new((ushort)clusters.IndexOf(total, riskIndex), total > at ? 3 * tied : total == at ? Count - (3 * above) : 0);
    }

    /// <summary>
    /// The desired level 望まれる水準 of a measure: the mean over the third of the results with the highest totals, 'unknown' left out. Those
    /// at the cut share the places that remain: each counts (N ÷ 3 − those above) ÷ those at the cut. Null when none of them has answered.
    /// </summary>
    private Tenths? TopThird(int measure)
    {
        var (at, above, tied) = Cut;
        var (places, shared) = (3L * tied, Count - (3L * above));
        long sum = 0, count = 0;
        for (var total = at; total - lowest < totals.Length; total++)
        {
            var (weight, cell) = (total == at ? shared : places, ((total - lowest) * measures) + measure);
            sum += weight * levels[cell];
            count += weight * answered[cell];
        }

        return count == 0 ? null : Tenths.Ratio(sum, count);
    }

    // The total at which the top third ends, how many lie above and how many at it.
    private (int Total, int Above, int At) Cut
    {
        get
        {
            if (cut is { } known)
                return known;
            var (total, above) = (lowest + totals.Length - 1, 0);
            while (total > lowest && 3L * (above + totals[total - lowest]) < Count)
                above += totals[total-- - lowest];
            return (cut = (total, above, totals[total - lowest])).Value;
        }
    }
}
