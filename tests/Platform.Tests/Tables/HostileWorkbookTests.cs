using System.Text;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public class HostileWorkbookTests
{
    private const string Prologue = "<worksheet><sheetData>";

    [Theory]
    [InlineData("<row r=\"2\"><c r=\"ZZZZ99999999\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"1A\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>-1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99999999999</v></c></row>")]
    public void A_cell_that_cannot_be_is_damage_with_its_row(string row)
    {
        var failure = TestFiles.Refused(TestFiles.Workbook(row, strings: "<si><t>x</t></si>"));
        Assert.Equal(FailureKind.Invalid, failure.Kind);
        Assert.Equal(2, Assert.Single(failure.Faults).Row);
    }

    [Theory]
    [InlineData("<row r=\"1048577\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"99999999999\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c><v>1</v></c>")]
    public void Rows_that_cannot_be_are_damage(string row)
        => Assert.Equal(FailureKind.Invalid, TestFiles.Refused(TestFiles.Workbook(row)).Kind);

    [Fact]
    public void A_value_far_to_the_right_is_beyond_the_limit()
    {
        var failure = TestFiles.Refused(TestFiles.Workbook("<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>"));
        Assert.Equal((FailureKind.Limit, 2), (failure.Kind, failure.Faults[0].Row));
        Assert.True(TableReader.Read(TestFiles.Workbook("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"XFD2\"/></row>")).Succeeded);
    }

    [Fact]
    public void A_sparse_sheet_is_bounded_by_its_cells()
    {
        var rows = string.Concat(Enumerable.Range(2, 300).Select(r => $"<row r=\"{r}\"><c r=\"SF{r}\"><v>1</v></c></row>"));
        Assert.Equal(FailureKind.Limit, TestFiles.Refused(TestFiles.Workbook(rows), new() { Cells = 100_000 }).Kind);
    }

    [Fact]
    public void Lists_that_serve_only_to_fill_the_memory_are_refused()
    {
        var strings = TestFiles.Workbook("", strings: string.Concat(Enumerable.Repeat("<si/>", 200)));
        Assert.True(TableReader.Read(strings, limits: new() { Cells = 200 }).Succeeded);
        Assert.Equal(FailureKind.Limit, TestFiles.Refused(strings, new() { Cells = 199 }).Kind);
        var sheets = TestFiles.Workbook("", properties: string.Concat(Enumerable.Repeat("<sheet/>", 10_001)));
        Assert.Equal(FailureKind.Invalid, TestFiles.Refused(sheets).Kind);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "&b;")]
    [InlineData("<!DOCTYPE x>", "1")]
    [InlineData("", "&unknown;")]
    public void Document_types_and_entities_are_refused(string type, string content)
    {
        var parts = TestFiles.Parts("");
        parts["xl/worksheets/sheet1.xml"] = type + Prologue + $"<row r=\"1\">{TestFiles.Inline("A1", content)}</row></sheetData></worksheet>";
        Assert.Equal(FailureKind.Invalid, TestFiles.Refused(TestFiles.Zip(parts)).Kind);
    }

    [Theory]
    [InlineData("_rels/.rels", true)]
    [InlineData("xl/workbook.xml", false)]
    [InlineData("xl/_rels/workbook.xml.rels", false)]
    [InlineData("xl/worksheets/sheet1.xml", false)]
    public void A_missing_part_is_no_surprise(string part, bool readable)
    {
        var parts = TestFiles.Parts($"<row r=\"1\">{TestFiles.Inline("A1", "A")}</row>");
        parts.Remove(part);
        Assert.Equal(readable, TableReader.Read(TestFiles.Zip(parts)).Succeeded);
    }

    [Fact]
    public void A_workbook_cut_off_anywhere_is_refused()
    {
        var file = TestFiles.Workbook("<row r=\"2\"><c><v>1</v></c></row>");
        for (var length = 4; length < file.Length; length += 7)
            Assert.False(TableReader.Read(file.AsMemory(0, length)).Succeeded);
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_unpacks()
    {
        var file = Bomb(s => Fill(s, Prologue, "<row/>" + new string(' ', 1000), 60_000_000));
        Assert.True(file.Length < 300_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = TestFiles.Refused(file);
        Assert.Equal(FailureKind.Limit, failure.Kind);
        Assert.Contains("unpacks too far", failure.Detail.En, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000);
    }

    [Fact]
    public void Every_byte_that_unpacks_counts_towards_one_limit()
    {
        var file = TestFiles.Workbook("<row r=\"2\"><c><v>1</v></c></row>", strings: $"<si><t>{new string('x', 3000)}</t></si>");
        Assert.True(TableReader.Read(file).Succeeded);
        Assert.Equal(FailureKind.Limit, TestFiles.Refused(file, new() { Unpacked = 3000 }).Kind);
    }

    [Fact]
    public void Too_many_parts_are_refused()
    {
        var parts = TestFiles.Parts("<row><c><v>1</v></c></row>");
        for (var i = 0; i < 1000; i++)
            parts[$"x/{i}"] = "";
        Assert.Equal(FailureKind.Limit, TestFiles.Refused(TestFiles.Zip(parts)).Kind);
    }

    public static TheoryData<string, string, string> Swollen => new()
    {
        { "nesting", "", "<a>" },
        { "one endless tag", "<row", " " },
        { "attributes without end", "<row ", "a='1' " },
        { "one endless text", "<row><c><v>", "1" },
    };

    [Theory]
    [MemberData(nameof(Swollen))]
    public void Xml_that_swells_is_refused(string what, string start, string repeated)
    {
        var file = Bomb(s => Fill(s, Prologue + start, repeated, 4_000_000));
        Assert.False(TableReader.Read(file).Succeeded, what);
    }

    [Fact]
    public void Xml_full_of_new_names_is_refused()
    {
        var file = Bomb(s =>
        {
            Fill(s, Prologue, "", 0);
            for (var i = 0; i < 10_000; i++)
                s.Write(Encoding.UTF8.GetBytes($"<n{i}/>"));
            Fill(s, "</sheetData></worksheet>", "", 0);
        });
        Assert.Equal(FailureKind.Invalid, TestFiles.Refused(file).Kind);
    }

    [Fact]
    public void A_value_in_a_million_pieces_is_cut_short()
    {
        var file = TestFiles.Workbook($"<row r=\"2\"><c r=\"A2\"><v>{string.Concat(Enumerable.Repeat("1<!---->", 100_000))}</v></c></row>");
        Assert.Equal(FailureKind.Limit, TestFiles.Refused(file).Kind);
    }

    private static byte[] Bomb(Action<Stream> sheet)
    {
        var parts = TestFiles.Parts("").ToDictionary(p => p.Key, p => (Action<Stream>)(s => s.Write(Encoding.UTF8.GetBytes(p.Value))));
        parts["xl/worksheets/sheet1.xml"] = sheet;
        return TestFiles.Zip(parts);
    }

    private static void Fill(Stream stream, string start, string repeated, int bytes)
    {
        stream.Write(Encoding.UTF8.GetBytes(start));
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, 1000)));
        for (var written = 0; written < bytes; written += block.Length)
            stream.Write(block);
    }
}
