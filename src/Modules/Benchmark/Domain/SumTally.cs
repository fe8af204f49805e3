using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>Sums over results: all that is published of a group but its distribution. Two of them add up to a third.</summary>
public sealed class SumTally
{
    private readonly long[] levels;
    private readonly int[] answered;

    /// <summary>Of nobody yet.</summary>
    /// <param name="measures">How many measures there are.</param>
    public SumTally(int measures) => (levels, answered) = (new long[measures], new int[measures]);

    /// <summary>How many results.</summary>
    public int Count { get; private set; }

    /// <summary>The sum of their totals.</summary>
    public long Sum { get; private set; }

    /// <summary>The sum of the squares of their totals.</summary>
    public long SumOfSquares { get; private set; }

    /// <summary>Adds a result.</summary>
    /// <param name="total">Its total.</param>
    /// <param name="of">Its levels, one a measure; 0 is 'unknown'.</param>
    public void Add(int total, ReadOnlySpan<byte> of)
    {
        Count++;
        Sum += total;
        SumOfSquares += (long)total * total;
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] += of[i];
            answered[i] += of[i] == 0 ? 0 : 1;
        }
    }

    /// <summary>Adds the results of another.</summary>
    public void Add(SumTally other)
    {
        Count += other.Count;
        Sum += other.Sum;
        SumOfSquares += other.SumOfSquares;
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] += other.levels[i];
            answered[i] += other.answered[i];
        }
    }

    /// <summary>The figures of a group; null below the minimum N.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="segment">Which group.</param>
    /// <param name="desired">The desired levels that hold for it.</param>
    public Peers? ToPeers(RuleSet rules, Segment segment, IReadOnlyList<Tenths> desired)
    {
        var fewest = rules.Rules.Statistics.MinimumCount;
        return Count < fewest ? null : new()
        {
            Segment = segment,
            Count = Count,
            Sum = Sum,
            SumOfSquares = SumOfSquares,
            Measures = [.. levels.Select((sum, i) => new PeerMeasure(
                rules.Questionnaire.Measures[i].Id, answered[i] >= fewest ? Tenths.Ratio(sum, answered[i]) : null, desired[i]))],
        };
    }
}
