using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;

namespace Sakimori.Benchmark.Files;

/// <summary>The forty questions, one row an item: the only cells of the workbook that are filled in.</summary>
internal static class TemplateQuestionsSheet
{
    public static SheetContent Of(TemplateLayout at)
    {
        var sheet = new SheetContent(at.Questions, 7, 7, 15, 52, 58, 10, 13)
        {
            Protected = true,
            Landscape = true,
            HeadingRows = 1,
            Tab = "0017C1",
        };
        sheet.Headings(1, at.T("番号", "No."), at.T("項目", "Item"), at.T("区分", "Group"), at.T("質問", "Question"),
            at.T("水準・選択肢", "Levels or options"), at.T("回答", "Answer"), at.T("状態", "State"));
        foreach (var (index, item) in at.Questionnaire.Items.Index().OrderBy(i => at.QuestionRow(i.Index)))
            WriteItem(sheet, at, index, item);
        var states = Area.Down(TemplateLayout.FirstRow, TemplateLayout.AnsweredColumn, at.Items);
        var state = $"$G{TemplateLayout.FirstRow}";
        sheet.Conditions.Add(new(states, $"{state}=\"{at.NotAnswered}\"", "FFF4CC", "5C4A00"));
        sheet.Conditions.Add(new(states, $"{state}=\"{at.NotValid}\"", "FBD9D5", "8A1C10"));
        sheet.Conditions.Add(new(states, $"{state}=\"{Unknown(at)}\"", "E6E6E6", "333333"));
        return sheet;
    }

    private static string Unknown(TemplateLayout at) => at.T("不明", "unknown");

    private static void WriteItem(SheetContent sheet, TemplateLayout at, int index, Item item)
    {
        var row = at.QuestionRow(index);
        var unknown = Unknown(at);
        sheet.Text(row, 1, $"{row - TemplateLayout.FirstRow + 1}/{at.Items}", Look.Figure);
        sheet.Text(row, 2, item.Id, Look.Figure);
        sheet.Text(row, 3, at.T(item is Measure measure
            ? at.Questionnaire.Groups.Single(group => group.Id == measure.Group).Title
            : at.Questionnaire.Families.Single(family => family.Id == ((ProfileItem)item).Family).Title), Look.Cell);
        sheet.Text(row, 4, at.T(item.Question), at.T(item.Help), Look.Cell);
        sheet.Text(row, 5, string.Join('\n', item.Options.Select((option, i) => $"{i + 1}  {at.T(option)}")), Look.Cell);
        sheet.Blank(row, TemplateLayout.AnswerColumn, Look.Figure with { Open = true, Bold = true, Size = 12, Fill = "FFFDE7" });
        sheet.Formula(row, TemplateLayout.AnsweredColumn,
            $"CHOOSE({TemplateLayout.AnswersSheet}!$E{TemplateLayout.FirstRow + index}+1,\"{at.NotAnswered}\",\"{at.T("回答済み", "answered")}\",\"{unknown}\",\"{at.NotValid}\")",
            Look.Figure with { Wrapped = true });
        sheet.Fit(row);
        sheet.Choices.Add(new(new(row, TemplateLayout.AnswerColumn, row, TemplateLayout.AnswerColumn),
            [.. Enumerable.Range(1, item.Choices).Select(number => $"{number}"), unknown],
            $"{item.Id} {at.T(item.Title)}",
            at.T($"1～{item.Choices} を選んでください。分からないときは「{unknown}」を選びます。", $"Choose 1–{item.Choices}, or '{unknown}' if you do not know."),
            at.T($"{item.Id} の回答は 1～{item.Choices} または「{unknown}」です。一覧から選んでください。",
                $"The answer to {item.Id} is 1–{item.Choices} or '{unknown}'. Choose from the list.")));
    }
}
