using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result that its owner let be analysed: the latest one of each organisation is counted.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Total">Its total.</param>
/// <param name="RiskIndex">Its risk index.</param>
/// <param name="Answers">Its answers as <see cref="Answers.Code"/>.</param>
public readonly record struct ConsentedResult(Layer Layer, int Total, Tenths RiskIndex, string Answers);

/// <summary>
/// The one object from which all comparison with others comes. Immutable; computed as a whole, so that every figure on a page has
/// the same source, date and N.
/// </summary>
public sealed record Statistics
{
    /// <summary>The version of the rules by which the results were computed.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required Text Source { get; init; }

    /// <summary>The day as of which they hold.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>True when the results are the synthetic demonstration set: every page compared with it says so.</summary>
    public required bool Demonstration { get; init; }

    /// <summary>The peers of each layer, in the order of <see cref="Layers.All"/>.</summary>
    public required IReadOnlyList<Peers> ByLayer { get; init; }

    /// <summary>
    /// Other groups: sizes, industries and crossings of these with layers and each other of a snapshot, or those that a reference table
    /// holds in its order; of the latter those below the minimum N have no means.
    /// </summary>
    public IReadOnlyList<Peers> Others { get; init; } = [];

    /// <summary>The uses by month that an earlier survey tells of; none elsewhere.</summary>
    public IReadOnlyList<UsesOfPeriod> Uses { get; init; } = [];

    /// <summary>The other groups with which a result of a layer can be compared: sizes, industries, and those within the layer.</summary>
    public IReadOnlyList<Segment> OfferedTo(Layer layer) => [.. Others.Where(peers => peers.HasMeans && peers.Segment switch
        {
            { Dimension: Segment.SizeDimension or Segment.IndustryDimension } => true,
            { Dimension: "layer+size" or "layer+industry" } crossed => crossed.Value.StartsWith(layer.Id() + "|", StringComparison.Ordinal),
            _ => false,
        }).Select(peers => peers.Segment)];

    /// <summary>N over all layers whose figures are given.</summary>
    public int Count => ByLayer.Sum(peers => peers.Count);

    /// <summary>The peers of a layer.</summary>
    public Peers Of(Layer layer) => ByLayer[(int)layer];

    /// <summary>Another group with which a result can be compared; null when the object lacks it or withholds its means.</summary>
    public Peers? Of(Segment segment) => Others.FirstOrDefault(peers => peers.Segment == segment && peers.HasMeans);

    /// <summary>No results yet: everything stands on the published defaults.</summary>
    public static Statistics Empty(RuleSet rules, DateOnly date)
        => Compute(rules, [], new("公表された既定値", "Published defaults"), date);

    /// <summary>Computes the statistics in one pass over the results; allocates nothing per result.</summary>
    /// <exception cref="ArgumentException">A result is not one of these rules.</exception>
    public static Statistics Compute(
        RuleSet rules, IEnumerable<ConsentedResult> results, Text source, DateOnly date, bool demonstration = false)
    {
        var spreads = Layers.All.Select(_ => new SpreadTally(rules)).ToArray();
        Span<byte> levels = stackalloc byte[rules.Questionnaire.Measures.Count];
        foreach (var result in results)
        {
            CountedResults.Answered(result.Answers, levels);
            spreads[(int)result.Layer].Add(result.Total, result.RiskIndex.Value, levels);
        }

        return new()
        {
            RulesVersion = rules.Version,
            Source = source,
            Date = date,
            Demonstration = demonstration,
            ByLayer = [.. Layers.All.Select(layer => spreads[(int)layer].ToPeers(layer))],
        };
    }

    /// <summary>Why a small number of results is not shown; how many there are is not said.</summary>
    internal static Text TooFew(int minimum) => new(
        $"集計できる結果が{minimum}件に満たないため、偏差値、順位、分布は示しません。結果は公表された既定の水準と比べています。",
        $"Fewer than {minimum} results can be counted, so T-score, rank and distribution are withheld; the result is compared with the published defaults.");

    /// <summary>Why a layer is left out whose sums, beside distributions that were published before, would tell of few.</summary>
    internal static Text TooClose { get; } = new(
        "これまでに公表した分布と比べると少数の組織の値が分かってしまうため、今回は偏差値、順位、分布を示しません。結果は公表された既定の水準と比べています。",
        "Beside the distributions published before, new figures would tell of few organisations, so T-score, rank and distribution are withheld this time; the result is compared with the published defaults.");
}
