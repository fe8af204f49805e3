using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What is known of others for one measure.</summary>
/// <param name="Item">The identifier of the measure.</param>
/// <param name="Mean">Their mean level, 'unknown' left out; null when it is withheld.</param>
/// <param name="Desired">The desired level 望まれる水準: see <see cref="Peers.DesiredMeasured"/>.</param>
public readonly record struct PeerMeasure(string Item, Tenths? Mean, Tenths Desired);

/// <summary>
/// Those with whom a result is compared: a layer, a size, an industry or a crossing of these. Figures that could reveal a single
/// organisation are not in it.
/// </summary>
public sealed record Peers
{
    /// <summary>Who they are.</summary>
    public required Segment Segment { get; init; }

    /// <summary>N: how many results the figures rest on; 0 where too few could be counted for any.</summary>
    public required int Count { get; init; }

    /// <summary>The sum of the totals: exact, for the T-score, not for display.</summary>
    public long Sum { get; init; }

    /// <summary>The sum of the squares of the totals: exact, for the T-score, not for display.</summary>
    public long SumOfSquares { get; init; }

    /// <summary>The mean of the totals; null when withheld.</summary>
    public Tenths? Mean => Withheld is null ? Tenths.Ratio(Sum, Count) : null;

    /// <summary>The population standard deviation of the totals; null when withheld.</summary>
    public Tenths? StandardDeviation => Withheld is null ? TScore.StandardDeviation(Count, Sum, SumOfSquares) : null;

    /// <summary>The measures, in the order of the questionnaire.</summary>
    public required IReadOnlyList<PeerMeasure> Measures { get; init; }

    /// <summary>Whether the mean of every measure is given: N is nowhere below the minimum.</summary>
    public bool HasMeans => Measures.All(measure => measure.Mean is not null);

    /// <summary>The distribution of the totals; null when withheld.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>Totals against risk indices, each point standing for several results; none when withheld.</summary>
    public IReadOnlyList<Cluster> Clusters { get; init; } = [];

    /// <summary>Why T-score, percentile and histogram are not given; null when they are.</summary>
    public Text? Withheld { get; init; }

    /// <summary>True where the desired levels are means over the top third by total; else they are the published defaults or a reference table's.</summary>
    public bool DesiredMeasured { get; init; }

    /// <summary>The day as of which these figures hold, where they are those of an earlier snapshot; null for the object's own.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The same for distribution, scatter plot and desired levels, which may stand for longer.</summary>
    public DateOnly? SpreadSince { get; init; }

    /// <summary>The same layer without figures: they stand on the published defaults.</summary>
    /// <param name="rules">The rules, which hold those.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="reason">Why.</param>
    public static Peers Without(RuleSet rules, Layer layer, Text reason) => new()
    {
        Segment = Segment.Of(layer),
        Count = 0,
        Measures = [.. rules.Questionnaire.Measures.Select((measure, i) => new PeerMeasure(measure.Id, null, Tenths.Whole(rules.Rules.Measures[i].Desired[(int)layer])))],
        Withheld = reason,
    };
}

/// <summary>A result among its peers.</summary>
/// <param name="Peers">Those with whom it is compared.</param>
/// <param name="TScore">The T-score; null when withheld or undefined.</param>
/// <param name="NoTScore">Why there is no T-score; null when there is one.</param>
/// <param name="Place">Rank and percentile as ranges; null when withheld.</param>
public sealed record Comparison(Peers Peers, Tenths? TScore, Text? NoTScore, Place? Place)
{
    /// <summary>Compares a result with its layer.</summary>
    /// <param name="score">The result.</param>
    /// <param name="statistics">The statistics of all layers.</param>
    /// <param name="counted">Whether the own result is one of those counted.</param>
    public static Comparison Of(Score score, Statistics statistics, bool counted = false)
        => Of(score.Total, statistics.Of(score.Layer), counted);

    /// <summary>Compares a total with peers.</summary>
    public static Comparison Of(int total, Peers peers, bool counted = false)
    {
        if (peers.Withheld is { } reason)
            return new(peers, null, reason, null);
        var tScore = Domain.TScore.Of(total, peers.Count, peers.Sum, peers.SumOfSquares);
        return new(peers, tScore,
            tScore is null
                ? new("すべての結果が同じ総合点で標準偏差が0のため、偏差値は求められません。",
                    "Every result has the same total, so the standard deviation is 0 and the T-score is undefined.")
                : null,
            peers.Histogram?.PlaceOf(total, counted));
    }
}
