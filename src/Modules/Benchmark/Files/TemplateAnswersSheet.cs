using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;

namespace Sakimori.Benchmark.Files;

/// <summary>
/// The sheet <c>answers</c>: the table <c>item,answer</c> that other programs read, and beside it the computation item by item.
/// </summary>
internal static class TemplateAnswersSheet
{
    /// <summary>The names by which formulas know the totals, in the order in which they stand on the sheet.</summary>
    public static IReadOnlyList<string> Totals { get; } = ["missing", "invalid", "unknown_count", "total", "risk_tenths", "layer"];

    public static SheetContent Of(TemplateLayout at)
    {
        var sheet = new SheetContent(TemplateLayout.AnswersSheet, 8, 10, 14, 10, 8, 10, 18, 16, 14, 3, 8, 3, 14, 10) { Protected = true, HeadingRows = 1 };
        sheet.Headings(1, "item", "answer", "rules_version", "typed", "state", "counted", "desired_or_points", "gap_or_weighted", "order");
        sheet.Text(1, TemplateLayout.PickColumn, "pick", Look.Heading);
        WriteTotals(sheet, at);
        for (var i = 0; i < at.Items; i++)
        {
            var row = TemplateLayout.FirstRow + i;
            sheet.Text(row, 1, at.Questionnaire.Items[i].Id, Look.Cell);
            sheet.Text(row, 3, at.Rules.Version, Look.Cell);
            if (at.Questionnaire.Items[i] is Measure measure)
            {
                WriteAnswer(sheet, at, i, at.Questionnaire.Items[i], at.Rule(at.MeasureRuleRow + i, TemplateLayout.UnknownMeasureColumn));
                WriteMeasure(sheet, at, row, i, measure);
            }
            else
            {
                var rule = at.ProfileRuleRow + i - at.Measures;
                WriteAnswer(sheet, at, i, at.Questionnaire.Items[i], at.Rule(rule, at.UnknownProfileColumn));
                sheet.Formula(row, TemplateLayout.ValueColumn,
                    $"IF(F{row}=\"\",\"\",INDEX({at.Rule(rule, 5, at.Questionnaire.Items[i].Choices)},1,F{row}))");
                sheet.Formula(row, TemplateLayout.WeightedColumn, $"IF(G{row}=\"\",\"\",G{row}*{at.Rule(rule, 4)})");
            }
        }

        for (var k = 1; k <= TemplateResultSheet.Picks; k++)
        {
            var order = at.OfMeasures(TemplateLayout.OrderColumn);
            sheet.Formula(TemplateLayout.FirstRow + k - 1, TemplateLayout.PickColumn,
                $"IF(COUNT({order})<{k},\"\",MATCH(LARGE({order},{k}),{order},0))");
        }

        return sheet;
    }

    private static void WriteTotals(SheetContent sheet, TemplateLayout at)
    {
        var states = at.OfItems(TemplateLayout.StateColumn);
        var counted = at.OfMeasures(TemplateLayout.CountedColumn);
        var (first, second) = (TemplateLayout.FamilyRow, TemplateLayout.FamilyRow + 1);
        string Family(int row, int column) => at.Rule(row, column);
        var reached = $"100*({Family(first, 4)}*{Family(first, 3)}*{Family(second, 5)}+{Family(second, 4)}*{Family(second, 3)}*{Family(first, 5)})";
        var highest = $"({Family(first, 4)}+{Family(second, 4)})*{Family(first, 5)}*{Family(second, 5)}";
        string[] formulas =
        [
            $"COUNTIF({states},0)",
            $"COUNTIF({states},3)",
            $"COUNTIF({states},2)",
            $"IF(COUNT({counted})<{at.Measures},\"\",SUM({counted}))",
            $"IF(COUNT({at.OfProfile(TemplateLayout.CountedColumn)})<{at.Questionnaire.Profile.Count},\"\",{TemplateLayout.InTenths(reached, highest)})",
            $"IF(risk_tenths=\"\",\"\",MATCH(risk_tenths,{Area.Down(TemplateLayout.LayerRow, 4, Layers.All.Count).On(at.RulesSheet)},1))",
        ];
        sheet.Text(1, TemplateLayout.TotalsColumn, "name", Look.Heading);
        sheet.Text(1, TemplateLayout.TotalsColumn + 1, "value", Look.Heading);
        for (var i = 0; i < formulas.Length; i++)
        {
            sheet.Text(TemplateLayout.FirstRow + i, TemplateLayout.TotalsColumn, Totals[i], Look.Cell);
            sheet.Formula(TemplateLayout.FirstRow + i, TemplateLayout.TotalsColumn + 1, formulas[i]);
        }
    }

    // The state: 0 missing, 1 a level or option, 2 unknown, 3 none of these.
    private static void WriteAnswer(SheetContent sheet, TemplateLayout at, int index, Item item, string unknownCounts)
    {
        var row = TemplateLayout.FirstRow + index;
        var given = Area.Down(at.QuestionRow(index), TemplateLayout.AnswerColumn, 1).On(at.Questions);
        var numbers = string.Join(",", Enumerable.Range(1, item.Choices).Select(number => $"\"{number}\""));
        sheet.Formula(row, 2, $"IF(E{row}=1,VALUE(D{row}),IF(E{row}=2,\"unknown\",D{row}))");
        sheet.Formula(row, 4, $"TRIM(ASC({given}))");
        sheet.Formula(row, TemplateLayout.StateColumn,
            $"IF(D{row}=\"\",0,IF(OR(LOWER(D{row})=\"unknown\",D{row}=\"不明\"),2,IF(ISNUMBER(MATCH(D{row},{{{numbers}}},0)),1,3)))");
        sheet.Formula(row, TemplateLayout.CountedColumn, $"IF(E{row}=1,VALUE(D{row}),IF(E{row}=2,{unknownCounts},\"\"))");
    }

    // The order is gap, weight, effort, identifier, each in digits of its own.
    private static void WriteMeasure(SheetContent sheet, TemplateLayout at, int row, int index, Measure measure)
    {
        var rank = at.Questionnaire.Measures.Count(other => string.CompareOrdinal(other.Id, measure.Id) < 0);
        var rule = at.MeasureRuleRow + index;
        var days = Area.Across(TemplateStepsSheet.FirstRow + index, TemplateStepsSheet.DaysColumn, measure.Next.Count).On(at.Steps);
        sheet.Formula(row, TemplateLayout.ValueColumn, $"IF(layer=\"\",\"\",INDEX({at.Rule(rule, 5, Layers.All.Count)},1,layer))");
        sheet.Formula(row, TemplateLayout.WeightedColumn, $"IF(OR(F{row}=\"\",G{row}=\"\"),\"\",G{row}-F{row})");
        sheet.Formula(row, TemplateLayout.OrderColumn,
            $"IF(H{row}=\"\",\"\",IF(H{row}>0,H{row}*10000000+{at.Rule(rule, 4)}*1000000+(999-INDEX({days},1,F{row}))*1000+{999 - rank},\"\"))");
    }
}
