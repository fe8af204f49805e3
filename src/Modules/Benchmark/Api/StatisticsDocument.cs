using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Api;

/// <summary>A statistics object as the API writes it.</summary>
/// <param name="Id">Its id; null for a dry run.</param>
/// <param name="Kind">computed, reference, survey or example; null for a dry run.</param>
/// <param name="RulesVersion">By which rules its results were computed.</param>
/// <param name="Made">When it was made or loaded, UTC; null for a dry run.</param>
/// <param name="InForce">Whether results are compared with it.</param>
/// <param name="Source">Where its figures come from.</param>
/// <param name="Date">The day as of which they hold.</param>
/// <param name="Snapshot">The number of the snapshot; null for what was not computed from consented results.</param>
/// <param name="TakenDown">When it was taken down, UTC; null when it was not.</param>
/// <param name="N">N over all layers whose figures are given.</param>
/// <param name="Withheld">How many segments are withheld because N is below the minimum; null in a list.</param>
/// <param name="Segments">Layers, sizes and industries; null in a list.</param>
internal sealed record StatisticsDocument(
    Guid? Id, string? Kind, string RulesVersion, DateTime? Made, bool InForce, string Source, DateOnly Date, int? Snapshot, DateTime? TakenDown,
    int N, int? Withheld, IReadOnlyList<SegmentDocument>? Segments)
{
    /// <summary>A line of the list.</summary>
    public static StatisticsDocument Of(StatisticsLine line, Language language) => new(
        line.Id, KindOf(line), line.RulesVersion, line.Made, line.InForce, line.Source.In(language), line.Date, line.Snapshot, line.TakenDown, line.Count, null, null);

    /// <summary>An object with its figures.</summary>
    public static StatisticsDocument Of(StatisticsLine? line, Statistics statistics, Language language)
    {
        Peers[] all = [.. statistics.ByLayer, .. statistics.Others];
        return new(line?.Id, line is null ? null : KindOf(line), statistics.RulesVersion, line?.Made, line?.InForce == true,
            statistics.Source.In(language), statistics.Date, line?.Snapshot, line?.TakenDown, statistics.Count, all.Count(peers => !peers.HasMeans), [.. all.Select(peers => SegmentDocument.Of(peers, language))]);
    }

    private static string KindOf(StatisticsLine line) => line.Kind switch
    {
        StatisticsKind.Computed => "computed",
        StatisticsKind.Reference => "reference",
        StatisticsKind.Survey => "survey",
        _ => "example",
    };
}

/// <summary>A layer, size, industry or crossing.</summary>
/// <param name="Dimension">layer, size or industry; crossed ones joined by +.</param>
/// <param name="Value">The layer's identifier, or name or code; of a crossing joined by |.</param>
/// <param name="Name">What it is called.</param>
/// <param name="N">How many results the figures rest on; null where too few could be counted for any.</param>
/// <param name="Since">The day as of which they hold, where they are those of an earlier snapshot.</param>
/// <param name="SpreadSince">The same for distribution and desired levels.</param>
/// <param name="DesiredMeasured">True where desired levels are means over the top third by total.</param>
/// <param name="Mean">The mean of the totals; null when withheld or unknown.</param>
/// <param name="StandardDeviation">The population standard deviation of the totals; null when withheld or unknown.</param>
/// <param name="Measures">The measures.</param>
internal sealed record SegmentDocument(
    string Dimension, string Value, string Name, int? N, DateOnly? Since, DateOnly? SpreadSince, bool DesiredMeasured, decimal? Mean, decimal? StandardDeviation, IReadOnlyList<PeerMeasureDocument> Measures)
{
    /// <summary>The peers of a segment.</summary>
    public static SegmentDocument Of(Peers peers, Language language) => new(peers.Segment.Dimension, peers.Segment.Value, peers.Segment.Name.In(language),
        peers.Count == 0 ? null : peers.Count, peers.Since, peers.SpreadSince, peers.DesiredMeasured,
        peers.Mean?.ToDecimal(), peers.StandardDeviation?.ToDecimal(),
        [.. peers.Measures.Select(m => new PeerMeasureDocument(m.Item, m.Mean?.ToDecimal(), m.Desired.Value == 0 ? null : m.Desired.ToDecimal()))]);
}

/// <summary>A measure of a segment.</summary>
/// <param name="Item">The measure.</param>
/// <param name="Mean">Its mean level; null when withheld.</param>
/// <param name="Desired">Its desired level; null for groups over all layers, which have none.</param>
internal sealed record PeerMeasureDocument(string Item, decimal? Mean, decimal? Desired);
