using Sakimori.Kernel;
using Sakimori.Web.Charts;

namespace Sakimori.Web.Tests;

public sealed class FindingTests
{
    [Fact]
    public void A_radar_names_the_three_largest_gaps()
    {
        Assert.Equal(
            "「望まれる水準」を下回る差が大きいのは、事故対応状況（1.7、望まれる水準は3.5）、通信・システムの運用管理（2.2、望まれる水準は3.6）、"
            + "組織的な取組み（2.6、望まれる水準は3.8）です。ほかに1項目が下回っています。", Models.Groups.Finding.Ja);
        Assert.Equal(
            "The largest gaps below 'desired level' are Incident response (1.7 against 3.5), Operation of communications and systems (2.2 against 3.6) "
            + "and Organisation (2.6 against 3.8). 1 more is below it.", Models.Groups.Finding.En);
    }

    [Fact]
    public void A_radar_without_gaps_says_so_and_counts_the_unknown()
    {
        var chart = Models.Groups with
        {
            Series = [new(SeriesKind.Own, Text.Same("own"), [4, 4, null, 4, 4]), new(SeriesKind.Desired, new("水準", "level"), [4, 3, 3, 3, 3])],
        };
        Assert.Equal("回答のある4項目のすべてが「水準」に達しています。1項目は不明です。", chart.Finding.Ja);
        Assert.Equal("All 4 answered items reach 'level'. 1 is unknown.", chart.Finding.En);
    }

    [Fact]
    public void A_radar_counts_the_gaps_that_are_equally_large_instead_of_choosing_three()
    {
        var chart = Models.Groups with
        {
            Unit = new("区分", "groups"),
            Series = [new(SeriesKind.Own, Text.Same("own"), [1, 1, 1, 1, 3]), new(SeriesKind.Desired, new("水準", "level"), [4, 4, 4, 4, 4])],
        };
        Assert.StartsWith("「水準」を下回る差は最大3で、", chart.Finding.Ja, StringComparison.Ordinal);
        Assert.EndsWith("など4区分がこれに当たります。ほかに1区分が下回っています。", chart.Finding.Ja, StringComparison.Ordinal);
        Assert.StartsWith("4 groups share the largest gap below 'level', 3, among them ", chart.Finding.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_radar_without_own_levels_names_highest_and_lowest()
    {
        var chart = Models.Groups with { Series = [new(SeriesKind.Mean, new("平均", "Mean"), [1, 2, 3, 4, 5])] };
        Assert.Equal("平均が最も高いのは事故対応状況（5）、最も低いのは組織的な取組み（1）です。", chart.Finding.Ja);
        Assert.Equal("Mean: highest in Incident response (5), lowest in Organisation (1).", chart.Finding.En);
    }

    [Fact]
    public void A_histogram_says_where_the_own_place_lies()
    {
        Assert.Equal("自組織の68は65–69の区間にあります。1,057組織のうち、下の区間に284、同じ区間に149、上の区間に624組織があります。", Models.Scores.Finding.Ja);
        Assert.Equal("Your 68 lies in the range 65–69. Of 1,057 organisations, 284 are in lower ranges, 149 in the same one and 624 in higher ones.", Models.Scores.Finding.En);
    }

    [Theory]
    [InlineData(24, "Your 24 is below every range of 1,057 organisations.")]
    [InlineData(126, "Your 126 is above every range of 1,057 organisations.")]
    [InlineData(125, "Your 125 lies in the range 95–125. Of 1,057 organisations, 1,013 are in lower ranges, 44 in the same one and 0 in higher ones.")]
    [InlineData(25, "Your 25 lies in the range 25–44. Of 1,057 organisations, 0 are in lower ranges, 31 in the same one and 1,026 in higher ones.")]
    public void A_histogram_places_figures_at_and_beyond_its_ends(int own, string finding)
        => Assert.Equal(finding, (Models.Scores with { Own = own }).Finding.En);

    [Fact]
    public void A_histogram_without_own_place_names_the_fullest_range()
        => Assert.Equal("1,057組織のうち最も多いのは70–74（171組織）です。", (Models.Scores with { Own = null }).Finding.Ja);

    [Fact]
    public void A_scatter_chart_says_on_which_side_of_each_bound_the_own_point_lies()
    {
        Assert.Equal("自組織はリスク指標58、総合点68です。リスク指標は「中位の層」（33）以上、「上位の層」（66）未満です。総合点は「望まれる水準」（83）未満です。ほかに352組織を示します。", Models.Risk.Finding.Ja);
        Assert.Equal("You stand at risk index 58 and total score 68. Risk index is at or above 'adequate level' (33) and below 'high level' (66). Total score is below 'desired level' (83). 352 organisations are shown for comparison.", Models.Risk.Finding.En);
    }

    [Fact]
    public void Bars_name_the_extremes_and_count_what_is_below_the_bound()
    {
        Assert.Equal("届出が最も大きいのは12月（108件）、最も小さいのは5月（45件）です。前年の平均（60）を下回るのは12のうち3です。", Models.Upright.Finding.Ja);
        Assert.Equal("Reports: largest in 2026-12 (108 reports), smallest in 2026-05 (45 reports). 3 of 12 are below mean of last year (60).", Models.Upright.Finding.En);
    }

    [Fact]
    public void Bars_of_own_and_desired_level_name_the_largest_gaps()
    {
        Assert.StartsWith("「望まれる水準」を下回る差が大きいのは、重要な情報の分類と取扱い（1、望まれる水準は4）、", Models.Gaps.Finding.Ja);
        Assert.EndsWith("1 more is below it. 1 is unknown.", Models.Gaps.Finding.En);
    }

    [Fact]
    public void Stacked_bars_name_the_largest_part_and_where_its_share_is_highest()
    {
        Assert.Equal("全体で最も大きいのは「レベル2」で、29.6 %を占めます。その割合が最も高いのは相応の水準が望まれる層（34.8 %）です。", Models.Shares.Finding.Ja);
        Assert.Equal("The largest part overall is 'Level 2' with 29.6 %. Its share is highest in adequate level required (34.8 %).", Models.Shares.Finding.En);
    }

    [Fact]
    public void A_line_says_how_far_it_went()
    {
        Assert.Equal("自組織の総合点は2021年の48から2026年の68へ20増えました。", Models.Years.Finding.Ja);
        Assert.Equal("Your total score rose by 20, from 48 in 2021 to 68 in 2026.", Models.Years.Finding.En);
    }
}
