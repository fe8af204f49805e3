using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;

namespace Sakimori.Benchmark.Files;

/// <summary>The result, computed without macros from the sheets 'answers' and 'rules'.</summary>
internal static class TemplateResultSheet
{
    /// <summary>So many measures are recommended at the top.</summary>
    public const int Picks = 5;

    public const int TotalRow = 4;
    public const int RiskRow = 5;
    public const int LayerRow = 6;
    public const int UnknownRow = 7;
    public const int PickRow = 12;
    public const int GroupRow = PickRow + Picks + 3;
    public const int ValueColumn = 3;

    private const int Last = 9;

    /// <summary>The row of the first measure.</summary>
    public static int MeasureRow(TemplateLayout at) => TemplateCharts.LastRow(at) + 4;

    public static SheetContent Of(TemplateLayout at)
    {
        var sheet = new SheetContent(at.Result, 8, 34, 24, 10, 10, 10, 9, 20, 62) { Protected = true, Landscape = true, Tab = "197A4B" };
        sheet.Text(1, 1, at.T(at.Questionnaire.Title) + at.T("　診断結果", ": result"), Look.Title);
        sheet.Fit(1);
        WriteFigures(sheet, at);
        WritePicks(sheet, at);
        WriteGroups(sheet, at);
        TemplateCharts.Add(sheet, at);
        WriteMeasures(sheet, at);
        WriteProfile(sheet, at);
        return sheet;
    }

    private static void WriteFigures(SheetContent sheet, TemplateLayout at)
    {
        sheet.Merge(Area.Across(2, 1, Last));
        string Questions(int column) => Area.Down(TemplateLayout.FirstRow, column, at.Items).On(at.Questions);
        string First(string state) => $"INDEX({Questions(2)},MATCH(\"{state}\",{Questions(TemplateLayout.AnsweredColumn)},0))";
        sheet.Formula(2, 1, at.T(
            $"IF(missing+invalid=0,\"すべての項目に回答しました。\",IF(missing=0,\"\",\"未回答が\"&missing&\"項目あります（最初は\"&{First(at.NotAnswered)}&\"）。\")&IF(invalid=0,\"\",\"選択肢にない回答が\"&invalid&\"項目あります（最初は\"&{First(at.NotValid)}&\"）。\")&\"シート「{at.Questions}」で回答すると結果が出ます。\")",
            $"IF(missing+invalid=0,\"Every item is answered.\",IF(missing=0,\"\",\"Not answered: \"&missing&\" (the first is \"&{First(at.NotAnswered)}&\"). \")&IF(invalid=0,\"\",\"Not a valid answer: \"&invalid&\" (the first is \"&{First(at.NotValid)}&\"). \")&\"Answer on the sheet '{at.Questions}' to see the result.\")"),
            new Look(Bold: true, Size: 11, Wrapped: true));
        sheet.Conditions.Add(new(new(2, 1, 2, Last), "missing+invalid>0", "FFF4CC", "5C4A00"));
        sheet.Heights[2] = 20;
        Figure(sheet, TotalRow, at.T("総合点", "Total"), "total", Shown.General,
            at.T($"{at.Questionnaire.LowestTotal}～{at.Questionnaire.HighestTotal}点。各対策の水準の合計です。",
                $"{at.Questionnaire.LowestTotal}–{at.Questionnaire.HighestTotal} points: the sum of the levels of all measures."));
        Figure(sheet, RiskRow, at.T("リスク指標", "Risk index"), "IF(risk_tenths=\"\",\"\",risk_tenths/10)", Shown.Tenths,
            at.T($"0.0～100.0。計算はシート「{at.RulesSheet}」にあります。", $"0.0–100.0; the computation stands on the sheet '{at.RulesSheet}'."));
        Figure(sheet, UnknownRow, at.T("不明の項目", "Items unknown"), "unknown_count", Shown.General, at.T(at.Rules.Rules.Unknown));
        sheet.Merge(Area.Across(LayerRow, 1, 2));
        sheet.Text(LayerRow, 1, at.T("層", "Layer"), Look.Heading);
        sheet.Merge(Area.Across(LayerRow, ValueColumn, Last - ValueColumn + 1));
        sheet.Formula(LayerRow, ValueColumn,
            $"IF(layer=\"\",\"\",INDEX({Area.Down(TemplateLayout.LayerRow, 2, Layers.All.Count).On(at.RulesSheet)},layer))", new Look(Bold: true, Size: 12, Framed: true));
        sheet.Heights[LayerRow] = 22;
        sheet.Text(UnknownRow + 1, 1, at.T($"規則 {at.Rules.Version} 版", $"Rules {at.Rules.Version}"), new Look(Size: 9, Colour: "595959"));
    }

    private static void Figure(SheetContent sheet, int row, string name, string formula, Shown shown, string note)
    {
        sheet.Merge(Area.Across(row, 1, 2));
        sheet.Text(row, 1, name, Look.Heading);
        sheet.Formula(row, ValueColumn, formula, Look.Figure with { Bold = true, Size = 12, Shown = shown });
        sheet.Merge(Area.Across(row, ValueColumn + 1, Last - ValueColumn));
        sheet.Text(row, ValueColumn + 1, note, Look.Cell);
        sheet.Fit(row);
    }

    private static void WritePicks(SheetContent sheet, TemplateLayout at)
    {
        sheet.Text(PickRow - 2, 1, at.T("まず取り組む対策", "What to do first"), Look.Section);
        Headings(sheet, at, PickRow - 1);
        var first = MeasureRow(at);
        var most = at.Questionnaire.Measures.Max(measure => StepLines(sheet, at, measure));
        for (var k = 0; k < Picks; k++)
        {
            var pick = new Area(TemplateLayout.FirstRow + k, TemplateLayout.PickColumn, TemplateLayout.FirstRow + k, TemplateLayout.PickColumn)
                .On(TemplateLayout.AnswersSheet);
            for (var column = 1; column <= Last; column++)
                sheet.Formula(PickRow + k, column, $"IF({pick}=\"\",\"\",INDEX({Area.Down(first, column, at.Measures)},{pick}))",
                    column is 1 or (>= 4 and <= 7) ? Look.Figure : Look.Cell);
            sheet.Fit(PickRow + k, most);
        }
    }

    private static void WriteGroups(SheetContent sheet, TemplateLayout at)
    {
        sheet.Text(GroupRow - 2, 1, at.T("区分ごと", "By group"), Look.Section);
        sheet.Headings(GroupRow - 1, at.T("番号", "No."), at.T("区分", "Group"), at.T("対策の数", "Measures"), at.T("合計", "Sum"), at.T("最高", "Highest"),
            at.T("平均", "Mean"), at.T("望まれる平均", "Desired mean"));
        sheet.Fit(GroupRow - 1);
        for (var i = 0; i < at.Groups; i++)
        {
            var (row, group) = (GroupRow + i, at.Questionnaire.Groups[i]);
            var id = at.Rule(at.MeasureRuleRow + at.Questionnaire.Measures.TakeWhile(measure => measure.Group != group.Id).Count(), 3);
            string Sum(int column) => $"SUMIF({at.MeasureRules(3)},{id},{at.OfMeasures(column)})";
            sheet.Number(row, 1, i + 1);
            sheet.Text(row, 2, at.T(group.Title), Look.Cell);
            sheet.Formula(row, 3, $"COUNTIF({at.MeasureRules(3)},{id})");
            sheet.Formula(row, 4, $"IF(SUMPRODUCT(({at.MeasureRules(3)}={id})*ISNUMBER({at.OfMeasures(TemplateLayout.CountedColumn)}))<C{row},\"\",{Sum(TemplateLayout.CountedColumn)})");
            sheet.Formula(row, 5, $"{Measure.TopLevel}*C{row}");
            sheet.Formula(row, 6, $"IF(D{row}=\"\",\"\",{TemplateLayout.InTenths($"D{row}", $"C{row}")}/10)", Look.Figure with { Shown = Shown.Tenths });
            sheet.Formula(row, 7, $"IF(layer=\"\",\"\",{TemplateLayout.InTenths(Sum(TemplateLayout.ValueColumn), $"C{row}")}/10)",
                Look.Figure with { Shown = Shown.Tenths });
            sheet.Fit(row);
        }
    }

    private static void WriteMeasures(SheetContent sheet, TemplateLayout at)
    {
        var first = MeasureRow(at);
        sheet.Breaks.Add(TemplateCharts.FirstRow(at));
        sheet.Breaks.Add(first - 2);
        sheet.Text(first - 2, 1, at.T("すべての対策", "All measures"), Look.Section);
        Headings(sheet, at, first - 1);
        for (var i = 0; i < at.Measures; i++)
        {
            var (row, measure) = (first + i, at.Questionnaire.Measures[i]);
            string On(int column) => new Area(TemplateLayout.FirstRow + i, column, TemplateLayout.FirstRow + i, column).On(TemplateLayout.AnswersSheet);
            var (state, counted, gap) = (On(TemplateLayout.StateColumn), On(TemplateLayout.CountedColumn), On(TemplateLayout.WeightedColumn));
            string Step(int column) => $"INDEX({Area.Across(TemplateStepsSheet.FirstRow + i, column, measure.Next.Count).On(at.Steps)},1,{counted})";
            string Advised(string formula) => $"IF({gap}=\"\",\"\",IF({gap}>0,{formula},\"\"))";
            sheet.Text(row, 1, measure.Id, Look.Figure);
            sheet.Text(row, 2, at.T(measure.Title), Look.Cell);
            sheet.Text(row, 3, at.T(at.Questionnaire.Groups.Single(group => group.Id == measure.Group).Title), Look.Cell);
            sheet.Formula(row, 4, $"IF({state}=1,{counted},IF({state}=2,\"{at.T("不明", "unknown")}\",\"\"))");
            sheet.Formula(row, 5, On(TemplateLayout.ValueColumn));
            sheet.Formula(row, 6, $"IF({state}=1,{gap},IF({state}=2,\"–\",\"\"))");
            sheet.Formula(row, 7, Advised(Step(TemplateStepsSheet.DaysColumn)));
            sheet.Formula(row, 8, Advised(Step(TemplateStepsSheet.WhoColumn)), Look.Cell);
            sheet.Formula(row, 9, Advised($"IF({state}=2,{at.Rule(TemplateRulesSheet.FindOutRow, 1)}&CHAR(10),\"\")&{Step(TemplateStepsSheet.StepsColumn)}"), Look.Cell);
            sheet.Fit(row, StepLines(sheet, at, measure));
        }

        foreach (var area in new[] { Area.Down(first, 6, at.Measures), Area.Down(PickRow, 6, Picks) })
        {
            var cell = Area.Cell(area.Row, 6);
            sheet.Conditions.Add(new(area, $"IF(ISNUMBER({cell}),{cell}>=2,FALSE)", "FBD9D5", "8A1C10"));
            sheet.Conditions.Add(new(area, $"IF(ISNUMBER({cell}),{cell}=1,FALSE)", "FFF4CC", "5C4A00"));
            sheet.Conditions.Add(new(area, $"IF(ISNUMBER({cell}),{cell}<=0,FALSE)", "DDF0E3", "115A36"));
        }
    }

    // The lines of the longest advice that a formula may fetch, the sentence for an unknown measure included.
    private static int StepLines(SheetContent sheet, TemplateLayout at, Measure measure)
        => 2 + measure.Next.Max(next => TextLines.Count(TemplateStepsSheet.Listed(at, next), sheet.Widths[Last - 1]));

    private static void Headings(SheetContent sheet, TemplateLayout at, int row)
    {
        sheet.Headings(row, at.T("項目", "Item"), at.T("対策", "Measure"), at.T("区分", "Group"), at.T("水準", "Level"),
            at.T("望まれる水準", "Desired level"), at.T("差", "Gap"), at.T("人日", "Person-days"), at.T("担当", "Who"), at.T("次の一歩", "Next step"));
        sheet.Fit(row);
    }

    private static void WriteProfile(SheetContent sheet, TemplateLayout at)
    {
        var first = MeasureRow(at) + at.Measures + 3;
        sheet.Text(first - 2, 1, at.T("企業プロフィール", "Profile"), Look.Section);
        sheet.Headings(first - 1, at.T("項目", "Item"), at.T("プロフィール", "Profile item"), at.T("系統", "Family"),
            at.T("選択肢", "Option"), at.T("点", "Points"), at.T("点×重み", "Points × weight"));
        sheet.Fit(first - 1);
        for (var i = 0; i < at.Questionnaire.Profile.Count; i++)
        {
            var (row, item) = (first + i, at.Questionnaire.Profile[i]);
            string On(int column) => new Area(at.ProfileRow + i, column, at.ProfileRow + i, column).On(TemplateLayout.AnswersSheet);
            sheet.Text(row, 1, item.Id, Look.Figure);
            sheet.Text(row, 2, at.T(item.Title), Look.Cell);
            sheet.Text(row, 3, at.T(at.Questionnaire.Families.Single(family => family.Id == item.Family).Title), Look.Cell);
            sheet.Formula(row, 4, $"IF({On(TemplateLayout.StateColumn)}=2,\"{at.T("不明", "unknown")}\",{On(TemplateLayout.CountedColumn)})");
            sheet.Formula(row, 5, On(TemplateLayout.ValueColumn));
            sheet.Formula(row, 6, On(TemplateLayout.WeightedColumn));
            sheet.Fit(row);
        }
    }
}
