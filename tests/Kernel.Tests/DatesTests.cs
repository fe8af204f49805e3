using Sakimori.Kernel;

namespace Sakimori.Kernel.Tests;

public class DatesTests
{
    [Theory]
    [InlineData("2026-11-23")]
    [InlineData("2026/11/23")]
    [InlineData("2026年11月23日")]
    [InlineData("２０２６年１１月２３日")]
    [InlineData("20261123")]
    [InlineData("令和8年11月23日")]
    [InlineData("令和８年１１月２３日")]
    [InlineData("R8.11.23")]
    public void Every_usual_spelling_of_a_day_is_read(string text)
        => Assert.Equal(new DateOnly(2026, 11, 23), Dates.Parse(text));

    [Theory]
    [InlineData("令和元年5月1日", 2019, 5, 1)]
    [InlineData("平成31年4月30日", 2019, 4, 30)]
    [InlineData("昭和64年1月7日", 1989, 1, 7)]
    public void Era_years_count_from_their_first(string text, int year, int month, int day)
        => Assert.Equal(new DateOnly(year, month, day), Dates.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("令和")]
    [InlineData("令和元年4月30日")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11")]
    [InlineData("8-11-23")]
    [InlineData("2026--11-23")]
    [InlineData("20261123x")]
    public void What_is_no_day_is_refused(string text) => Assert.Null(Dates.Parse(text));

    [Fact]
    public void A_moment_is_shown_in_japan_standard_time()
        => Assert.Equal(new Text("2026年11月24日 00:30 JST", "24 November 2026 00:30 JST"),
            Dates.Moment(new DateTime(2026, 11, 23, 15, 30, 0, DateTimeKind.Utc)));
}
