using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>
/// Collects the cells of a file, row by row, within the limits. The first limit that is passed stops it: what adds returns
/// false, and <see cref="Stopped"/> says why.
/// </summary>
internal sealed class TableBuilder(TableLimits limits, char[] text)
{
    private readonly Segments<Slice> cells = new();
    private readonly Segments<RowMark> rows = new();
    private char[] text = text;
    private int used;
    private int rowStart;
    private int row;
    private bool hasContent;

    /// <summary>Why building ended; null while it goes on.</summary>
    public Failure? Stopped { get; private set; }

    /// <summary>The column that the next cell falls into, counted from 0.</summary>
    public int Column { get; private set; }

    /// <summary>The characters of a slice.</summary>
    public ReadOnlySpan<char> this[Slice slice] => text.AsSpan(slice.Start, slice.Length);

    /// <summary>Begins a row with its number in the file.</summary>
    public void BeginRow(int number)
    {
        (row, rowStart, Column, hasContent) = (number, cells.Count, 0, false);
    }

    /// <summary>Adds the next cell of the row, without the apostrophe of <see cref="FormulaGuard"/>.</summary>
    public bool Add(Slice cell)
    {
        if (FormulaGuard.IsGuarded(this[cell]))
            cell = new(cell.Start + 1, cell.Length - 1);
        var blank = cell.Length == 0 || this[cell].IsWhiteSpace();
        if (Column >= limits.Columns)
            return blank || Stop(limits.TooManyColumns(row, Column));
        if (cell.Length > limits.CellLength)
            return Stop(limits.CellTooLong(row, NameOf(Column), this[cell]));
        if (cells.Count >= limits.Cells)
            return Stop(limits.TooManyCells());
        hasContent |= !blank;
        cells.Add(cell);
        Column++;
        return true;
    }

    /// <summary>Ends the row; one that holds nothing is dropped.</summary>
    public bool EndRow()
    {
        if (!hasContent)
        {
            cells.Truncate(rowStart);
            return true;
        }

        if (rows.Count > limits.Rows)
            return Stop(limits.TooManyRows());
        var end = cells.Count;
        while (cells[end - 1].Length == 0)
            end--;
        cells.Truncate(end);
        rows.Add(new(rowStart, row));
        return true;
    }

    /// <summary>Copies characters into the table's text.</summary>
    public Slice Keep(ReadOnlySpan<char> characters)
    {
        if (text.Length - used < characters.Length)
            Array.Resize(ref text, Math.Max(used + characters.Length, Math.Max(4096, text.Length * 2)));
        characters.CopyTo(text.AsSpan(used));
        var slice = new Slice(used, characters.Length);
        used += characters.Length;
        return slice;
    }

    /// <summary>The heading of a column, or its letters where it has none.</summary>
    public string NameOf(int column)
    {
        var headings = rows.Count == 0 ? 0 : rows.Count == 1 ? cells.Count : rows[1].FirstCell;
        if (rows.Count > 0 && column < headings && !this[cells[column]].IsWhiteSpace())
            return new(this[cells[column]].Trim());
        return ColumnName.Letters(column);
    }

    /// <summary>The table, or a failure when not even headings were found.</summary>
    public Outcome<Table> Build(Text encoding, Text separator) => rows.Count == 0
        ? new Failure(FailureKind.Invalid, new("ファイルに表がありません。先頭の行に見出しを置いてください。",
            "The file holds no table. Put the headings into its first row."))
        : new Table(text, cells, rows, encoding, separator);

    private bool Stop(Failure failure)
    {
        Stopped = failure;
        return false;
    }
}
