using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A bin of totals.</summary>
/// <param name="From">The lowest total in it.</param>
/// <param name="To">The highest total in it.</param>
/// <param name="Count">How many results it holds.</param>
public readonly record struct Bin(int From, int To, int Count);

/// <summary>Where a total stands among others, as far as bins tell: never a single organisation's place.</summary>
/// <param name="RankFrom">The best rank possible, 1 being the highest total.</param>
/// <param name="RankTo">The worst rank possible.</param>
/// <param name="Of">How many results are ranked, one's own included.</param>
/// <param name="PercentileFrom">The least share of the results counted that may be lower, in percent, rounded down.</param>
/// <param name="PercentileTo">The largest share that may be lower, in percent, rounded up.</param>
/// <param name="Bin">The bin in which the total lies.</param>
public sealed record Place(int RankFrom, int RankTo, int Of, Tenths PercentileFrom, Tenths PercentileTo, Bin Bin);

/// <summary>
/// The distribution of totals in bins of equal width, neighbours merged until each holds at least the minimum, so that nobody can
/// be told apart. Together the bins cover every possible total.
/// </summary>
public sealed record Histogram
{
    /// <summary>A histogram of bins that were merged before.</summary>
    internal Histogram(IReadOnlyList<Bin> bins) => Bins = bins;

    /// <summary>The bins, rising, without gaps.</summary>
    public IReadOnlyList<Bin> Bins { get; }

    /// <summary>Merges counts of single totals into bins; null when all together are fewer than the minimum.</summary>
    /// <param name="counts">How many results have each total, from <paramref name="lowest"/> on.</param>
    /// <param name="lowest">The lowest possible total.</param>
    /// <param name="width">The width of a bin before merging.</param>
    /// <param name="minimum">The fewest results a bin may hold.</param>
    public static Histogram? Of(ReadOnlySpan<int> counts, int lowest, int width, int minimum)
    {
        var bins = new List<Bin>();
        int from = lowest, held = 0;
        for (var i = 0; i < counts.Length; i += width)
        {
            var end = Math.Min(i + width, counts.Length);
            foreach (var count in counts[i..end])
                held += count;
            if (held < minimum)
                continue;
            bins.Add(new(from, lowest + end - 1, held));
            (from, held) = (lowest + end, 0);
        }

        if (bins.Count == 0)
            return null;
        bins[^1] = new(bins[^1].From, lowest + counts.Length - 1, bins[^1].Count + held);
        return new(bins);
    }

    /// <summary>Where a total stands.</summary>
    /// <param name="total">A possible total.</param>
    /// <param name="counted">Whether the own result is one of those counted.</param>
    public Place PlaceOf(int total, bool counted)
    {
        int below = 0, above = 0;
        var own = Bins[^1];
        foreach (var bin in Bins)
        {
            if (bin.To < total)
                below += bin.Count;
            else if (bin.From > total)
                above += bin.Count;
            else
                own = bin;
        }

        var all = below + own.Count + above;
        var others = counted ? own.Count - 1 : own.Count;
        return new(above + 1, above + others + 1, counted ? all : all + 1,
            new((int)(below * 1000L / all)), new((int)(((below + others) * 1000L + all - 1) / all)), own);
    }
}
