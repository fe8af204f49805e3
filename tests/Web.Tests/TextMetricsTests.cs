using CsCheck;
using Sakimori.Web.Charts;

namespace Sakimori.Web.Tests;

public sealed class TextMetricsTests
{
    private const string Characters = "情報のアー、（）aW 1";

    [Theory]
    [InlineData("通信・システムの運用管理", 118, "通信・システムの|運用管理")]
    [InlineData("開発・保守、アクセス制御", 118, "開発・保守、|アクセス制御")]
    [InlineData("Operation of communications", 118, "Operation of|communications")]
    [InlineData("物理的（環境的）施策", 80, "物理的|（環境的）|施策")]
    public void Lines_break_between_phrases(string text, double width, string lines)
        => Assert.Equal(lines, string.Join('|', TextMetrics.Wrap(text, 13, width, 3)));

    [Fact]
    public void What_does_not_fit_is_cut_with_an_ellipsis()
    {
        var lines = TextMetrics.Wrap("情報セキュリティの方針と規程の制定と周知と見直し", 13, 100, 2);
        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1]);
    }

    [Fact]
    public void No_line_is_wider_than_asked_and_nothing_is_lost_while_there_is_room()
        => Gen.Select(Gen.Int[0, Characters.Length - 1].Select(i => Characters[i]).Array[1, 40], Gen.Double[30, 300])
            .Sample((characters, width) =>
            {
                var text = string.Concat(characters).Trim();
                var lines = TextMetrics.Wrap(text, 13, width, 99);
                Assert.All(lines, line => Assert.True(TextMetrics.Width(line, 13) <= width + .01, line));
                Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
            });
}
