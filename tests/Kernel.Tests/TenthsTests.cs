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
}
