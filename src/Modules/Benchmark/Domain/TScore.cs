using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// T-score 偏差値 = (total − mean) ÷ standard deviation × 10 + 50, with the population standard deviation (÷ N). Computed in whole
/// numbers from count, sum and sum of squares: no binary floating point, rounded half up to one decimal once.
/// </summary>
public static class TScore
{
    /// <summary>The T-score of a total; null when every total is the same (standard deviation 0) or there is none.</summary>
    /// <param name="total">The total that is placed.</param>
    /// <param name="count">How many totals there are, up to 10⁹.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="sumOfSquares">The sum of their squares.</param>
    public static Tenths? Of(int total, long count, long sum, long sumOfSquares)
    {
        var variance = ScaledVariance(count, sum, sumOfSquares);
        if (variance == 0)
            return null;

        // In tenths T = 500 + 100·d ÷ √v with d = N·total − sum. Doubled, y = 200·|d| ÷ √v, so that the halves are whole.
        var d = (Int128)count * total - sum;
        var square = (UInt128)(d * d) * 40_000;
        var (floor, exact) = Root(square / variance);
        if (d >= 0)
            return new(500 + (int)((floor + 1) / 2));
        var ceiling = exact && square % variance == 0 ? floor : floor + 1;
        return new(500 - (int)(ceiling / 2));
    }

    /// <summary>The population standard deviation, rounded half up to one decimal; 0.0 when there is none.</summary>
    public static Tenths StandardDeviation(long count, long sum, long sumOfSquares)
        => count == 0 ? default : new((int)((Root(ScaledVariance(count, sum, sumOfSquares) * 400).Floor / (UInt128)count + 1) / 2));

    // N² times the population variance: N·Σx² − (Σx)².
    private static UInt128 ScaledVariance(long count, long sum, long sumOfSquares)
        => (UInt128)((Int128)count * sumOfSquares - (Int128)sum * sum);

    private static (UInt128 Floor, bool Exact) Root(UInt128 number)
    {
        if (number == 0)
            return (0, true);

        // Newton's method from above: falls until it stands on the floor.
        var root = UInt128.One << (int)((UInt128.Log2(number) / 2) + 1);
        while (true)
        {
            var next = (root + number / root) / 2;
            if (next >= root)
                return (root, root * root == number);
            root = next;
        }
    }
}
