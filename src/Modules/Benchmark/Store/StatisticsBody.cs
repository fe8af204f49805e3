using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Store;

/// <summary>A statistics object as it is stored. What is withheld is not in it, not even in sums.</summary>
/// <param name="Demonstration">See <see cref="Statistics.Demonstration"/>.</param>
/// <param name="Layers">In the order of <see cref="Domain.Layers.All"/>.</param>
/// <param name="Others">The other groups; null where there are none.</param>
/// <param name="Uses">The uses by month that a survey tells of; null where there are none.</param>
internal sealed record StatisticsBody(
    bool Demonstration, IReadOnlyList<StatisticsBody.OfLayer> Layers, IReadOnlyList<StatisticsBody.OfSegment>? Others = null,
    IReadOnlyList<StatisticsBody.OfPeriod>? Uses = null)
{
    /// <summary>
    /// Another group: means and desired levels in tenths; a mean below the minimum N is not in it. Only groups of a snapshot have sums.
    /// </summary>
    internal sealed record OfSegment(
        string Dimension, string Value, int Count, int?[] Means, int[] Desired, long Sum = 0, long SumOfSquares = 0, DateOnly? Since = null, bool Counted = false);

    /// <summary>Uses of some months: first and last month, uses with and without consent.</summary>
    internal sealed record OfPeriod(DateOnly From, DateOnly To, int Provided, int NotProvided);

    /// <summary>One layer: levels, indices and means in tenths, bins as from–to–count, clusters as risk index–total–count.</summary>
    internal sealed record OfLayer(
        int Count, long Sum, long SumOfSquares, int?[] Means, int[] Desired, int[][]? Bins, int[][] Clusters, string? WithheldJa, string? WithheldEn,
        DateOnly? Since = null, DateOnly? SpreadSince = null, bool DesiredMeasured = false);

    public static string Write(Statistics statistics) => JsonSerializer.Serialize(new StatisticsBody(statistics.Demonstration,
        [.. statistics.ByLayer.Select(peers => new OfLayer(
            peers.Count,
            peers.Withheld is null ? peers.Sum : 0,
            peers.Withheld is null ? peers.SumOfSquares : 0,
            [.. peers.Measures.Select(m => m.Mean?.Value)],
            [.. peers.Measures.Select(m => m.Desired.Value)],
            peers.Histogram?.Bins.Select(bin => new[] { bin.From, bin.To, bin.Count }).ToArray(),
            [.. peers.Clusters.Select(c => new[] { c.RiskIndex.Value, c.Total.Value, c.Count })],
            peers.Withheld?.Ja, peers.Withheld?.En, peers.Since, peers.SpreadSince, peers.DesiredMeasured))],
        statistics.Others.Count == 0 ? null
            : [.. statistics.Others.Select(peers => new OfSegment(peers.Segment.Dimension, peers.Segment.Value, peers.Count,
                [.. peers.Measures.Select(m => m.Mean?.Value)], [.. peers.Measures.Select(m => m.Desired.Value)],
                peers.Sum, peers.SumOfSquares, peers.Since, peers.Withheld is null))],
        statistics.Uses.Count == 0 ? null : [.. statistics.Uses.Select(u => new OfPeriod(u.From, u.To, u.Uses.Provided, u.Uses.NotProvided))]),
        StatisticsJson.Readable.StatisticsBody);

    public static Statistics Read(StatisticsRow row, RuleSet rules)
    {
        var body = JsonSerializer.Deserialize(row.Body, StatisticsJson.Readable.StatisticsBody)!;
        return new()
        {
            RulesVersion = row.RulesVersion,
            Source = new(row.SourceJa, row.SourceEn),
            Date = row.Date,
            Demonstration = body.Demonstration,
            ByLayer = [.. body.Layers.Select((of, layer) => new Peers
            {
                Segment = Segment.Of(Domain.Layers.All[layer]),
                Count = of.Count,
                Sum = of.Sum,
                SumOfSquares = of.SumOfSquares,
                Measures = Measures(rules, of.Means, of.Desired),
                Histogram = of.Bins is { } bins ? new(bins.Select(b => new Bin(b[0], b[1], b[2])).ToArray()) : null,
                Clusters = [.. of.Clusters.Select(c => new Cluster(new(c[0]), new(c[1]), c[2]))],
                Withheld = of is { WithheldJa: { } ja, WithheldEn: { } en } ? new Text(ja, en) : null,
                Since = of.Since,
                SpreadSince = of.SpreadSince,
                DesiredMeasured = of.DesiredMeasured,
            })],
            Uses = [.. (body.Uses ?? []).Select(u => new UsesOfPeriod(u.From, u.To, new(u.Provided, u.NotProvided)))],
            Others = [.. (body.Others ?? []).Select(of => new Peers
            {
                Segment = of.Counted ? new Segment(of.Dimension, of.Value).NamedBy(rules) : new(of.Dimension, of.Value),
                Count = of.Count,
                Sum = of.Sum,
                SumOfSquares = of.SumOfSquares,
                Measures = Measures(rules, of.Means, of.Desired),
                Since = of.Since,
                Withheld = of.Counted ? null : ReferenceTable.NoDistribution,
            })],
        };
    }

    private static PeerMeasure[] Measures(RuleSet rules, int?[] means, int[] desired)
        => [.. rules.Questionnaire.Measures.Select((measure, i) => new PeerMeasure(
            measure.Id, means[i] is { } mean ? new Tenths(mean) : null, new(desired[i])))];
}

/// <summary>The stored form as JSON.</summary>
[JsonSerializable(typeof(StatisticsBody))]
internal sealed partial class StatisticsJson : JsonSerializerContext
{
    /// <summary>Japanese as it is, not as escapes.</summary>
    public static StatisticsJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
