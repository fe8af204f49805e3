using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Sakimori.Benchmark.Tests.Files;

public sealed class ResultFilesTests
{
    public static TheoryData<Language, bool> Both => new() { { Language.Ja, true }, { Language.En, true }, { Language.Ja, false }, { Language.En, false } };

    [Theory]
    [MemberData(nameof(Both))]
    public void The_document_is_valid_with_headings_captions_header_rows_language_and_alternative_texts(Language language, bool compared)
    {
        var report = compared ? Reports.Compared : Reports.Alone;
        var file = ResultDocument.Write(report, language);
        Assert.Equal(file, ResultDocument.Write(report, language));
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Equal("", Faults(document));
        var body = document.MainDocumentPart!.Document.Body!;
        var headings = body.Elements<Word.Paragraph>().Count(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value is "Heading1" or "Heading2");
        Assert.Equal(10, headings);
        Assert.Contains(document.MainDocumentPart.StyleDefinitionsPart!.Styles!.Elements<Word.Style>(), style => style is { StyleId.Value: "Heading1", StyleName.Val.Value: "heading 1" });
        var tables = body.Elements<Word.Table>().ToList();
        Assert.Equal(5, tables.Count);
        Assert.All(tables, table =>
        {
            Assert.NotNull(table.Elements<Word.TableRow>().First().TableRowProperties!.GetFirstChild<Word.TableHeader>());
            Assert.NotNull(table.GetFirstChild<Word.TableProperties>()!.TableCaption?.Val?.Value);
        });
        var charts = document.MainDocumentPart.ChartParts.ToList();
        Assert.Equal(compared ? 4 : 3, charts.Count);
        Assert.All(charts, chart => Assert.NotNull(chart.EmbeddedPackagePart));
        var described = body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().ToList();
        Assert.Equal(charts.Count, described.Count);
        Assert.All(described, drawing => Assert.True(drawing.Description!.Value!.Length > 30));
        Assert.Equal(language == Language.Ja ? "ja-JP" : "en-GB",
            document.MainDocumentPart.StyleDefinitionsPart.Styles.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!.Languages!.Val!.Value);
        Assert.Equal(report.FileTitle().In(language), document.PackageProperties.Title);
        Assert.Equal(compared, report.FileTitle().Ja.Contains("実例データとの比較", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public void The_document_shows_the_figures_of_the_score(Language language)
    {
        var report = Reports.Compared;
        using var document = WordprocessingDocument.Open(new MemoryStream(ResultDocument.Write(report, language)), isEditable: false);
        var tables = document.MainDocumentPart!.Document.Body!.Elements<Word.Table>()
            .Select(table => table.Elements<Word.TableRow>().Select(row => row.Elements<Word.TableCell>().Select(cell => cell.InnerText).ToArray()).ToArray()).ToArray();
        var summary = Summary.Of(report.Rules, report.Score);
        Assert.Equal(summary.Actions.Select(action => action.Measure.Title.In(language)), tables[0].Skip(1).Select(row => row[1]));
        Assert.Equal($"{report.Score.Total} / 125", tables[1][1][1]);
        Assert.Equal($"{report.Comparison!.TScore}", tables[1][5][1]);
        Assert.Equal(report.Score.Measures.Select(m => (m.Item, m.Level?.ToString() ?? (language == Language.Ja ? "不明" : "unknown"), m.Desired.Written(), m.Gap?.Written() ?? "–")),
            tables[2].Skip(1).Select(row => (row[0], row[3], row[4], row[6])));
        Assert.Equal(Recommendations.Of(report.Rules, report.Score).Select(r => r.Measure.Id), tables[3].Skip(1).Select(row => row[0]));
        Assert.Equal(15, tables[4].Length - 1);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void The_workbook_is_valid_holds_the_figures_and_no_formula(Language language, bool compared)
    {
        var report = compared ? Reports.Compared : Reports.Alone;
        var file = ResultWorkbook.Write(report, language);
        Assert.Equal(file, ResultWorkbook.Write(report, language));
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Equal("", Faults(workbook));
        var sheets = workbook.WorkbookPart!.GetPartsOfType<WorksheetPart>().ToList();
        Assert.Equal(6, sheets.Count);
        Assert.DoesNotContain(sheets, sheet => sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>().Any());
        Assert.Equal(compared ? 4 : 3, sheets.Sum(sheet => sheet.DrawingsPart?.ChartParts.Count() ?? 0));
        var measures = TableReader.Read(file, sheet: language == Language.Ja ? "対策" : "Measures").Value;
        Assert.Equal(report.Score.Measures.Select(m => (m.Item, m.Level?.ToString() ?? (language == Language.Ja ? "不明" : "unknown"), m.Desired.Written(), m.Gap?.Written() ?? "")),
            measures.Rows.Select(row => (row[0].Value, row[3].Value, row[4].Value, row[6].Value)));
    }

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public void The_plan_names_owner_day_and_effort_of_each_action_and_never_becomes_a_formula(Language language)
    {
        var plan = Planner.Plan(Reports.Rules, Reports.Given, new Dictionary<string, int> { ["M01"] = 3, ["M08"] = 2 }).Value;
        var by = new Dictionary<string, PlannedBy> { ["M01"] = new("=HYPERLINK(\"http://x\")", new(2027, 3, 31)) };
        var file = PlanWorkbook.Write(Reports.Rules, plan, by, new(2026, 11, 23), language);
        using (var workbook = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false))
        {
            Assert.Equal("", Faults(workbook));
            Assert.DoesNotContain(workbook.WorkbookPart!.GetPartsOfType<WorksheetPart>(), sheet => sheet.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>().Any());
        }

        var table = TableReader.Read(file).Value;
        Assert.Equal(plan.Measures.Select(m => (m.Measure.Id, $"{m.To}", $"{m.Days}")).Append(("", "", $"{plan.Days}")),
            table.Rows.Select(row => (row[0].Value, row[3].Value, row[7].Value)));
        Assert.Equal(("=HYPERLINK(\"http://x\")", new DateOnly(2027, 3, 31)), (table[0][5].Value, Dates.Parse(table[0][6].Value)));
    }

    [Fact]
    public async Task LibreOffice_opens_and_prints_every_kind()
    {
        using var office = new OfficeSuite();
        var files = new List<string>();
        foreach (var language in Languages.All)
        {
            var plan = Planner.Plan(Reports.Rules, Reports.Given, new Dictionary<string, int> { ["M01"] = 3 }).Value;
            (string Name, byte[] File)[] written =
            [
                ("result.docx", ResultDocument.Write(Reports.Compared, language)), ("result.xlsx", ResultWorkbook.Write(Reports.Compared, language)),
                ("plan.xlsx", PlanWorkbook.Write(Reports.Rules, plan, new Dictionary<string, PlannedBy>(), new(2026, 11, 23), language)),
            ];
            foreach (var (name, file) in written)
            {
                // The kinds share the beginning of their names, so each gets an ending of its own.
                var path = Path.Combine(office.Folder, $"{name.Replace('.', '-')}-{language.Code()}{Path.GetExtension(name)}");
                await File.WriteAllBytesAsync(path, file);
                files.Add(path);
            }
        }

        var folder = await office.ConvertAsync("pdf", files);
        Assert.All(files, file =>
        {
            var pdf = File.ReadAllBytes(Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".pdf"));
            Assert.True(pdf.AsSpan().StartsWith("%PDF-"u8) && pdf.Length > 10_000, file);
        });
    }

    private static string Faults(OpenXmlPackage package)
        => string.Join("\n", new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));
}
