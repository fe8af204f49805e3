using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;

namespace Sakimori.Benchmark.Files;

/// <summary>The charts of the offline result: they follow the cells of the result sheet.</summary>
internal static class TemplateCharts
{
    private const int Height = 24;

    public static int FirstRow(TemplateLayout at) => TemplateResultSheet.GroupRow + at.Groups + 1;

    public static int LastRow(TemplateLayout at) => FirstRow(at) + Height + 18;

    public static void Add(SheetContent sheet, TemplateLayout at)
    {
        var (first, groups, measures) = (FirstRow(at), TemplateResultSheet.GroupRow, TemplateResultSheet.MeasureRow(at));
        var (own, desired) = (at.T("自組織", "Own level"), at.T("望まれる水準", "Desired level"));
        ChartSeries Series(string name, int row, int column, int count, string colour, bool dashed = false)
            => new(name, [.. Enumerable.Repeat<decimal?>(null, count)], sheet.Of(Area.Down(row, column, count)), colour, dashed);
        sheet.Charts.Add(new(new(ChartKind.Radar, at.T("区分ごとの平均水準", "Mean level by group"),
                at.T($"区分ごとの平均水準と望まれる平均のレーダー図。数値は{groups}行目からの表にあります。",
                    $"Radar chart of the mean level and the desired mean of each group; the figures stand in the table from row {groups} on."),
                [.. at.Questionnaire.Groups.Select(group => at.T(group.Title))], sheet.Of(Area.Down(groups, 2, at.Groups)),
                [
                    Series(own, groups, 6, at.Groups, "0017C1"),
                    Series(desired, groups, 7, at.Groups, "B35C00", dashed: true),
                ], 0, Measure.TopLevel),
            new(first, 1, first + Height - 1, 3)));
        sheet.Charts.Add(new(new(ChartKind.Radar, at.T("対策ごとの水準", "Level of each measure"),
                at.T($"対策ごとの水準と望まれる水準のレーダー図。数値は{measures}行目からの表にあります。",
                    $"Radar chart of the level and the desired level of each measure; the figures stand in the table from row {measures} on."),
                [.. at.Questionnaire.Measures.Select(measure => measure.Id)], sheet.Of(Area.Down(measures, 1, at.Measures)),
                [
                    Series(own, measures, 4, at.Measures, "0017C1"),
                    Series(desired, measures, 5, at.Measures, "B35C00", dashed: true),
                ], 0, Measure.TopLevel),
            new(first, 4, first + Height - 1, 9)));
        sheet.Charts.Add(new(new(ChartKind.Columns, at.T("望まれる水準との差", "Gap to the desired level"),
                at.T($"対策ごとの差の棒グラフ。正の値は望まれる水準に足りないことを示します。数値は{measures}行目からの表にあります。",
                    $"Bar chart of the gap of each measure; above zero the level falls short. The figures stand in the table from row {measures} on."),
                [.. at.Questionnaire.Measures.Select(measure => measure.Id)], sheet.Of(Area.Down(measures, 1, at.Measures)),
                [Series(at.T("差", "Gap"), measures, 6, at.Measures, "0017C1")], -Measure.TopLevel + 1, Measure.TopLevel - 1),
            new(first + Height + 1, 1, LastRow(at), 9)));
    }
}
