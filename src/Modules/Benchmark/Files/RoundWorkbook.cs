using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files.Office;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>What a host may know of a round as an XLSX workbook: comparison, heat map and summary of the lines that it is given.</summary>
public static class RoundWorkbook
{
    // The levels from 1 to 5 and unknown: backgrounds on which black letters can be read (WCAG 2.2, 1.4.3).
    private static readonly string[] Fills = ["F4B9A7", "F9D9B0", "F6EFC3", "CFE8D0", "9CD3AE"];
    private const string UnknownFill = "E6E6E6";
    private const string Ink = "1A1A1A";

    /// <summary>The media type.</summary>
    public const string MediaType = WorkbookFile.MediaType;

    /// <summary>The workbook in one language.</summary>
    /// <param name="questionnaire">The round's questionnaire.</param>
    /// <param name="round">The round.</param>
    /// <param name="rows">Its lines, in the order in which they are written.</param>
    /// <param name="made">The day that the file bears.</param>
    /// <param name="language">The language.</param>
    public static byte[] Write(Questionnaire questionnaire, Round round, IReadOnlyList<RoundRow> rows, DateOnly made, Language language)
    {
        var book = new WorkbookFile(round.Title.In(language), language, made);
        book.Sheets.Add(Comparison(rows, language));
        book.Sheets.Add(HeatMap(questionnaire, [.. rows.Where(r => r.Measures is not null)], language));
        book.Sheets.Add(Summary(RoundSummary.Of(questionnaire, rows.Select(r => r.Figures)), round, rows, made, language));
        return book.ToBytes();
    }

    private static SheetContent Comparison(IReadOnlyList<RoundRow> rows, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("比較", "Comparison"), 36, 30, 30, 14, 20, 13, 18, 10) { HeadingRows = 1, Landscape = true };
        sheet.Headings(1, RoundTable.Headings.Select(h => h.In(language)));
        var line = 1;
        foreach (var row in rows)
        {
            sheet.Text(++line, 1, row.Name.In(language), Words);
            sheet.Text(line, 2, row.InvitedAs, Words);
            sheet.Text(line, 3, row.Mail ?? "", Words);
            sheet.Text(line, 4, RoundTable.State(row).In(language), Words);
            sheet.Text(line, 5, RoundTable.Shared(row)?.In(language) ?? "", Words);
            sheet.Day(line, 6, row.Submitted is { } at ? Dates.DayInJapan(at) : null, Look.Figure);
            sheet.Text(line, 7, row.Layer?.Word().In(language) ?? "", Words);
            sheet.Number(line, 8, row.Total);
        }

        return sheet;
    }

    private static SheetContent HeatMap(Questionnaire questionnaire, List<RoundRow> rows, Language language)
    {
        var measures = questionnaire.Measures;
        var sheet = new SheetContent(new Text("ヒートマップ", "Heat map").In(language), [36, 9, .. measures.Select(_ => 6.0)]) { HeadingRows = 1, Landscape = true };
        sheet.Headings(1, [RoundTable.Headings[0].In(language), RoundTable.Headings[^1].In(language), .. measures.Select(m => m.Id)]);
        var line = 1;
        foreach (var row in rows)
        {
            sheet.Text(++line, 1, row.Name.In(language), Words);
            sheet.Number(line, 2, row.Total);
            for (var i = 0; i < measures.Count; i++)
            {
                if (row.LevelOf(i) is { } level)
                    sheet.Number(line, i + 3, level);
                else
                    sheet.Text(line, i + 3, "?", Look.Figure);
            }
        }

        if (rows.Count > 0)
        {
            var cells = new Area(2, 3, line, measures.Count + 2);
            for (var level = 1; level <= Measure.TopLevel; level++)
                sheet.Conditions.Add(new(cells, $"C2={level}", Fills[level - 1], Ink));
            sheet.Conditions.Add(new(cells, "C2=\"?\"", UnknownFill, Ink));
        }

        return sheet;
    }

    private static SheetContent Summary(RoundSummary summary, Round round, IReadOnlyList<RoundRow> rows, DateOnly made, Language language)
    {
        string T(string ja, string en) => new Text(ja, en).In(language);
        var sheet = new SheetContent(T("集計", "Summary"), 10, 44, 10, 10, 10, 10, 10, 10, 10) { Landscape = true };
        var line = 0;
        void Fact(string name, string value)
        {
            sheet.Text(++line, 1, name, Look.Plain);
            sheet.Text(line, 3, value, Look.Plain);
        }

        sheet.Text(++line, 1, round.Title.In(language), Look.Title);
        Fact(T("書き出した日", "Exported on"), Dates.Written(made).In(language));
        Fact(T("期限", "Due"), Dates.Written(round.Due).In(language));
        Fact(T("招待", "Invited"), $"{rows.Count:#,0}");
        Fact(T("回答", "Answered"), $"{rows.Count(r => r.State == LineState.Answered):#,0}");
        Fact(T("共有しない", "Declined"), $"{rows.Count(r => r.State == LineState.Declined):#,0}");
        Fact(T("総合点の平均", "Mean total"), summary.Mean is { } mean ? T($"{mean}（{summary.Totals:#,0}組織）", $"{mean} (of {summary.Totals:#,0})") : "–");
        sheet.Text(++line, 1, T("総合点の分布", "Totals"), Look.Section);
        foreach (var bin in summary.Bins)
        {
            sheet.Text(++line, 2, $"{bin.From}–{bin.To}", Words);
            sheet.Number(line, 3, bin.Count);
        }

        sheet.Text(++line, 1, T($"対策ごとの分布（共有した{summary.Sharing:#,0}組織）", $"Measures ({summary.Sharing:#,0} share them)"), Look.Section);
        sheet.Headings(++line, [T("項目", "Item"), T("対策", "Measure"), T("平均", "Mean"), "1", "2", "3", "4", "5", T("不明", "Unknown")]);
        foreach (var measure in summary.Measures)
        {
            sheet.Text(++line, 1, measure.Measure.Id, Words);
            sheet.Text(line, 2, measure.Measure.Title.In(language), Words);
            sheet.Number(line, 3, measure.Mean?.ToDecimal(), Look.Figure with { Shown = Shown.Tenths });
            for (var i = 0; i < measure.Counts.Count; i++)
                sheet.Number(line, i + 4, measure.Counts[i]);
            sheet.Number(line, 9, measure.Unknown);
        }

        return sheet;
    }

    private static Look Words { get; } = Look.Cell with { Shown = Shown.Text };
}
