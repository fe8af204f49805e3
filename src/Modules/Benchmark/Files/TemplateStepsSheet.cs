using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;

namespace Sakimori.Benchmark.Files;

/// <summary>The steps from each level of each measure to the next: what the result takes its advice from.</summary>
internal static class TemplateStepsSheet
{
    public const int FirstRow = 2;
    public const int StepsColumn = 3;
    public const int DaysColumn = 7;
    public const int WhoColumn = 11;

    public static SheetContent Of(TemplateLayout at)
    {
        var sheet = new SheetContent(at.Steps, 7, 22, 34, 34, 34, 34, 9, 9, 9, 9, 16, 16, 16, 16)
        {
            Protected = true,
            Landscape = true,
            HeadingRows = 1,
        };
        var from = Enumerable.Range(1, Measure.TopLevel - 1).ToList();
        sheet.Headings(1, [at.T("項目", "Item"), at.T("対策", "Measure"),
            .. from.Select(level => at.T($"水準{level}から{level + 1}へ", $"From level {level} to {level + 1}")),
            .. from.Select(level => at.T($"人日（{level}から）", $"Days from {level}")),
            .. from.Select(level => at.T($"担当（{level}から）", $"Who, from {level}"))]);
        sheet.Fit(1);
        for (var i = 0; i < at.Measures; i++)
        {
            var (row, measure) = (FirstRow + i, at.Questionnaire.Measures[i]);
            sheet.Text(row, 1, measure.Id, Look.Cell);
            sheet.Text(row, 2, at.T(measure.Title), Look.Cell);
            foreach (var next in measure.Next)
            {
                sheet.Text(row, StepsColumn + next.From - 1, Listed(at, next), Look.Cell);
                sheet.Number(row, DaysColumn + next.From - 1, next.Days);
                sheet.Text(row, WhoColumn + next.From - 1, at.T(next.Who), Look.Cell);
            }

            sheet.Fit(row);
        }

        return sheet;
    }

    /// <summary>The steps to the next level, one a line.</summary>
    public static string Listed(TemplateLayout at, NextStep next) => ReportWords.Listed(next.Steps, at.Language);
}
