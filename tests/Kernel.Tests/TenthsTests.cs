using System.Globalization;
using System.Numerics;
using Sakimori.Kernel;

namespace Sakimori.Kernel.Tests;

public class TenthsTests
{
    [Theory]
    [InlineData(350, 3670, "9.5")] // disclosure survey 2006-11
    [InlineData(3567, 9125, "39.1")] // benchmark uses to 2007-05-21 with consent
    [InlineData(5558, 9125, "60.9")] // and without
    [InlineData(326, 350, "93.1")]
    [InlineData(2955, 3670, "80.5")]
    [InlineData(73, 3670, "2.0")]
    [InlineData(1, 3, "33.3")]
    [InlineData(-1, 16, "-6.3")]
    public void Percentages_come_out_as_printed(long part, long whole, string printed)
        => Assert.Equal(printed, Tenths.Percent(part, whole).ToString());

    [Fact]
    public void A_quotient_is_exact_however_great_its_parts()
    {
        var random = new Random(20261128);
        for (var n = 0; n < 100_000; n++)
        {
            var denominator = random.NextInt64(1L << random.Next(1, 63)) + 1;
            var numerator = random.NextInt64(-denominator, denominator) * random.Next(1, 3);
            foreach (var part in (long[])[numerator, denominator / 2, -denominator / 20, denominator / 20, (1L << 57) - 1, -(1L << 57)])
            {
                var twice = (BigInteger.Abs(part) * 20 + denominator) / (2 * (BigInteger)denominator);
                if (twice < int.MaxValue)
                    Assert.Equal((int)twice * Math.Sign(part), Tenths.Ratio(part, denominator).Value);
            }
        }
    }

    [Theory]
    [InlineData(754, "75.4")]
    [InlineData(750, "75")]
    [InlineData(-5, "-0.5")]
    [InlineData(int.MinValue, "-214748364.8")]
    public void As_a_decimal_it_is_the_same_figure(int value, string written)
    {
        Assert.Equal(written, new Tenths(value).ToDecimal().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(value / 10m, new Tenths(value).ToDecimal());
    }

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(-5, "-0.5")]
    [InlineData(754, "75.4")]
    [InlineData(-12345, "-1234.5")]
    [InlineData(int.MaxValue, "214748364.7")]
    [InlineData(int.MinValue, "-214748364.8")]
    public void A_figure_is_written_with_its_one_decimal_however_it_is_formatted(int value, string written)
    {
        Assert.Equal(written, new Tenths(value).ToString());
        Assert.Equal($"<{written}>", $"<{new Tenths(value)}>");
        for (var room = 0; room < written.Length; room++)
            Assert.False(new Tenths(value).TryFormat(new char[room], out _, default, null));
    }
}
