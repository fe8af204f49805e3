using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>A result as an XLSX workbook: summary, measures, recommended measures, profile, statistics and charts. Values, no formulas.</summary>
public static class ResultWorkbook
{
    /// <summary>The media type.</summary>
    public const string MediaType = WorkbookFile.MediaType;

    /// <summary>The workbook in one language; the same result gives the same bytes.</summary>
    public static byte[] Write(ResultModel model, Language language)
    {
        var book = new WorkbookFile(model.FileTitle().In(language), language, model.Subject.Made);
        book.Sheets.AddRange(
        [
            SummarySheet(model, language), MeasuresSheet(model, language), AdviceSheet(model, language),
            ProfileSheet(model, language), StatisticsSheet(model, language), ChartsSheet(model, language),
        ]);
        return book.ToBytes();
    }

    private static SheetContent SummarySheet(ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("概要", "Summary"), 30, 80);
        var row = 1;
        sheet.Text(row, 1, model.FileTitle().In(language), Look.Title);
        sheet.Heights[row++] = 30;
        sheet.Text(row++, 1, model.Subtitle().In(language), Look.Plain);
        foreach (var sentence in model.Summary.Sentences)
        {
            sheet.Merge(Area.Across(row, 1, 2));
            sheet.Text(row, 1, sentence.In(language), Look.Prose);
            sheet.Fit(row++);
        }

        sheet.Headings(++row, T("名前", "Figure"), T("値", "Value"));
        foreach (var (name, value) in model.Figures())
        {
            sheet.Text(++row, 1, name.In(language), Look.Cell);
            sheet.Text(row, 2, value.In(language), Look.Cell with { Shown = Shown.Text });
            sheet.Fit(row);
        }

        if (model.NoTScore is { } reason)
            sheet.Text(++row, 2, reason.In(language), Look.Prose);
        sheet.Text(row += 2, 1, T($"規則 {model.Rules.Version} 版", $"Rules {model.Rules.Version}"), Look.Plain);
        return sheet;
    }

    private static SheetContent MeasuresSheet(ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("対策", "Measures"), 8, 36, 30, 9, 10, 10, 9) { HeadingRows = 1 };
        sheet.Headings(1, T("項目", "Item"), T("対策", "Measure"), T("区分", "Group"), T("水準", "Level"), T("望まれる水準", "Desired"),
            model.MeanHeading().In(language), T("差", "Gap"));
        sheet.Fit(1);
        for (var i = 0; i < model.Score.Measures.Count; i++)
        {
            var (row, score, measure) = (i + 2, model.Score.Measures[i], model.Rules.Questionnaire.Measures[i]);
            sheet.Text(row, 1, score.Item, Look.Cell with { Shown = Shown.Text });
            sheet.Text(row, 2, measure.Title.In(language), Look.Cell);
            sheet.Text(row, 3, model.GroupOf(measure).In(language), Look.Cell);
            if (score.Level is { } level)
                sheet.Number(row, 4, level);
            else
                sheet.Text(row, 4, T("不明", "unknown"), Look.Figure);
            sheet.Number(row, 5, score.Desired.ToDecimal());
            sheet.Number(row, 6, model.MeanOf(i)?.ToDecimal(), Look.Figure with { Shown = Shown.Tenths });
            sheet.Number(row, 7, score.Gap?.ToDecimal());
            sheet.Fit(row);
        }

        var gaps = Area.Down(2, 7, model.Score.Measures.Count);
        sheet.Conditions.Add(new(gaps, "IF(ISNUMBER(G2),G2>=2,FALSE)", "FBD9D5", "8A1C10"));
        sheet.Conditions.Add(new(gaps, "IF(ISNUMBER(G2),AND(G2>0,G2<2),FALSE)", "FFF4CC", "5C4A00"));
        return sheet;
    }

    private static SheetContent AdviceSheet(ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("取り組む対策", "Recommended"), 6, 8, 32, 9, 10, 8, 70, 24, 9) { HeadingRows = 1, Landscape = true };
        sheet.Headings(1, T("順", "No."), T("項目", "Item"), T("対策", "Measure"), T("水準", "Level"), T("望まれる水準", "Desired"), T("差", "Gap"),
            T("次の一歩", "Next steps"), T("担当", "Who"), T("人日", "Person-days"));
        sheet.Fit(1);
        var row = 1;
        foreach (var recommended in model.Advice)
        {
            row++;
            sheet.Number(row, 1, row - 1);
            sheet.Text(row, 2, recommended.Measure.Id, Look.Cell with { Shown = Shown.Text });
            sheet.Text(row, 3, recommended.Measure.Title.In(language), Look.Cell);
            sheet.Text(row, 4, ReportWords.Level(recommended.Level).In(language), Look.Figure);
            sheet.Number(row, 5, recommended.Desired.ToDecimal());
            if (recommended.Level is null)
                sheet.Text(row, 6, recommended.ShownGap, Look.Figure);
            else
                sheet.Number(row, 6, recommended.Gap.ToDecimal());
            sheet.Text(row, 7, ReportWords.Listed(recommended.Steps, language), Look.Cell);
            sheet.Text(row, 8, recommended.Who.In(language), Look.Cell);
            if (recommended.Level is not null)
                sheet.Number(row, 9, recommended.Days);
            sheet.Fit(row);
        }

        return sheet;
    }

    private static SheetContent ProfileSheet(ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("プロフィール", "Profile"), 8, 36, 60) { HeadingRows = 1 };
        sheet.Headings(1, T("項目", "Item"), T("プロフィール", "Profile item"), T("回答", "Answer"));
        for (var i = 0; i < model.Rules.Questionnaire.Profile.Count; i++)
        {
            var item = model.Rules.Questionnaire.Profile[i];
            sheet.Text(i + 2, 1, item.Id, Look.Cell with { Shown = Shown.Text });
            sheet.Text(i + 2, 2, item.Title.In(language), Look.Cell);
            sheet.Text(i + 2, 3, model.AnswerTo(item).In(language), Look.Cell);
            sheet.Fit(i + 2);
        }

        return sheet;
    }

    private static SheetContent StatisticsSheet(ResultModel model, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("統計", "Statistics"), 30, 30, 14);
        sheet.Merge(Area.Across(1, 1, 3));
        sheet.Text(1, 1, model.Basis.In(language), Look.Prose);
        sheet.Fit(1);
        sheet.Headings(3, T("総合点（から）", "Total from"), T("総合点（まで）", "Total to"), T("件数", "Results"));
        var row = 3;
        foreach (var bin in model.Comparison?.Peers.Histogram?.Bins ?? [])
        {
            sheet.Number(++row, 1, bin.From);
            sheet.Number(row, 2, bin.To);
            sheet.Number(row, 3, bin.Count);
        }

        if (model.NoTScore is { } reason)
        {
            sheet.Merge(Area.Across(++row, 1, 3));
            sheet.Text(row, 1, reason.In(language), Look.Prose);
            sheet.Fit(row);
        }

        return sheet;
    }

    private static SheetContent ChartsSheet(ResultModel model, Language language)
    {
        var sheet = new SheetContent(language == Language.Ja ? "グラフ" : "Charts", 30, 12, 12, 12, 4, 12, 12, 12, 12, 12, 12, 12) { Landscape = true };
        var row = 1;
        foreach (var chart in ReportCharts.Of(model, language))
        {
            if (row > 1)
                sheet.Breaks.Add(row);
            sheet.Charts.Add(new(chart.On(sheet, row), new(row, 6, row + 23, 12)));
            row += Math.Max(26, chart.Categories.Count + 3);
        }

        return sheet;
    }
}
