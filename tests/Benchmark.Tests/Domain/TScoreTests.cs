using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class TScoreTests
{
    private static readonly Gen<int[]> Totals = Gen.Int[25, 125].Array[1, 200];

    [Fact]
    public void A_total_equal_to_the_mean_is_50()
        => Gen.Select(Gen.Int[0, 30], Gen.Int[1, 20]).Sample((half, n) =>
        {
            var totals = Enumerable.Repeat(75 - half, n).Concat(Enumerable.Repeat(75 + half, n)).ToArray();
            Assert.Equal(half == 0 ? null : Tenths.Whole(50), Of(75, totals));
        });

    [Fact]
    public void Shifting_every_total_changes_no_t_score()
        => Gen.Select(Totals, Gen.Int[-20, 1000]).Sample((totals, shift) =>
            Assert.Equal(Of(totals[0], totals), Of(totals[0] + shift, [.. totals.Select(t => t + shift)])));

    [Fact]
    public void The_mean_over_the_population_is_50()
        => Totals.Where(totals => totals.Distinct().Count() > 1).Sample(totals =>
            Assert.InRange(totals.Average(total => Of(total, totals)!.Value.Value), 499.5, 500.5));

    [Fact]
    public void It_is_the_formula_rounded_to_one_decimal()
        => Gen.Select(Totals, Gen.Int[25, 125]).Where(x => x.Item1.Distinct().Count() > 1).Sample((totals, own) =>
        {
            var mean = totals.Average();
            var deviation = Math.Sqrt(totals.Average(total => (total - mean) * (total - mean)));
            Assert.InRange(Of(own, totals)!.Value.Value - ((own - mean) / deviation * 100) - 500, -0.5000001, 0.5000001);
            Assert.InRange(Deviation(totals).Value - (deviation * 10), -0.5000001, 0.5000001);
        });

    [Theory]
    [InlineData(59, "51.3")] // 51.25
    [InlineData(57, "48.8")] // 48.75
    [InlineData(58, "50.0")]
    [InlineData(66, "60.0")]
    [InlineData(50, "40.0")]
    public void Halves_are_rounded_up(int total, string expected) => Assert.Equal(expected, Of(total, [50, 66]).ToString());

    [Fact]
    public void It_is_undefined_when_every_total_is_the_same_or_there_is_none()
    {
        Assert.Null(Of(80, [80, 80, 80]));
        Assert.Null(Of(80, []));
        Assert.Equal(default, Deviation([80, 80, 80]));
        Assert.Equal(default, Deviation([]));
    }

    [Fact]
    public void Under_a_normal_distribution_15_87_percent_lie_above_60_and_68_27_between_40_and_60()
    {
        // A normal population of a million on a grid of 1/1000 standard deviation; the printed decimal blurs ±0.05.
        var counts = Enumerable.Range(0, 12_001)
            .Select(x => (long)Math.Round(1_000_000_000 * Math.Exp(-Math.Pow((x - 6_000) / 1_000.0, 2) / 2) / (1_000 * Math.Sqrt(2 * Math.PI)))).ToArray();
        long n = counts.Sum(), sum = counts.Select((c, x) => c * x).Sum(), squares = counts.Select((c, x) => c * x * x).Sum();
        double Share(Func<int, bool> where) => 100.0 * counts.Where((_, x) => where(TScore.Of(x, n, sum, squares)!.Value.Value)).Sum() / n;

        Assert.InRange(15.87, Share(t => t > 600), Share(t => t >= 600));
        Assert.InRange(Share(t => t > 600), 15.7, 15.9);
        Assert.InRange(68.27, Share(t => t is > 400 and < 600), Share(t => t is >= 400 and <= 600));
        Assert.InRange(Share(t => t is >= 400 and <= 600), 68.2, 68.6);
    }

    [Fact]
    public void Ten_million_results_do_not_overflow()
    {
        const long n = 10_000_000;
        Assert.Equal("60.0", TScore.Of(125, 2 * n, (25 + 125) * n, (625 + 15_625) * n).ToString());
        Assert.Equal("50.0", TScore.StandardDeviation(2 * n, (25 + 125) * n, (625 + 15_625) * n).ToString());
    }

    private static Tenths? Of(int total, int[] totals) => TScore.Of(total, totals.Length, totals.Sum(), totals.Sum(t => (long)t * t));

    private static Tenths Deviation(int[] totals) => TScore.StandardDeviation(totals.Length, totals.Sum(), totals.Sum(t => (long)t * t));
}
