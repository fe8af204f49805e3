using System.Text;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public class TextTableTests
{
    private const string Sample = "名称,所在地\r\n防人株式会社,東京都千代田区\r\n〇〇市,ｶﾅｶﾞﾜ\r\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", TestFiles.Bytes(Sample) },
        { "UTF-8 with BOM", TestFiles.Bytes(Sample, Encoding.UTF8, mark: true) },
        { "UTF-16 LE with BOM", TestFiles.Bytes(Sample, Encoding.Unicode, mark: true) },
        { "UTF-16 BE with BOM", TestFiles.Bytes(Sample, Encoding.BigEndianUnicode, mark: true) },
        { "CP932 (Shift_JIS)", TestFiles.Bytes(Sample, TestFiles.Cp932) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Each_encoding_is_told_apart_and_named(string name, byte[] file)
    {
        var table = TestFiles.Read(file);
        Assert.Equal(name, table.Encoding.En);
        Assert.Equal(["名称", "所在地"], table.Headings);
        Assert.Equal([["防人株式会社", "東京都千代田区"], ["〇〇市", "ｶﾅｶﾞﾜ"]], TestFiles.Cells(table));
    }

    [Theory]
    [InlineData("a,b\n1,2", "comma")]
    [InlineData("a\tb\n1\t2", "tab")]
    [InlineData("a;b\n1;2", "semicolon")]
    [InlineData("\"a;b;c\",d\n1,2", "comma")]
    [InlineData("\n\t\t\na,b\n1,2", "comma")]
    [InlineData("a\n1", "comma")]
    public void The_separator_is_told_by_the_headings(string text, string name)
    {
        var table = TestFiles.Read(text);
        Assert.Equal(name, table.Separator.En);
        Assert.Equal("1", table[0][0].Value);
    }

    [Fact]
    public void In_a_file_called_tsv_a_tab_wins_over_commas()
    {
        var file = TestFiles.Bytes("姓,名\t住所,番地,建物\n山田\t東京");
        Assert.Equal("comma", TableReader.Read(file).Value.Separator.En);
        Assert.Equal("tab", TableReader.Read(file, "名簿.TSV").Value.Separator.En);
    }

    [Theory]
    [InlineData("a,b\n\"x\"\"y\",\"1,2\"\n", "x\"y", "1,2")]
    [InlineData("a,b\n\"line 1\r\nline 2\",z", "line 1\r\nline 2", "z")]
    [InlineData("a,b\r5\"disk,z", "5\"disk", "z")]
    [InlineData("a,b\n\"\"\"\",\"\"\"\"\"\"", "\"", "\"\"")]
    [InlineData("a,b\n 　x　 ,z", " 　x　 ", "z")]
    public void Quotes_follow_rfc_4180(string text, string first, string second)
        => Assert.Equal([[first, second]], TestFiles.Cells(TestFiles.Read(text)));

    [Fact]
    public void Cells_are_trimmed_and_their_original_is_kept()
    {
        var cell = TestFiles.Read("a\n　 防人 ")[0][0];
        Assert.Equal("防人", cell.Value);
        Assert.Equal("　 防人 ", cell.Original);
        Assert.True(TestFiles.Read("a\nx")[0][5].IsBlank);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void Blank_lines_are_skipped_and_rows_keep_the_numbers_a_spreadsheet_shows(string line)
    {
        var table = TestFiles.Read(string.Join(line, "", "a,b", "1,2", "", ",", "\"x\ny\",3", " ", "4", ""));
        Assert.Equal(2, table.HeadingRow);
        Assert.Equal([3, 6, 8], table.Rows.Select(r => r.Number));
        Assert.Equal(3, table.RowCount);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_faults_with_row_and_column()
    {
        byte[] file = [.. TestFiles.Bytes("名称,所在地\n防人,東京\n会社,"), 0xE6, 0x97, .. TestFiles.Bytes("\n市,県\n")];
        var fault = Assert.Single(TestFiles.Refused(file).Faults);
        Assert.Equal((3, "所在地"), (fault.Row, fault.Column));
        Assert.Contains("UTF-8", fault.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x85, 0x40 })] // a row of JIS X 0208 that CP932 leaves empty
    [InlineData(new byte[] { 0xFD })]
    [InlineData(new byte[] { 0xA0 })]
    public void Bytes_that_are_not_cp932_are_faults_with_row_and_column(byte[] wrong)
    {
        byte[] file = [.. TestFiles.Bytes("名称,所在地\n防人,", TestFiles.Cp932), .. wrong, .. TestFiles.Bytes("東京都千代田区霞が関一丁目一番一号\n", TestFiles.Cp932)];
        var fault = Assert.Single(TestFiles.Refused(file).Faults);
        Assert.Equal((2, "所在地"), (fault.Row, fault.Column));
        Assert.Contains("CP932", fault.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_utf16_is_a_fault_but_a_replacement_character_is_text()
    {
        var whole = TestFiles.Bytes("a,b\nx,\uFFFD", Encoding.Unicode, mark: true);
        Assert.Equal("\uFFFD", TestFiles.Read(whole)[0][1].Value);
        byte[] half = [.. TestFiles.Bytes("a,b\nxxxxxxxxxxxxxxxxxxxxxxxx,", Encoding.Unicode, mark: true), 0x3D, 0xD8];
        Assert.Equal((2, "b"), (Assert.Single(TestFiles.Refused(half).Faults).Row, TestFiles.Refused(half).Faults[0].Column));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_a_fault_where_it_opens()
    {
        var fault = Assert.Single(TestFiles.Refused(TestFiles.Bytes("a,b\n1,2\n3,\"x\n4,5\n")).Faults);
        Assert.Equal((3, "b", "x\n4,5\n"), (fault.Row, fault.Column, fault.Value));
    }

    [Fact]
    public void Characters_after_a_closing_quote_are_a_fault()
    {
        var fault = Assert.Single(TestFiles.Refused(TestFiles.Bytes("a,b\n\"x\"y,2\n")).Faults);
        Assert.Equal((2, "a", "xy"), (fault.Row, fault.Column, fault.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n \r\n,,,\n")]
    public void A_file_without_headings_is_refused(string text)
        => Assert.Equal(FailureKind.Invalid, TestFiles.Refused(TestFiles.Bytes(text)).Kind);

    [Fact]
    public void What_is_no_table_is_refused_in_one_sentence()
    {
        byte[] picture = [0x89, .. "PNG\r\n\u001a\n\0\0\0\rIHDR"u8];
        byte[] oldWorkbook = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
        Assert.Contains("not a file with a table", TestFiles.Refused(picture).Detail.En, StringComparison.Ordinal);
        Assert.Contains(".xls", TestFiles.Refused(oldWorkbook).Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_limit_refuses_the_file_and_says_what_to_do()
    {
        var file = TestFiles.Bytes("a,b,c\n1,2,3\n4,5,678\n");
        Assert.True(TableReader.Read(file, limits: new() { Bytes = file.Length, Rows = 2, Columns = 3, CellLength = 3, Cells = 9 }).Succeeded);
        foreach (var limits in (TableLimits[])[new() { Bytes = file.Length - 1 }, new() { Rows = 1 }, new() { Columns = 2 }, new() { CellLength = 2 }, new() { Cells = 8 }])
            Assert.Equal(FailureKind.Limit, TestFiles.Refused(file, limits).Kind);
        var tooLong = Assert.Single(TestFiles.Refused(file, new() { CellLength = 2 }).Faults);
        Assert.Equal((3, "c", "678"), (tooLong.Row, tooLong.Column, tooLong.Value));
    }

    [Fact]
    public void Empty_columns_beyond_the_limit_do_not_count()
        => Assert.Equal(2, TableReader.Read(TestFiles.Bytes("a,b,,, \n1,2,,,"), limits: new() { Columns = 2 }).Value[0].Count);

    [Fact]
    public async Task A_stream_is_read_to_its_end_but_not_beyond_the_limit()
    {
        var file = TestFiles.Bytes("a,b\n" + new string('x', 200_000));
        using var whole = new MemoryStream(file);
        Assert.Equal(200_000, (await TableReader.ReadAsync(whole, limits: new() { CellLength = 300_000 }, cancellation: TestContext.Current.CancellationToken)).Value[0][0].Span.Length);
        using var cut = new MemoryStream(file);
        var refused = await TableReader.ReadAsync(cut, limits: new() { Bytes = 1000 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(FailureKind.Limit, refused.Failure!.Kind);
        Assert.True(cut.Position < file.Length);
    }
}
