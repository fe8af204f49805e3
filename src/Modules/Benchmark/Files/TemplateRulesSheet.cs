using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;

namespace Sakimori.Benchmark.Files;

/// <summary>The rule table as a sheet: every figure that the formulas of the workbook use stands here and nowhere else.</summary>
internal static class TemplateRulesSheet
{
    /// <summary>The row of the sentence that stands before the steps of an unknown measure.</summary>
    public const int FindOutRow = 5;

    public static SheetContent Of(TemplateLayout at)
    {
        var points = at.UnknownProfileColumn - 5;
        var sheet = new SheetContent(at.RulesSheet, [12, 40, 26, 10, .. Enumerable.Repeat(10.0, Math.Max(points, 3) + 1)])
        {
            Protected = true,
            Landscape = true,
        };
        sheet.Text(1, 1, at.T($"規則 {at.Rules.Version} 版", $"Rules {at.Rules.Version}"), Look.Title);
        Prose(sheet, 2, at.T(at.Rules.Rules.Provenance));
        Prose(sheet, 3, at.T("不明の扱い：", "Treatment of 'unknown': ") + at.T(at.Rules.Rules.Unknown));
        Prose(sheet, 4, at.T(
            "リスク指標＝系統ごとの（点×重みの合計）÷（その最高）を系統の重みで平均し、100倍して小数第2位を四捨五入します。",
            "Risk index = mean over the families, by their weights, of (sum of points × weight) ÷ (its highest), × 100, rounded half up to one decimal."));
        Prose(sheet, FindOutRow, at.T(Recommendations.FindOut));
        WriteLayers(sheet, at);
        WriteFamilies(sheet, at);
        WriteMeasures(sheet, at);
        WriteProfile(sheet, at, points);
        return sheet;
    }

    private static void Prose(SheetContent sheet, int row, string text)
    {
        sheet.Merge(Area.Across(row, 1, sheet.Widths.Count));
        sheet.Text(row, 1, text, Look.Prose);
        sheet.Fit(row);
    }

    private static void WriteLayers(SheetContent sheet, TemplateLayout at)
    {
        sheet.Headings(TemplateLayout.LayerRow - 1, "id", at.T("層", "Layer"), at.T("リスク指標がこの値以上", "Risk index from"), "× 10");
        foreach (var layer in Layers.All)
        {
            var row = TemplateLayout.LayerRow + (int)layer;
            var bound = at.Rules.Rules.LayerBounds[(int)layer];
            sheet.Text(row, 1, layer.Id(), Look.Cell);
            sheet.Text(row, 2, at.T(layer.Name()), Look.Cell);
            sheet.Number(row, 3, bound.ToDecimal(), Look.Figure with { Shown = Shown.Tenths });
            sheet.Number(row, 4, bound.Value);
            sheet.Fit(row);
        }
    }

    private static void WriteFamilies(SheetContent sheet, TemplateLayout at)
    {
        sheet.Headings(TemplateLayout.FamilyRow - 1, "id", at.T("系統", "Family"), at.T("得た点", "Points reached"),
            at.T("重み", "Weight"), at.T("最高", "Highest"));
        for (var i = 0; i < at.Questionnaire.Families.Count; i++)
        {
            var row = TemplateLayout.FamilyRow + i;
            var id = Area.Cell(row, 1);
            sheet.Text(row, 1, at.Questionnaire.Families[i].Id, Look.Cell);
            sheet.Text(row, 2, at.T(at.Questionnaire.Families[i].Title), Look.Cell);
            sheet.Formula(row, 3, $"SUMIF({at.ProfileRules(3)},{id},{at.OfProfile(TemplateLayout.WeightedColumn)})");
            sheet.Number(row, 4, at.Rules.Rules.FamilyWeights[i]);
            sheet.Formula(row, 5, $"SUMIF({at.ProfileRules(3)},{id},{at.ProfileRules(at.UnknownProfileColumn + 1)})");
        }
    }

    private static void WriteMeasures(SheetContent sheet, TemplateLayout at)
    {
        sheet.Headings(at.MeasureRuleRow - 1, [at.T("項目", "Item"), at.T("対策", "Measure"), at.T("区分", "Group"), at.T("重み", "Weight"),
            .. Layers.All.Select(layer => at.T($"望まれる水準（層{(int)layer + 1}）", $"Desired, layer {(int)layer + 1}")),
            at.T("不明は", "'Unknown' is")]);
        sheet.Fit(at.MeasureRuleRow - 1);
        for (var i = 0; i < at.Measures; i++)
        {
            var (row, measure, rule) = (at.MeasureRuleRow + i, at.Questionnaire.Measures[i], at.Rules.Rules.Measures[i]);
            sheet.Text(row, 1, measure.Id, Look.Cell);
            sheet.Text(row, 2, at.T(measure.Title), Look.Cell);
            sheet.Text(row, 3, measure.Group, Look.Cell);
            sheet.Number(row, 4, rule.Weight);
            for (var layer = 0; layer < rule.Desired.Count; layer++)
                sheet.Number(row, 5 + layer, rule.Desired[layer]);
            sheet.Number(row, TemplateLayout.UnknownMeasureColumn, 1);
            sheet.Fit(row);
        }
    }

    private static void WriteProfile(SheetContent sheet, TemplateLayout at, int points)
    {
        sheet.Headings(at.ProfileRuleRow - 1, [at.T("項目", "Item"), at.T("プロフィール", "Profile item"), at.T("系統", "Family"), at.T("重み", "Weight"),
            .. Enumerable.Range(1, points).Select(option => at.T($"選択肢{option}の点", $"Points of {option}")),
            at.T("不明は", "'Unknown' is"), at.T("最高の点×重み", "Highest × weight")]);
        sheet.Fit(at.ProfileRuleRow - 1);
        for (var i = 0; i < at.Questionnaire.Profile.Count; i++)
        {
            var (row, item, rule) = (at.ProfileRuleRow + i, at.Questionnaire.Profile[i], at.Rules.Rules.Profile[i]);
            sheet.Text(row, 1, item.Id, Look.Cell);
            sheet.Text(row, 2, at.T(item.Title), Look.Cell);
            sheet.Text(row, 3, item.Family, Look.Cell);
            sheet.Number(row, 4, rule.Weight);
            for (var option = 0; option < points; option++)
                sheet.Number(row, 5 + option, option < rule.Points.Count ? rule.Points[option] : null);
            sheet.Number(row, at.UnknownProfileColumn, item.Choices);
            sheet.Formula(row, at.UnknownProfileColumn + 1,
                $"MAX({Area.Across(row, 5, points)})*{Area.Cell(row, 4)}");
            sheet.Fit(row);
        }
    }
}
