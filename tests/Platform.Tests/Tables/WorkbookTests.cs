using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public class WorkbookTests
{
    private const string Formats = """
        <numFmts><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="yyyy/mm/dd h:mm"/>
        <numFmt numFmtId="166" formatCode="0.00E+00"/><numFmt numFmtId="167" formatCode="G/標準"/><numFmt numFmtId="168" formatCode="[h]:mm"/>
        <numFmt numFmtId="169" formatCode="[Red]#,##0&quot;days&quot;"/><numFmt numFmtId="170" formatCode="AM/PM h:mm"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="58"/><xf numFmtId="170"/></cellXfs>
        """;

    [Theory]
    [InlineData("1234567890123", "1234567890123")]
    [InlineData("1.234567890123E12", "1234567890123")]
    [InlineData("1.2345678901230001E+12", "1234567890123")]
    [InlineData("75.400000000000006", "75.4")]
    [InlineData("0.1", "0.1")]
    [InlineData("1E-3", "0.001")]
    [InlineData("-5", "-5")]
    [InlineData("0", "0")]
    [InlineData("1E+300", "1E+300")]
    [InlineData("--5", "--5")]
    public void Numbers_come_back_as_plain_digits(string stored, string shown)
        => Assert.Equal(shown, One($"<c r=\"A2\"><v>{stored}</v></c>"));

    [Theory]
    [InlineData(1, "46349", "2026-11-23")]
    [InlineData(2, "46349", "2026-11-23")]
    [InlineData(3, "46349.395833333336", "2026-11-23 09:30:00")]
    [InlineData(1, "46349.395833333336", "2026-11-23")]
    [InlineData(4, "46349", "46349")]
    [InlineData(5, "46349", "46349")]
    [InlineData(6, "1.0625", "25:30:00")]
    [InlineData(7, "46349", "46349")]
    [InlineData(8, "46349", "2026-11-23")]
    [InlineData(9, "0.5", "12:00:00")]
    [InlineData(1, "1", "1900-01-01")]
    [InlineData(1, "59", "1900-02-28")]
    [InlineData(1, "60", "1900-02-29")]
    [InlineData(1, "61", "1900-03-01")]
    [InlineData(1, "2958465", "9999-12-31")]
    [InlineData(1, "2958466", "2958466")]
    [InlineData(1, "-1", "-1")]
    [InlineData(1, "NaN", "NaN")]
    [InlineData(99, "46349", "46349")]
    public void A_number_with_a_date_style_is_the_date_that_is_shown(int style, string stored, string shown)
        => Assert.Equal(shown, One($"<c r=\"A2\" s=\"{style}\"><v>{stored}</v></c>"));

    [Theory]
    [InlineData("44887", "2026-11-23")]
    [InlineData("0", "1904-01-01")]
    [InlineData("2958465", "9999-12-31")]
    public void Workbooks_that_count_from_1904_are_understood(string stored, string shown)
    {
        var file = TestFiles.Workbook($"<row r=\"2\"><c r=\"A2\" s=\"1\"><v>{stored}</v></c></row>", formats: Formats, properties: "<workbookPr date1904=\"1\"/>");
        Assert.Equal(shown, TestFiles.Read(file)[0][0].Value);
    }

    [Theory]
    [InlineData("<c r='A2' t='b'><v>1</v></c>", "TRUE")]
    [InlineData("<c r='A2' t='b'><v>0</v></c>", "FALSE")]
    [InlineData("<c r='A2' t='e'><v>#N/A</v></c>", "#N/A")]
    [InlineData("<c r='A2' t='d'><v>2026-11-23T00:00:00</v></c>", "2026-11-23")]
    [InlineData("<c r='A2' t='str'><f>A1&amp;\"x\"</f><v>Ax_x000D_</v></c>", "Ax")]
    [InlineData("<c r='A2'><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c r='A2'><f>1+1</f></c>", "#CALC!")]
    [InlineData("<c r='A2' t='inlineStr'><is><r><t>防</t></r><r><rPr><b/></rPr><t>人</t></r><rPh sb='0' eb='1'><t>サキモリ</t></rPh></is></c>", "防人")]
    [InlineData("<c r='A2' t='s'><v>0</v></c>", "共有")]
    [InlineData("<c r='A2' t='s'><v>1</v></c>", "二つ目")]
    [InlineData("<c t='s'><v>1</v></c>", "二つ目")]
    [InlineData("<c r='A2' t='inlineStr'><is><t>_x005F_x0041_</t></is></c>", "_x0041_")]
    [InlineData("<c r='A2' t='inlineStr'><is><t>001</t></is></c>", "001")]
    [InlineData("<c r='A2' t='inlineStr'><is><t>=1+1</t></is></c>", "=1+1")]
    [InlineData("<c r='A2' t='inlineStr'><is><t>'=1+1</t></is></c>", "=1+1")] // a CSV file that was saved as a workbook
    [InlineData("<c r='A2' t='inlineStr'><is><t>'1+1</t></is></c>", "'1+1")]
    public void Each_kind_of_cell_is_read(string cell, string shown)
        => Assert.Equal(shown, One(cell));

    [Fact]
    public void Gaps_merged_areas_and_missing_references_keep_their_places()
    {
        var table = TestFiles.Read(TestFiles.Workbook("""
            <row r="3"><c r="C3"><v>3</v></c></row><row r="4"/><row><c><v>1</v></c><c><v>2</v></c></row><row r="9"><c r="A9" s="0"/></row>
            </sheetData><mergeCells><mergeCell ref="A3:B5"/></mergeCells><sheetData>
            """));
        Assert.Equal([3, 5], table.Rows.Select(r => r.Number));
        Assert.Equal([["", "", "3"], ["1", "2"]], TestFiles.Cells(table));
    }

    [Fact]
    public void The_first_visible_sheet_is_read_unless_one_is_named()
    {
        var parts = TestFiles.Parts($"<row r=\"1\">{TestFiles.Inline("A1", "見える")}</row>");
        parts["xl/worksheets/sheet2.xml"] = $"<worksheet><sheetData><row r=\"1\">{TestFiles.Inline("A1", "隠れた")}</row></sheetData></worksheet>";
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace("<sheets>", "<sheets><sheet name='規則' r:id='rId9' state='hidden'/>", StringComparison.Ordinal);
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].Replace("<Relationships>", "<Relationships><Relationship Id='rId9' Type='x/worksheet' Target='./worksheets/../worksheets/sheet2.xml'/>", StringComparison.Ordinal);
        var file = TestFiles.Zip(parts);
        Assert.Equal("XLSX, sheet “一覧”", TestFiles.Read(file).Encoding.En);
        Assert.Equal(["見える"], TestFiles.Read(file).Headings);
        Assert.Equal(["隠れた"], TestFiles.Read(file, "規則").Headings);
        Assert.Contains("「規則」、「一覧」", TestFiles.Refused(file, sheet: "無い").Detail.Ja, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_of_another_writer_with_prefixes_is_read()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new(new SheetData(
                new Row(Text("名称"), Text("法人番号")),
                new Row(Text("防人"), new DocumentFormat.OpenXml.Spreadsheet.Cell { CellValue = new(7000012050002m) })));
            workbook.Workbook = new(new Sheets(new Sheet { Name = "データ", SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }

        Assert.Equal([["防人", "7000012050002"]], TestFiles.Cells(TestFiles.Read(stream.ToArray())));

        static DocumentFormat.OpenXml.Spreadsheet.Cell Text(string text)
            => new() { DataType = CellValues.InlineString, InlineString = new(new DocumentFormat.OpenXml.Spreadsheet.Text(text)) };
    }

    private static string One(string cell)
        => TestFiles.Read(TestFiles.Workbook($"<row r=\"2\">{cell}</row>",
            strings: "<si><t>共有</t></si><si><r><t>二つ</t></r><r><t>目</t></r><phoneticPr/></si>", formats: Formats))[0][0].Value;
}
