using System.Text;
using System.Text.Unicode;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>Where a piece of a larger text stands in it.</summary>
/// <param name="Separator">What stands between the cells of the whole.</param>
/// <param name="HeadingRow">The row of the headings, which stand before every piece.</param>
/// <param name="RowsBefore">How many rows the earlier pieces have.</param>
internal sealed record PieceOf(char Separator, int HeadingRow, int RowsBefore);

/// <summary>
/// Reads a large text a piece at a time: of a file of a million lines memory then holds its bytes and one piece, not four times as
/// much. Every piece is a table with the headings of the file; its rows have the numbers that they have in the file.
/// </summary>
internal static class TablePieces
{
    private const int Length = 4 * 1024 * 1024;

    /// <summary>
    /// Whether a file is worth cutting and can be cut at the ends of its lines: more than a piece, UTF-8 and without quotes, within which
    /// a line end would be none.
    /// </summary>
    public static bool CanCut(ReadOnlySpan<byte> file, int length = Length)
        => file.Length > length && !file.Contains((byte)'"') && !file.Contains((byte)0) && Utf8.IsValid(file);

    /// <summary>The pieces; ends after the first that fails, or when there are more rows than the limits allow.</summary>
    public static IEnumerable<Outcome<Table>> Read(ReadOnlyMemory<byte> file, bool tabsExpected, TableLimits limits, int length = Length)
    {
        if (file.Span.StartsWith(Encoding.UTF8.Preamble))
            file = file[Encoding.UTF8.Preamble.Length..];
        var (headings, piece, rows, count) = (Array.Empty<char>(), default(PieceOf), 0, 0);
        while (file.Length > 0)
        {
            var cut = CutOf(file.Span, length);
            var text = Decode(headings, file.Span[..cut]);
            piece = piece is null ? new(Separators.Of(text, tabsExpected), 0, 0) : piece with { RowsBefore = rows };
            var table = DelimitedText.Read(new(text, Text.Same("UTF-8"), 0), piece, limits);
            if (table.Succeeded && (count += table.Value.RowCount) > limits.Rows)
                table = limits.TooManyRows();
            yield return table;
            if (table.Failure is not null)
                yield break;
            if (headings.Length == 0)
            {
                headings = [.. string.Join(piece.Separator, table.Value.Headings), '\n'];
                piece = piece with { HeadingRow = table.Value.HeadingRow };
            }

            rows += RowsOf(file.Span[..cut]);
            file = file[cut..];
        }
    }

    // After the last line end of a piece; a line that is longer than that goes to its own end.
    private static int CutOf(ReadOnlySpan<byte> file, int length)
    {
        if (file.Length <= length)
            return file.Length;
        var end = file[..length].LastIndexOf((byte)'\n');
        if (end < 0)
            end = file.IndexOf((byte)'\n');
        return end < 0 ? file.Length : end + 1;
    }

    private static char[] Decode(ReadOnlySpan<char> headings, ReadOnlySpan<byte> piece)
    {
        var text = GC.AllocateUninitializedArray<char>(headings.Length + Encoding.UTF8.GetCharCount(piece));
        headings.CopyTo(text);
        Encoding.UTF8.GetChars(piece, text.AsSpan(headings.Length));
        return text;
    }

    // CR, LF and CRLF end a row.
    private static int RowsOf(ReadOnlySpan<byte> piece) => piece.Count((byte)'\n') + piece.Count((byte)'\r') - piece.Count("\r\n"u8);
}
