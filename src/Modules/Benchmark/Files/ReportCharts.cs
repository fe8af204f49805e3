using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>The charts of a result as native charts; each describes its finding.</summary>
internal static class ReportCharts
{
    private const string OwnColour = "0017C1";
    private const string DesiredColour = "B35C00";
    private const string MeanColour = "197A4B";

    /// <summary>Every chart that the figures allow.</summary>
    public static IReadOnlyList<ChartData> Of(ResultReport report, Language language)
        => [Groups(report, language), Measures(report, language), Gaps(report, language), .. Distribution(report, language)];

    private static ChartData Groups(ResultReport report, Language language)
    {
        var questionnaire = report.Rules.Questionnaire;
        decimal? Mean(string group, Func<int, Tenths?> figure)
        {
            var figures = Enumerable.Range(0, questionnaire.Measures.Count).Where(i => questionnaire.Measures[i].Group == group).Select(figure).ToList();
            return figures.TrueForAll(f => f is not null) ? Tenths.Ratio(figures.Sum(f => f!.Value.Value), 10L * figures.Count).ToDecimal() : null;
        }

        List<decimal?> own = [.. report.Score.Groups.Select(group => (decimal?)group.Mean.ToDecimal())];
        List<decimal?> desired = [.. questionnaire.Groups.Select(group => Mean(group.Id, i => report.Score.Measures[i].Desired))];
        var names = questionnaire.Groups.Select(group => group.Title.In(language)).ToList();
        return Radar(new Text("区分ごとの平均水準", "Mean level by group"), names, own, desired,
            [.. questionnaire.Groups.Select(group => Mean(group.Id, report.MeanOf))], names, new("区分", "Group"), language);
    }

    private static ChartData Measures(ResultReport report, Language language)
    {
        var measures = report.Rules.Questionnaire.Measures;
        return Radar(new Text("対策ごとの水準", "Level of each measure"), [.. measures.Select(measure => measure.Id)],
            [.. report.Score.Measures.Select(measure => (decimal?)measure.Level)],
            [.. report.Score.Measures.Select(measure => (decimal?)measure.Desired.ToDecimal())],
            [.. measures.Select((_, i) => report.MeanOf(i)?.ToDecimal())],
            [.. measures.Select(measure => $"{measure.Id} {measure.Title.In(language)}")], new("項目", "Item"), language);
    }

    private static ChartData Radar(Text title, List<string> categories, List<decimal?> own, List<decimal?> desired, List<decimal?> mean,
        List<string> names, Text heading, Language language)
    {
        List<DataSeries> series =
        [
            new(new Text("自組織", "Own level").In(language), own, OwnColour),
            new(new Text("望まれる水準", "Desired level").In(language), desired, DesiredColour, Dashed: true),
        ];
        if (mean.Exists(value => value is not null))
            series.Add(new(new Text("同じ層の平均", "Mean of the layer").In(language), mean, MeanColour, Dashed: true));
        var description = title + new Text("のレーダー図。", ": radar chart. ") + Finding(names, own, desired);
        return new(ChartKind.Radar, title.In(language), description.In(language), heading.In(language), categories, series, 0, Measure.TopLevel);
    }

    // The three largest gaps, or that there are none.
    private static Text Finding(List<string> names, List<decimal?> own, List<decimal?> desired)
    {
        var gaps = names.Select((name, i) => (Name: name, Gap: desired[i] - own[i])).Where(x => x.Gap > 0)
            .OrderByDescending(x => x.Gap).Take(3).Select(x => $"{x.Name} {x.Gap:0.#}").ToList();
        return gaps.Count == 0
            ? new("分かっているものはすべて望まれる水準に達しています。", "All that are known reach the desired level.")
            : new($"望まれる水準との差が大きいのは{string.Join("、", gaps)}です。", $"The largest gaps to the desired level: {string.Join("; ", gaps)}.");
    }

    private static ChartData Gaps(ResultReport report, Language language)
    {
        var below = report.Score.Measures.Count(measure => measure.Gap?.Value > 0);
        var unknown = report.Score.Measures.Count(measure => measure.Level is null);
        return new(ChartKind.Columns, new Text("望まれる水準との差", "Gap to the desired level").In(language),
            new Text(
                $"対策ごとの差の棒グラフ。{report.Score.Measures.Count}項目のうち{below}項目が望まれる水準に足りません（不明{unknown}項目）。",
                $"Bar chart of the gap of each measure. Of {report.Score.Measures.Count} measures {below} fall short of the desired level ({unknown} unknown).").In(language),
            new Text("項目", "Item").In(language), [.. report.Score.Measures.Select(measure => measure.Item)],
            [new(new Text("差", "Gap").In(language), [.. report.Score.Measures.Select(measure => measure.Gap?.ToDecimal())], OwnColour)],
            -Measure.TopLevel + 1, Measure.TopLevel - 1);
    }

    private static IEnumerable<ChartData> Distribution(ResultReport report, Language language)
    {
        if (report.Comparison is not { Peers.Histogram: { } histogram, Place: { } place })
            yield break;
        var own = histogram.Bins.ToList().IndexOf(place.Bin);
        yield return new(ChartKind.Columns, new Text("同じ層の総合点の分布", "Totals in the same layer").In(language),
            new Text(
                $"同じ層の総合点の度数分布。自組織の{report.Score.Total}点は{place.Bin.From}～{place.Bin.To}点の階級（{place.Bin.Count:#,0}件）にあり、棒の色を変えています。",
                $"Histogram of the totals in the layer. The own total of {report.Score.Total} lies in the bin {place.Bin.From}–{place.Bin.To} ({place.Bin.Count:#,0} results), which is drawn in another colour.").In(language),
            new Text("総合点", "Total").In(language), [.. histogram.Bins.Select(bin => bin.From == bin.To ? $"{bin.From}" : $"{bin.From}–{bin.To}")],
            [new(new Text("件数", "Results").In(language), [.. histogram.Bins.Select(bin => (decimal?)bin.Count)], MeanColour, Marked: own)]);
    }
}
