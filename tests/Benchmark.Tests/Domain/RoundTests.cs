using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public class RoundTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly IReadOnlyList<PublishedRules> Versions = [new(ShippedRules.Current, ShippedRules.Current.Effective)];

    private static RoundEntry Entry => new() { TitleJa = "点検", Due = "令和9年1月31日", Asked = "total" };

    [Fact]
    public void A_round_opens_today_unless_another_day_is_given_and_takes_the_version_in_force()
    {
        var read = RoundFields.Read(Entry, Versions, Today).Value;
        Assert.Equal((Today, new DateOnly(2027, 1, 31), SharingLevel.Total, ShippedRules.Current), (read.Opens, read.Due, read.Asked, read.Rules));
        Assert.Equal(Text.Same("点検"), read.Title);
    }

    [Theory]
    [InlineData("title_ja", "", "2027-01-31", "", "total", "")]
    [InlineData("title_ja", "改行\nあり", "2027-01-31", "", "total", "")]
    [InlineData("title_ja", "https://example.jp を見て", "2027-01-31", "", "total", "")]
    [InlineData("due", "点検", "いつか", "", "total", "")]
    [InlineData("due", "点検", "2026-11-27", "", "total", "")]
    [InlineData("due", "点検", "2028-11-28", "", "total", "")]
    [InlineData("opens", "点検", "2027-01-31", "2026-11-27", "total", "")]
    [InlineData("opens", "点検", "2027-01-31", "x", "total", "")]
    [InlineData("asked", "点検", "2027-01-31", "", "nothing", "")]
    [InlineData("asked", "点検", "2027-01-31", "", "everything", "")]
    [InlineData("version", "点検", "2027-01-31", "", "total", "1999.1")]
    public void What_is_wrong_names_the_field(string column, string title, string due, string opens, string asked, string version)
    {
        var read = RoundFields.Read(new() { TitleJa = title, Due = due, Opens = opens, Asked = asked, Version = version }, Versions, Today);
        Assert.Equal([column], read.Failure!.Faults.Select(f => f.Column));
    }

    [Fact]
    public void A_round_does_not_go_on_into_the_next_version()
    {
        IReadOnlyList<PublishedRules> versions = [.. Versions, new(ShippedRules.Current, new(2027, 1, 1))];
        Assert.Equal("due", RoundFields.Read(Entry, versions, Today).Failure!.Faults.Single().Column);
        Assert.True(RoundFields.Read(Entry with { Due = "2026-12-31" }, versions, Today).Succeeded);
        Assert.True(RoundFields.Read(Entry with { Opens = "2027-01-01" }, versions, Today).Succeeded);
    }

    [Fact]
    public void A_summary_counts_in_each_figure_those_who_share_what_it_needs()
    {
        var questionnaire = ShippedRules.Current.Questionnaire;
        string Levels(char first) => first + new string('4', questionnaire.Measures.Count - 1);
        var summary = RoundSummary.Of(questionnaire,
        [
            new(null, null, null), new(25, Layer.NotPressing, null), new(125, Layer.High, Levels('2')), new(97, Layer.High, Levels('u')), new(98, Layer.High, Levels('1')),
        ]);
        Assert.Equal((4, Tenths.Ratio(345, 4), 3), (summary.Totals, summary.Mean, summary.Sharing));
        Assert.Equal([1, 0, 3], summary.ByLayer);
        Assert.Equal((25, 34, 1), (summary.Bins[0].From, summary.Bins[0].To, summary.Bins[0].Count));
        Assert.Equal((125, 125, 1), (summary.Bins[^1].From, summary.Bins[^1].To, summary.Bins[^1].Count));
        Assert.Equal(4, summary.Bins.Sum(b => b.Count));
        Assert.Equal((1, Tenths.Ratio(3, 2)), (summary.Measures[0].Unknown, summary.Measures[0].Mean));
        Assert.Equal([1, 1, 0, 0, 0], summary.Measures[0].Counts);
        Assert.Equal(questionnaire.Measures[0], summary.Weakest[0].Measure);
        Assert.Empty(RoundSummary.Of(questionnaire, []).Bins);
    }
}
