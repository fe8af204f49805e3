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

    /// <summary>The sizes and industries that a reference table holds, in its order; those below the minimum N have no means.</summary>
    public IReadOnlyList<Peers> Others { get; init; } = [];

    /// <summary>The sizes and industries with which a result can be compared.</summary>
    public IReadOnlyList<Segment> Offered => [.. Others.Where(peers => peers.HasMeans).Select(peers => peers.Segment)];

    /// <summary>N over all layers whose figures are given.</summary>
    public int Count => ByLayer.Sum(peers => peers.Count);

    /// <summary>The peers of a layer.</summary>
    public Peers Of(Layer layer) => ByLayer[(int)layer];

    /// <summary>The size or industry with which a result can be compared; null when the object lacks it or withholds its means.</summary>
    public Peers? Of(Segment segment) => Others.FirstOrDefault(peers => peers.Segment == segment && peers.HasMeans);

    /// <summary>No results yet: everything stands on the published defaults.</summary>
    public static Statistics Empty(RuleSet rules, DateOnly date)
        => Compute(rules, [], new("公表された既定値", "Published defaults"), date);

    /// <summary>Computes the statistics in one pass over the results; allocates nothing per result.</summary>
    /// <exception cref="ArgumentException">A result is not one of these rules.</exception>
    public static Statistics Compute(
        RuleSet rules, IEnumerable<ConsentedResult> results, Text source, DateOnly date, bool demonstration = false)
    {
        var tally = new StatisticsTally(rules);
        foreach (var result in results)
            tally.Add(result);
        return tally.ToStatistics(source, date, demonstration);
    }

    /// <summary>Why a small number of results is not shown; how many there are is not said.</summary>
    internal static Text TooFew(int minimum) => new(
        $"集計できる結果が{minimum}件に満たないため、偏差値、順位、分布は示しません。結果は公表された既定の水準と比べています。",
        $"Fewer than {minimum} results can be counted, so T-score, rank and distribution are withheld; the result is compared with the published defaults.");
}

/// <summary>Counts results of one version of the rules, one after another.</summary>
public sealed class StatisticsTally
{
    private readonly RuleSet rules;
    private readonly LayerTally[] layers;

    /// <summary>Of these rules.</summary>
    public StatisticsTally(RuleSet rules)
    {
        this.rules = rules;
        layers = [.. Layers.All.Select(_ => new LayerTally(rules))];
    }

    /// <summary>Counts a result.</summary>
    /// <exception cref="ArgumentException">It is not one of these rules.</exception>
    public void Add(in ConsentedResult result) => layers[(int)result.Layer].Add(result.Total, result.RiskIndex, result.Answers);

    /// <summary>What was counted.</summary>
    public Statistics ToStatistics(Text source, DateOnly date, bool demonstration = false) => new()
    {
        RulesVersion = rules.Version,
        Source = source,
        Date = date,
        Demonstration = demonstration,
        ByLayer = [.. Layers.All.Select(layer => layers[(int)layer].ToPeers(rules, layer))],
    };

    private sealed class LayerTally(RuleSet rules)
    {
        private readonly int lowest = rules.Questionnaire.LowestTotal;
        private readonly int[] totals = new int[rules.Questionnaire.HighestTotal - rules.Questionnaire.LowestTotal + 1];
        private readonly long[] levels = new long[rules.Questionnaire.Measures.Count];
        private readonly ClusterTally clusters = new(
            rules.Questionnaire.LowestTotal, rules.Questionnaire.HighestTotal - rules.Questionnaire.LowestTotal + 1);

        private readonly int[] answered = new int[rules.Questionnaire.Measures.Count];

        public void Add(int total, Tenths riskIndex, string answers)
        {
            if (total < lowest || total - lowest >= totals.Length || answers.Length < levels.Length)
                throw new ArgumentException("The result was not computed by these rules.", nameof(answers));
            totals[total - lowest]++;
            clusters.Add(total, riskIndex);
            for (var i = 0; i < levels.Length; i++)
            {
                if (answers[i] is < '1' or > '5')
                    continue;
                levels[i] += answers[i] - '0';
                answered[i]++;
            }
        }

        public Peers ToPeers(RuleSet rules, Layer layer)
        {
            long count = 0, sum = 0, squares = 0;
            for (var i = 0; i < totals.Length; i++)
            {
                long total = lowest + i;
                count += totals[i];
                sum += total * totals[i];
                squares += total * total * totals[i];
            }

            var guard = rules.Rules.Statistics;
            var enough = count >= guard.MinimumCount;
            var histogram = enough ? Histogram.Of(totals, lowest, guard.BinWidth, guard.MinimumBin) : null;
            var measures = new PeerMeasure[levels.Length];
            for (var i = 0; i < measures.Length; i++)
                measures[i] = new(rules.Questionnaire.Measures[i].Id,
                    enough && answered[i] >= guard.MinimumCount ? Tenths.Ratio(levels[i], answered[i]) : null,
                    Tenths.Whole(rules.Rules.Measures[i].Desired[(int)layer]));
            return new()
            {
                Segment = Segment.Of(layer),
                Count = enough ? (int)count : 0,
                Sum = enough ? sum : 0,
                SumOfSquares = enough ? squares : 0,
                Measures = measures,
                Histogram = histogram,
                Clusters = histogram is null ? [] : clusters.Merge(histogram, guard.MinimumBin),
                Withheld = enough ? null : Statistics.TooFew(guard.MinimumCount),
            };
        }
    }
}
