using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>
/// Reads text with separators as RFC 4180 describes it: quotes around cells, doubled inside; line breaks within quotes. CR, LF and
/// CRLF end a row. A quote in the middle of an unquoted cell is an ordinary character.
/// </summary>
internal sealed class DelimitedText
{
    private readonly char[] text;
    private readonly char separator;
    private readonly PieceOf piece;
    private readonly TableBuilder table;
    private readonly FaultList faults = new();
    private int at;
    private int row;

    private DelimitedText(char[] text, PieceOf piece, TableLimits limits)
    {
        (this.text, separator, this.piece) = (text, piece.Separator, piece);
        table = new(limits, text);
    }

    /// <summary>Reads the table of a text. Cells stay in place: the text is changed where quotes are doubled.</summary>
    public static Outcome<Table> Read(DecodedText decoded, bool tabsExpected, TableLimits limits)
        => Read(decoded, new PieceOf(Separators.Of(decoded.Characters, tabsExpected), 0, 0), limits);

    /// <summary>Reads a piece of a larger text, which begins with the line of its headings.</summary>
    public static Outcome<Table> Read(DecodedText decoded, PieceOf piece, TableLimits limits)
    {
        var reading = new DelimitedText(decoded.Characters, piece, limits);
        if (!reading.ReadRows())
            return reading.faults.ToFailure() ?? reading.table.Stopped!;
        if (reading.faults.ToFailure() is { } failure)
            return failure;
        var table = reading.table.Build(decoded.EncodingName, Separators.Name(piece.Separator));
        return decoded.Damage > 0 && table.Succeeded ? Damage(table.Value, decoded.Damage) : table;
    }

    private bool ReadRows()
    {
        if (piece.HeadingRow > 0)
        {
            table.BeginRow(piece.HeadingRow);
            if (!ReadRow() || !table.EndRow())
                return false;
            row = piece.RowsBefore;
        }

        while (at < text.Length)
        {
            table.BeginRow(++row);
            if (!ReadRow() || !table.EndRow())
                return false;
        }

        return true;
    }

    private bool ReadRow()
    {
        while (true)
        {
            var cell = at < text.Length && text[at] == '"' ? Quoted() : Plain();
            if (!table.Add(cell))
                return false;
            if (at == text.Length)
                return true;
            var end = text[at++];
            if (end == separator)
                continue;
            if (end == '\r' && at < text.Length && text[at] == '\n')
                at++;
            return true;
        }
    }

    private Slice Plain()
    {
        var length = text.AsSpan(at).IndexOfAny(separator, '\r', '\n');
        if (length < 0)
            length = text.Length - at;
        var cell = new Slice(at, length);
        at += length;
        return cell;
    }

    private Slice Quoted()
    {
        var start = ++at;
        var end = start;
        while (true)
        {
            var length = text.AsSpan(at).IndexOf('"');
            if (length < 0)
                return Unclosed(start);
            if (end != at)
                text.AsSpan(at, length).CopyTo(text.AsSpan(end));
            end += length;
            at += length + 1;
            if (at == text.Length || text[at] != '"')
                break;
            text[end++] = '"';
            at++;
        }

        if (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
            FollowedByText(new(start, end - start));
        return new(start, end - start);
    }

    private Slice Unclosed(int start)
    {
        faults.Add(new(new("引用符 \" が閉じていません。", "A quotation mark is never closed."),
            new("セルの終わりに \" を補うか、セルの中の \" を二つ重ねてください。",
                "Close the cell with \", or double the \" inside it."),
            row, table.NameOf(table.Column), Cell.Excerpt(text.AsSpan(start))));
        at = text.Length;
        return new(start, 0);
    }

    private void FollowedByText(Slice cell)
    {
        var rest = Plain();
        faults.Add(new(new("閉じた引用符 \" の後に文字があります。", "Characters follow a closing quotation mark."),
            new("セルの中の \" は二つ重ね、セル全体を \" で囲んでください。",
                "Double each \" inside the cell and put \" around the whole cell."),
            row, table.NameOf(table.Column), Cell.Excerpt(string.Concat(table[cell], table[rest]))));
    }

    private static Failure Damage(Table table, int places)
    {
        var faults = new FaultList();
        for (var i = 0; i < table.Headings.Count; i++)
            Check(table.Headings[i], table.HeadingRow, ColumnName.Letters(i));
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Count; i++)
                Check(row[i].Span, row.Number, i < table.Headings.Count ? table.Headings[i] : ColumnName.Letters(i));
        }

        return faults.ToFailure() ?? new Failure(FailureKind.Invalid, new(
            $"{table.Encoding.Ja} として読めないバイトが {places} か所あります。保存し直してください。",
            $"There are {places} bytes that are not {table.Encoding.En}. Save the file again."));

        void Check(ReadOnlySpan<char> cell, int row, string column)
        {
            if (cell.Contains('\uFFFD'))
            {
                faults.Add(new(new($"{table.Encoding.Ja} として読めないバイトがあります。", $"There are bytes that are not {table.Encoding.En}."),
                    new("この文字を入れ直し、UTF-8 で保存してください。", "Type the character again and save the file as UTF-8."),
                    row, column, Cell.Excerpt(cell)));
            }
        }
    }
}
