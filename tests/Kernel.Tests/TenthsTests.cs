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
