using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What one organisation has shared: null where it shares less.</summary>
/// <param name="Total">The total.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Measures">The levels, one <see cref="Answer.Symbol"/> a measure.</param>
public readonly record struct SharedFigures(int? Total, Layer? Layer, string? Measures);

/// <summary>One measure over all organisations that share its level.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Unknown">How many do not know their level.</param>
/// <param name="Counts">How many stand at each level, from 1 to 5.</param>
public sealed record MeasureSpread(Measure Measure, int Unknown, IReadOnlyList<int> Counts)
{
    /// <summary>How many know their level.</summary>
    public int Known => Counts.Sum();

    /// <summary>The mean of those; null when nobody knows.</summary>
    public Tenths? Mean => Known == 0 ? null : Tenths.Ratio(Counts.Select((count, i) => (long)count * (i + 1)).Sum(), Known);
}

/// <summary>
/// What a round comes to. It counts nothing but what is shared with the host one by one, so that no figure tells of an organisation more
/// than it chose: those who share less than a figure needs are not in it.
/// </summary>
public sealed record RoundSummary
{
    private const int BinWidth = 10;
    private const int MostWeak = 5;

    /// <summary>How many share their total.</summary>
    public required int Totals { get; init; }

    /// <summary>The mean of the totals; null when nobody shares one.</summary>
    public Tenths? Mean { get; init; }

    /// <summary>The totals in bins of ten points; empty when nobody shares one.</summary>
    public required IReadOnlyList<Bin> Bins { get; init; }

    /// <summary>How many of those who share their total are in each layer, in the order of <see cref="Layers.All"/>.</summary>
    public required IReadOnlyList<int> ByLayer { get; init; }

    /// <summary>The measures, in the order of the questionnaire.</summary>
    public required IReadOnlyList<MeasureSpread> Measures { get; init; }

    /// <summary>How many share the level of every measure.</summary>
    public required int Sharing { get; init; }

    /// <summary>The measures with the lowest means, at most five; of equals the earlier one first.</summary>
    public IReadOnlyList<MeasureSpread> Weakest => [.. Measures.Where(m => m.Mean is not null).OrderBy(m => m.Mean!.Value.Value).Take(MostWeak)];

    /// <summary>Counts what is shared.</summary>
    public static RoundSummary Of(Questionnaire questionnaire, IEnumerable<SharedFigures> shared)
    {
        var (totals, sum, layers, sharing) = (0, 0L, new int[Layers.All.Count], 0);
        var bins = new int[(questionnaire.HighestTotal - questionnaire.LowestTotal) / BinWidth + 1];
        var levels = new int[questionnaire.Measures.Count][];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = new int[Measure.TopLevel + 1];
        foreach (var one in shared)
        {
            if (one.Total is { } total && one.Layer is { } layer)
            {
                totals++;
                sum += total;
                layers[(int)layer]++;
                bins[(total - questionnaire.LowestTotal) / BinWidth]++;
            }

            if (one.Measures is not { } code)
                continue;
            sharing++;
            for (var i = 0; i < levels.Length; i++)
                levels[i][code[i] is >= '1' and <= '5' ? code[i] - '0' : 0]++;
        }

        return new()
        {
            Totals = totals,
            Mean = totals == 0 ? null : Tenths.Ratio(sum, totals),
            Bins = totals == 0 ? [] : [.. bins.Select((count, i) => new Bin(questionnaire.LowestTotal + i * BinWidth,
                Math.Min(questionnaire.LowestTotal + (i + 1) * BinWidth - 1, questionnaire.HighestTotal), count))],
            ByLayer = layers,
            Sharing = sharing,
            Measures = [.. questionnaire.Measures.Select((measure, i) => new MeasureSpread(measure, levels[i][0], levels[i][1..]))],
        };
    }
}
