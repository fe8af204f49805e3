using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>Who answers for a planned measure and by when.</summary>
/// <param name="Owner">The person or office; empty when nobody is named.</param>
/// <param name="Due">The day; null when there is none.</param>
public readonly record struct PlannedBy(string Owner, DateOnly? Due);

/// <summary>A level-up plan as an XLSX workbook: its actions with steps, owner, day and effort, and what it would change.</summary>
public static class PlanWorkbook
{
    /// <summary>The media type.</summary>
    public const string MediaType = WorkbookFile.MediaType;

    /// <summary>The workbook in one language; the same plan gives the same bytes.</summary>
    /// <param name="rules">The rules of the plan.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="by">Owner and day by the measure's identifier; a measure that is not named has neither.</param>
    /// <param name="made">The day that the file bears.</param>
    /// <param name="language">The language.</param>
    public static byte[] Write(RuleSet rules, Plan plan, IReadOnlyDictionary<string, PlannedBy> by, DateOnly made, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var book = new WorkbookFile(T("レベルアップ計画", "Level-up plan"), language, made);
        book.Sheets.Add(Actions(plan, by, language));
        book.Sheets.Add(Change(rules, plan, language));
        return book.ToBytes();
    }

    private static SheetContent Actions(Plan plan, IReadOnlyDictionary<string, PlannedBy> by, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("計画", "Plan"), 8, 32, 9, 9, 76, 24, 14, 9) { HeadingRows = 1, Landscape = true };
        sheet.Headings(1, T("項目", "Item"), T("対策", "Measure"), T("現在の水準", "Level now"), T("目標の水準", "Target"), T("行うこと", "Steps"),
            T("担当者", "Owner"), T("期限", "Due"), T("人日", "Person-days"));
        sheet.Fit(1);
        var row = 1;
        foreach (var planned in plan.Measures)
        {
            var who = by.GetValueOrDefault(planned.Measure.Id);
            sheet.Text(++row, 1, planned.Measure.Id, Look.Cell with { Shown = Shown.Text });
            sheet.Text(row, 2, planned.Measure.Title.In(language), Look.Cell);
            sheet.Text(row, 3, ReportWords.Level(planned.From).In(language), Look.Figure);
            sheet.Number(row, 4, planned.To);
            sheet.Text(row, 5, ReportWords.Listed(planned.Steps.SelectMany(next => next.Steps), language), Look.Cell);
            sheet.Text(row, 6, who.Owner ?? "", Look.Cell with { Shown = Shown.Text });
            sheet.Day(row, 7, who.Due, Look.Figure);
            sheet.Number(row, 8, planned.Days);
            sheet.Fit(row);
        }

        sheet.Text(++row, 7, T("合計", "Total"), Look.Heading);
        sheet.Number(row, 8, plan.Days, Look.Figure with { Bold = true });
        return sheet;
    }

    private static SheetContent Change(RuleSet rules, Plan plan, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("変化", "Change"), 40, 14, 14, 4, 14, 14, 14, 14, 14, 14);
        var groups = rules.Questionnaire.Groups;
        var description = T($"計画による変化のレーダー図。総合点は{plan.Before.Total}点から{plan.After.Total}点になります。",
            $"Radar chart of the change: the total goes from {plan.Before.Total} to {plan.After.Total}.");
        var chart = new ChartData(ChartKind.Radar, T("計画による変化", "What the plan changes"), description, T("区分", "Group"),
            [.. groups.Select(group => group.Title.In(language))],
            [
                new(T("現在", "Today"), [.. plan.Before.Groups.Select(group => (decimal?)group.Mean.ToDecimal())], "B35C00", Dashed: true),
                new(T("計画の実行後", "After the plan"), [.. plan.After.Groups.Select(group => (decimal?)group.Mean.ToDecimal())], "0017C1"),
            ], 0, Measure.TopLevel);
        sheet.Charts.Add(new(chart.On(sheet, 1), new(1, 5, 22, 10)));
        var row = groups.Count + 3;
        sheet.Text(row, 1, T("総合点", "Total"), Look.Heading);
        sheet.Number(row, 2, plan.Before.Total);
        sheet.Number(row, 3, plan.After.Total);
        return sheet;
    }
}
