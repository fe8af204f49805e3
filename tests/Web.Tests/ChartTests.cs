using System.Xml.Linq;
using CsCheck;
using Sakimori.Kernel;
using Sakimori.TestKit;
using Sakimori.Web.Charts;

namespace Sakimori.Web.Tests;

public sealed class ChartTests
{
    private static readonly ChartModel[] Charts =
        [Models.Groups, Models.Measures, Models.Scores, Models.Risk, Models.Gaps, Models.Upright, Models.Shares, Models.Kinds, Models.Years];

    public static TheoryData<string, Language> All => new(
        from chart in Charts from language in Languages.All select (chart.Id, language));

    [Theory]
    [MemberData(nameof(All))]
    public void A_drawing_is_the_golden_one(string id, Language language)
        => Golden.Verify(ChartSvg.Inline(Chart(id), language).Replace("><", ">\n<", StringComparison.Ordinal), $"{id}-{language.Code()}.svg");

    [Theory]
    [MemberData(nameof(All))]
    public void A_downloaded_drawing_is_well_formed_and_carries_its_own_style(string id, Language language)
    {
        var svg = XDocument.Parse(ChartSvg.Standalone(Chart(id), language)).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal(ns + "svg", svg.Name);
        Assert.Contains("--c-own: #0017c1", svg.Element(ns + "style")!.Value);
        Assert.Equal(Chart(id).Title.In(language), svg.Element(ns + "title")!.Value);
        Assert.Equal(Chart(id).Finding.In(language), svg.Element(ns + "desc")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Attribute("style") is not null);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Everything_drawn_lies_within_the_drawing(string id, Language language)
    {
        var canvas = new SvgCanvas(id, language);
        var (width, height) = Chart(id).Draw(canvas);
        foreach (var e in XElement.Parse($"<svg>{canvas.Markup}</svg>").Elements())
        {
            var (x, y) = ((double?)(e.Attribute("x") ?? e.Attribute("cx")) ?? 0, (double?)(e.Attribute("y") ?? e.Attribute("cy")) ?? 0);
            Assert.InRange(y, 0, height);
            var size = e.Name == "text" ? TextMetrics.Width(e.Value, 13) : (double?)e.Attribute("width") ?? 0;
            var left = (string?)e.Attribute("text-anchor") switch { "middle" => x - size / 2, "end" => x - size, _ => x };
            Assert.InRange(left, -1, width);
            Assert.InRange(left + size, 0, width + 1);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Labels_do_not_cover_one_another(string id, Language language)
    {
        var canvas = new SvgCanvas(id, language);
        Chart(id).Draw(canvas);
        var boxes = XElement.Parse($"<svg>{canvas.Markup}</svg>").Elements("text")
            .Where(t => !((string)t.Attribute("class")!).Contains("halo", StringComparison.Ordinal))
            .Select(t =>
            {
                var (x, y, w) = ((double)t.Attribute("x")!, (double)t.Attribute("y")!, TextMetrics.Width(t.Value, 13));
                var left = (string?)t.Attribute("text-anchor") switch { "middle" => x - w / 2, "end" => x - w, _ => x };
                return (t.Value, Left: left, Right: left + w, Top: y - 11, Bottom: y + 2);
            }).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = i + 1; j < boxes.Count; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                Assert.False(a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom, $"'{a.Value}' covers '{b.Value}'");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Figures_stand_in_a_table_as_wide_as_its_head(string id, Language language)
    {
        var table = Chart(id).Table(language);
        Assert.NotEmpty(table.Rows);
        Assert.All(table.Rows, row => Assert.Equal(table.Head.Count, row.Count));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(30)]
    public void A_radar_draws_from_2_to_30_axes(int axes)
    {
        var chart = new RadarModel("r", Text.Same("r"), [.. Enumerable.Range(1, axes).Select(i => new RadarAxis(Text.Same($"Axis {i}"), $"A{i}"))],
            [new(SeriesKind.Own, Text.Same("own"), [.. Enumerable.Range(1, axes).Select(i => (decimal?)(i % 6))])]);
        Assert.DoesNotContain("NaN", ChartSvg.Inline(chart, Language.En));
        Assert.Equal(axes, chart.Table(Language.En).Rows.Count);
    }

    [Fact]
    public void A_radar_refuses_other_counts()
    {
        var one = new RadarModel("r", Text.Same("r"), [new(Text.Same("a"), "A")], [new(SeriesKind.Own, Text.Same("own"), [1])]);
        Assert.Throws<ArgumentException>(() => ChartSvg.Inline(one, Language.En));
        Assert.Throws<ArgumentException>(() => ChartSvg.Inline(Models.Groups with { Series = [new(SeriesKind.Own, Text.Same("own"), [1, 2])] }, Language.En));
    }

    [Fact]
    public void Any_figures_give_a_well_formed_drawing_without_a_length_that_is_no_number()
    {
        var figure = Gen.Select(Gen.Int[-200, 20000], Gen.Int[0, 5]).Select(t => t.Item2 == 0 ? (decimal?)null : t.Item1 / 100m);
        Gen.Select(figure.Array[2, 30], figure.Array[2, 30], Gen.Int[1, 4]).Sample((own, mean, kind) =>
        {
            var count = Math.Min(own.Length, mean.Length);
            ChartSeries[] series = [new(SeriesKind.Own, new("自", "own"), own[..count]), new(SeriesKind.Mean, new("均", "mean"), mean[..count])];
            var names = Enumerable.Range(1, count).Select(i => new Text($"項目{i}", $"Item {i}")).ToList();
            var zero = new ChartSeries(SeriesKind.Own, new("自", "own"), [.. own[..count].Select(v => v is null ? v : Math.Abs(v.Value))]);
            ChartModel chart = kind switch
            {
                1 => new RadarModel("c", new("図", "c"), [.. names.Select(n => new RadarAxis(n, ""))], series, -1, 150),
                2 => new BarModel("c", new("図", "c"), names, [zero], new("", "")) { Horizontal = count % 2 == 0 },
                3 => new LineModel("c", new("図", "c"), names, series, new("", "")),
                _ => new ScatterModel("c", new("図", "c"), new(new("横", "x"), 0, 100, []), new(new("縦", "y"), 0, 200, []),
                    [.. zero.Values.OfType<decimal>().Select((v, i) => new ScatterPoint(i, v, 1 + i))], new("件", "cases")),
            };
            var svg = ChartSvg.Inline(chart, Language.Ja);
            Assert.NotNull(XElement.Parse(svg));
            Assert.DoesNotMatch("NaN|Infinity|∞|E[+-]", svg);
            Assert.NotEqual("", chart.Finding.En);
        }, iter: 200);
    }

    [Fact]
    public void Names_are_written_so_that_they_cannot_be_markup()
        => Assert.Contains("<title id=\"groups-title\">&lt;script&gt; &amp; &quot;co&quot;</title>",
            ChartSvg.Inline(Models.Groups with { Title = Text.Same("<script> & \"co\"") }, Language.En));

    private static ChartModel Chart(string id) => Charts.Single(c => c.Id == id);
}
