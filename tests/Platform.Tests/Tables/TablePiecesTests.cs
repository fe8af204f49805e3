using System.Text;
using CsCheck;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

public sealed class TablePiecesTests
{
    private static readonly Gen<string> Cell = Of("", " ", "1", "防人", "ー", "a b", "'=1", "𠮷", "2026-11-28");

    private static readonly Gen<string> End = Of("\n", "\r\n", "\r");

    [Fact]
    public void Cut_at_any_length_the_rows_are_those_of_the_whole_with_their_numbers()
        => Gen.Select(Gen.Int[0, 3], Gen.Bool, Of(',', '\t', ';'), Gen.Select(Cell.Array[0, 4], End).Array[1, 40], Gen.Int[1, 60]).Sample(given =>
        {
            var (blank, mark, separator, lines, length) = given;
            var text = string.Concat(Enumerable.Repeat("\n", blank)) + string.Join(separator, "a", "見出し", "c") + "\n"
                + string.Concat(lines.Select(line => string.Join(separator, line.Item1) + line.Item2));
            byte[] file = [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)];
            var whole = TableReader.Read(file).Value;
            var pieces = TablePieces.Read(file, tabsExpected: false, TableLimits.Default, Math.Max(length, blank + 20)).Select(piece => piece.Value).ToList();
            Assert.Equal(Rows(whole), pieces.SelectMany(Rows));
            Assert.All(pieces, piece => Assert.Equal((whole.HeadingRow, string.Join('|', whole.Headings)), (piece.HeadingRow, string.Join('|', piece.Headings))));
        }, iter: 2_000);

    [Fact]
    public void What_cannot_be_cut_at_line_ends_comes_whole()
    {
        Assert.False(TablePieces.CanCut("a\n\"1\n2\"\n"u8, 4));
        Assert.False(TablePieces.CanCut([.. "a\n"u8, 0x93, 0xFA, 0x96, 0x7B], 4));
        Assert.False(TablePieces.CanCut(Encoding.Unicode.GetBytes("\uFEFFa\nb\n"), 4));
        Assert.True(TablePieces.CanCut("a\n日本\n"u8, 4));
    }

    [Fact]
    public void Rows_of_all_pieces_count_for_the_limit()
    {
        var file = Encoding.ASCII.GetBytes("a\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i}\n")));
        var limits = new TableLimits { Rows = 49 };
        Assert.Equal(TableReader.Read(file, limits: limits).Failure!.Detail, TablePieces.Read(file, false, limits, 10).Last().Failure!.Detail);
        Assert.All(TablePieces.Read(file, false, limits with { Rows = 50 }, 10), piece => Assert.True(piece.Succeeded));
    }

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IEnumerable<string> Rows(Table table)
        => table.Rows.Select(row => $"{row.Number}:{string.Join('|', Enumerable.Range(0, row.Count).Select(i => row[i].Original))}");
}
