using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;
using Sakimori.Web.Charts;

namespace Sakimori.Benchmark.Files;

/// <summary>The charts of a result as native charts: the same figures and findings as <see cref="ResultCharts"/> draws.</summary>
internal static class ReportCharts
{
    // Own, desired, mean, then up to four earlier results.
    private static readonly string[] Colours = ["0017C1", "B35C00", "197A4B", "6B6B6B", "8F5BB5", "A0522D", "2F8F9D"];

    /// <summary>Every chart that the figures allow.</summary>
    public static IReadOnlyList<ChartData> Of(ResultModel model, Language language)
        =>
        [
            Radar(ResultCharts.Groups(model), new("区分", "Group"), language),
            Radar(ResultCharts.Measures(model), new("項目", "Item"), language),
            Gaps(model, language),
            .. Distribution(model, language),
        ];

    /// <summary>A radar chart of the page as a native one.</summary>
    public static ChartData Radar(RadarModel radar, Text heading, Language language) => new(
        ChartKind.Radar, radar.Title.In(language), Described(radar, new("レーダー図。", "Radar chart. "), language), heading.In(language),
        [.. radar.Axes.Select(axis => axis.Code.Length > 0 ? axis.Code : axis.Name.In(language))],
        [.. radar.Series.Select(series => new DataSeries(
            series.Name.In(language), series.Values, Colours[(int)series.Kind], Dashed: series.Kind != SeriesKind.Own))],
        (int)radar.Minimum, (int)radar.Maximum);

    private static ChartData Gaps(ResultModel model, Language language)
    {
        var measures = model.Score.Measures;
        var (below, unknown) = (measures.Count(measure => measure.Gap?.Value > 0), measures.Count(measure => measure.Level is null));
        return new(ChartKind.Columns, new Text("望まれる水準との差", "Gap to the desired level").In(language),
            new Text(
                $"対策ごとの差の棒グラフ。{measures.Count}項目のうち{below}項目が望まれる水準に足りません（不明{unknown}項目）。",
                $"Bar chart of the gap of each measure. Of {measures.Count} measures {below} fall short of the desired level ({unknown} unknown).").In(language),
            new Text("項目", "Item").In(language), [.. measures.Select(measure => measure.Item)],
            [new(new Text("差", "Gap").In(language), [.. measures.Select(measure => measure.Gap?.ToDecimal())], Colours[0])],
            -Measure.TopLevel + 1, Measure.TopLevel - 1);
    }

    private static IEnumerable<ChartData> Distribution(ResultModel model, Language language)
    {
        if (ResultCharts.Distribution(model) is not { } histogram || model.Comparison?.Place is not { } place)
            yield break;
        var own = histogram.Bins.ToList().FindIndex(bin => bin.From == place.Bin.From);
        yield return new(ChartKind.Columns, histogram.Title.In(language),
            Described(histogram, new("度数分布。自組織の階級は棒の色を変えています。", "Histogram; the own bin is drawn in another colour. "), language),
            histogram.Axis.In(language), [.. histogram.Bins.Select(bin => bin.From == bin.To ? $"{bin.From}" : $"{bin.From}–{bin.To}")],
            [new(histogram.Unit.In(language), [.. histogram.Bins.Select(bin => (decimal?)bin.Count)], Colours[2], Marked: own)]);
    }

    private static string Described(ChartModel chart, Text kind, Language language)
        => (chart.Title + new Text("の", ": ") + kind + chart.Finding).In(language);
}
