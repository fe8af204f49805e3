using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Tests.Files;

public class RoundFilesTests
{
    private static readonly Questionnaire Questionnaire = ShippedRules.Current.Questionnaire;

    private static readonly Round Round = new()
    {
        TitleJa = "=1+1 点検",
        TitleEn = "=1+1 review",
        MessageJa = "",
        MessageEn = "",
        RulesVersion = "2026.1",
        Due = new(2026, 12, 20),
    };

    private static readonly IReadOnlyList<RoundRow> Rows =
    [
        new(Guid.NewGuid(), Guid.NewGuid(), "=HYPERLINK(\"http://example.jp\")", "", "+81 株式会社", "=a@example.jp", null, false, SharingLevel.Measures,
            new(2026, 12, 1, 20, 0, 0, DateTimeKind.Utc), 60, Layer.High, "u" + new string('2', Questionnaire.Measures.Count - 1)),
        new(Guid.NewGuid(), Guid.NewGuid(), "総合点だけ", "Total only", "総合点だけ", null, null, false, SharingLevel.Total, new(2026, 12, 1, 1, 0, 0, DateTimeKind.Utc), 100, Layer.Adequate, null),
        new(Guid.NewGuid(), Guid.NewGuid(), "実施だけ", "", "実施だけ", null, null, false, SharingLevel.Done, null, null, null, null),
        new(Guid.NewGuid(), Guid.NewGuid(), "断った", "", "断った", null, null, true, SharingLevel.Nothing, null, null, null, null),
        new(Guid.NewGuid(), null, "未登録", "", "未登録", "@example", null, false, SharingLevel.Nothing, null, null, null, null),
    ];

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public void The_workbook_is_valid_holds_no_formula_and_colours_levels_by_condition(Language language)
    {
        var bytes = RoundWorkbook.Write(Questionnaire, Round, Rows, new(2026, 12, 21), language);
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(workbook, TestContext.Current.CancellationToken)
            .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));
        var sheets = workbook.WorkbookPart!.WorksheetParts.Select(p => p.Worksheet!).ToList();
        Assert.Equal(3, sheets.Count);
        Assert.Empty(sheets.SelectMany(s => s.Descendants<CellFormula>()));
        Assert.Equal(6, sheets.Sum(s => s.Descendants<ConditionalFormattingRule>().Count()));

        var comparison = TableReader.Read(bytes, sheet: new Kernel.Text("比較", "Comparison").In(language)).Value;
        Assert.Equal(["60", "100", "", "", ""], comparison.Rows.Select(r => r[7].Value));
        Assert.Equal("=HYPERLINK(\"http://example.jp\")", comparison[0][0].Value);
        var map = TableReader.Read(bytes, sheet: new Kernel.Text("ヒートマップ", "Heat map").In(language)).Value;
        Assert.Equal(("?", "2", 1), (map[0][2].Value, map[0][3].Value, map.RowCount));
    }

    [Fact]
    public void In_csv_no_cell_begins_a_formula_and_what_is_not_shared_is_empty()
    {
        var file = RoundTable.Write(Questionnaire, Rows, Language.En);
        Assert.All(Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Split("\r\n").SelectMany(line => line.Split(',')),
            cell => Assert.False(cell.TrimStart('"').StartsWith('=') || cell.StartsWith('+') || cell.StartsWith('@'), cell));
        var table = TableReader.Read(file).Value;
        Assert.Equal(["measures:2026-12-02:60:2", "total:2026-12-01:100:", "done:::", ":::", ":::"],
            table.Rows.Select((r, i) => $"{(Rows[i].Shared == SharingLevel.Nothing ? "" : Rows[i].Shared.Code())}:{r[5].Value}:{r[7].Value}:{r[9].Value}"));
    }
}
