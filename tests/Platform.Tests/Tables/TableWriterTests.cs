using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;
using Sakimori.Platform.Tables.Xlsx;

namespace Sakimori.Platform.Tests.Tables;

public class TableWriterTests
{
    private static readonly string[] Headings = ["名称", "法人番号", "人数", "率", "設立日"];

    private static readonly TableValue[] Row =
    [
        TableValue.Text("防人,\"株\""), TableValue.Identifier("0001234567890"), TableValue.WholeNumber(-1200),
        TableValue.Tenths(new(754)), TableValue.Date(new DateOnly(2026, 11, 23)),
    ];

    [Fact]
    public void Csv_is_utf8_with_bom_and_quotes_where_needed()
        => Assert.Equal("\uFEFF名称,法人番号,人数,率,設立日\r\n\"防人,\"\"株\"\"\",0001234567890,-1200,75.4,2026-11-23\r\n",
            Encoding.UTF8.GetString(TestFiles.Written(TableFormat.CsvWithBom, Headings, Row)));

    [Theory]
    [InlineData(TableFormat.CsvWithBom, "UTF-8 with BOM")]
    [InlineData(TableFormat.Csv, "UTF-8")]
    [InlineData(TableFormat.CsvCp932, "CP932 (Shift_JIS)")]
    [InlineData(TableFormat.Xlsx, "XLSX, sheet “表”")]
    public void Every_kind_of_cell_is_read_back_as_it_was_written(TableFormat format, string encoding)
    {
        var table = TestFiles.Read(TestFiles.Written(format, Headings, Row));
        Assert.Equal(encoding, table.Encoding.En);
        Assert.Equal(Headings, table.Headings);
        Assert.Equal([["防人,\"株\"", "0001234567890", "-1200", "75.4", "2026-11-23"]], TestFiles.Cells(table));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+81-3-0000-0000")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData(" =cmd|'/c calc'!A0")]
    [InlineData("＝1+1")]
    [InlineData("'=1+1")]
    [InlineData("''=1+1")]
    public void A_formula_never_leaves_and_the_text_comes_back(string text)
    {
        foreach (var format in (TableFormat[])[TableFormat.CsvWithBom, TableFormat.Csv, TableFormat.CsvCp932])
        {
            var file = TestFiles.Written(format, [text, "b"], [TableValue.Text(text), TableValue.Identifier(text)]);
            var raw = (format == TableFormat.CsvCp932 ? TestFiles.Cp932 : Encoding.UTF8).GetString(file).TrimStart('\uFEFF');
            Assert.StartsWith("\"'" + text, raw, StringComparison.Ordinal);
            Assert.Equal([[text, text]], TestFiles.Cells(TestFiles.Read(file)));
            Assert.Equal(text.Trim(), TestFiles.Read(file).Headings[0]);
        }

        var workbook = TestFiles.Written(TableFormat.Xlsx, [text, "b"], [TableValue.Text(text), TableValue.Identifier(text)]);
        Assert.Equal([[text, text]], TestFiles.Cells(TestFiles.Read(workbook)));
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<CellFormula>());
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("'quoted'")]
    [InlineData("a=b")]
    [InlineData("'")]
    public void An_apostrophe_that_guards_nothing_stays(string text)
        => Assert.Equal("a\r\n" + text + "\r\n", Encoding.UTF8.GetString(TestFiles.Written(TableFormat.Csv, ["a"], [TableValue.Text(text)])));

    [Fact]
    public void Characters_that_cp932_lacks_are_reported_and_never_become_question_marks()
    {
        var file = TestFiles.Written(TableFormat.CsvCp932,
            new("表", ["名称", "備考"], [[TableValue.Text("森鷗外𠮷野"), TableValue.Text("é")], [TableValue.Empty, TableValue.Text("한")]]), out var losses);
        var table = TestFiles.Read(file);
        Assert.Equal([["森〓外〓野", "〓"], ["", "〓"]], TestFiles.Cells(table));
        Assert.Equal([(2, "名称", "鷗"), (2, "名称", "𠮷"), (2, "備考", "é"), (3, "備考", "한")],
            losses.Kept.Select(f => (f.Row!.Value, f.Column!, f.Value!)));
        Assert.Contains("U+20BB7", losses.Kept[1].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_that_windows_has_under_another_code_survive_cp932()
    {
        var file = TestFiles.Written(TableFormat.CsvCp932,
            new("表", ["a"], [[TableValue.Text("10〜20～ 1−1－ ‖∥ ¢￠£￡¬￢ —― ¥￥ ①㈱髙﨑\uE000")]]), out var losses);
        Assert.Equal(0, losses.Count);
        Assert.Equal("10～20～ 1－1－ ∥∥ ￠￠￡￡￢￢ ―― ￥￥ ①㈱髙﨑\uE000", TestFiles.Read(file)[0][0].Value);
    }

    [Fact]
    public void No_character_is_written_to_cp932_as_another_one()
    {
        for (var c = '\u0001'; c < '\uFFFF'; c++)
        {
            if (char.IsSurrogate(c) || Cp932.Map(c) is not { } held)
                continue;
            Assert.Equal(held, TestFiles.Cp932.GetString(Cp932.Encoding.GetBytes([held]))[0]);
            Assert.True(held == c || "〜−‖¢£¬—¥‾¦".Contains(c, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_no_text_file_can_hold_is_reported()
    {
        var file = TestFiles.Written(TableFormat.Csv, new("表", ["a"], [[TableValue.Text("x\0y\uD800z")]]), out var losses);
        Assert.Equal("x〓y〓z", TestFiles.Read(file)[0][0].Value);
        Assert.Equal(["\0", "\uD800"], losses.Kept.Select(f => f.Value!));
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Xlsx)]
    public void Text_longer_than_a_cell_is_cut_and_reported(TableFormat format)
    {
        var file = TestFiles.Written(format, new("表", ["a"], [[TableValue.Text(new string('x', 32_766) + "𠮷")]]), out var losses);
        Assert.Equal(2, Assert.Single(losses.Kept).Row);
        Assert.Equal(new string('x', 32_766), TestFiles.Read(file)[0][0].Value);
    }

    [Fact]
    public void The_workbook_is_valid_and_frozen_and_filtered()
    {
        var file = TestFiles.Written(TableFormat.Xlsx, Headings, Row, [TableValue.Text("二行\nある"), TableValue.Empty, TableValue.WholeNumber(long.MinValue)], []);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken)
            .Select(e => $"{e.Path?.XPath} {e.Description}"));
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        Assert.Equal("A1:E4", sheet.Descendants<AutoFilter>().Single().Reference);
        Assert.Equal("'表'!$A$1:$E$4", document.WorkbookPart.Workbook.DefinedNames!.Single().InnerText);
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        var identifier = sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(c => c.CellReference == "B2");
        Assert.Equal(49u, ((CellFormat)formats.CellFormats!.ElementAt((int)identifier.StyleIndex!.Value)).NumberFormatId!.Value);
        Assert.True(sheet.Descendants<IgnoredError>().Single().NumberStoredAsText!.Value);
        var heading = sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().First();
        var font = ((CellFormat)formats.CellFormats!.ElementAt((int)heading.StyleIndex!.Value)).FontId!.Value;
        Assert.NotNull(((Font)formats.Fonts!.ElementAt((int)font)).Bold);
        Assert.Equal([10, 14, 21, 8, 11], sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>().Select(c => c.Width!.Value));
    }

    [Theory]
    [InlineData("[R8]組織/一覧?", "_R8_組織_一覧_")]
    [InlineData("  ", "Sheet1")]
    [InlineData("History", "Sheet1")]
    [InlineData("'a'", "a")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十𠮷野", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("A&B<'C>", "A&B<'C>")]
    public void The_sheet_has_a_valid_name(string wanted, string name)
    {
        var file = TestFiles.Written(TableFormat.Xlsx, new(wanted, ["a"], []), out _);
        Assert.Equal($"XLSX, sheet “{name}”", TestFiles.Read(file).Encoding.En);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        Assert.Equal(name, document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single().Name);
    }

    [Theory]
    [InlineData(1900, 1, 1)]
    [InlineData(1900, 2, 28)]
    [InlineData(1900, 3, 1)]
    [InlineData(1868, 1, 25)]
    [InlineData(1899, 12, 31)]
    [InlineData(9999, 12, 31)]
    public void Days_at_the_edges_of_the_calendar_come_back(int year, int month, int day)
    {
        var date = new DateOnly(year, month, day);
        Assert.Equal(date.ToString("yyyy-MM-dd"), TestFiles.Read(TestFiles.Written(TableFormat.Xlsx, ["a"], [TableValue.Date(date)]))[0][0].Value);
    }

    [Theory]
    [InlineData(TableFormat.CsvWithBom)]
    [InlineData(TableFormat.CsvCp932)]
    [InlineData(TableFormat.Xlsx)]
    public void The_same_table_gives_the_same_bytes(TableFormat format)
        => Assert.Equal(TestFiles.Written(format, Headings, Row), TestFiles.Written(format, Headings, Row));

    [Fact]
    public void Every_part_of_a_workbook_carries_the_same_time()
    {
        using var zip = new ZipArchive(new MemoryStream(TestFiles.Written(TableFormat.Xlsx, Headings, Row)));
        Assert.Equal(1980, Assert.Single(zip.Entries.Select(e => e.LastWriteTime).Distinct()).Year);
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
    }

    [Fact]
    public void More_columns_than_a_sheet_has_are_refused()
    {
        var wide = new TableContent("表", [.. Enumerable.Repeat("a", 16_385)], []);
        Assert.Equal(FailureKind.Limit, TableWriter.Write(Stream.Null, TableFormat.Xlsx, wide).Failure!.Kind);
    }

    [Fact]
    public void More_rows_than_a_sheet_has_are_refused()
    {
        var tall = new TableContent("表", ["a"], Enumerable.Repeat<IReadOnlyList<TableValue>>([], 1_048_576));
        Assert.Equal(FailureKind.Limit, TableWriter.Write(Stream.Null, TableFormat.Xlsx, tall).Failure!.Kind);
    }
}
