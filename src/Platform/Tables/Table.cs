using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>
/// A table as it was read: headings, and below them the rows that hold something. Cells are slices of one text; a string is
/// made when it is asked for. Immutable, safe to read from several threads.
/// </summary>
public sealed class Table
{
    private readonly char[] text;
    private readonly Segments<Slice> cells;
    private readonly Segments<RowMark> rows;

    internal Table(char[] text, Segments<Slice> cells, Segments<RowMark> rows, Text encoding, Text separator)
    {
        (this.text, this.cells, this.rows) = (text, cells, rows);
        (Encoding, Separator) = (encoding, separator);
        var first = Row(0);
        var named = first.Count;
        while (named > 0 && first[named - 1].IsBlank)
            named--;
        var headings = new string[named];
        for (var i = 0; i < named; i++)
            headings[i] = first[i].Value;
        Headings = headings;
    }

    /// <summary>How the file was written, for the reader: <c>CP932 (Shift_JIS)</c>, <c>UTF-8 with BOM</c>, <c>XLSX, sheet “…”</c>.</summary>
    public Text Encoding { get; }

    /// <summary>What stands between the cells, for the reader: comma, tab, semicolon; for XLSX the cells of the sheet.</summary>
    public Text Separator { get; }

    /// <summary>The headings, trimmed, at least one; blank where a column in between has none.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>The row in which the headings stand, counted from 1.</summary>
    public int HeadingRow => rows[0].Number;

    /// <summary>How many rows stand below the headings, blank ones left out.</summary>
    public int RowCount => rows.Count - 1;

    /// <summary>A row below the headings.</summary>
    /// <param name="index">From 0 to below <see cref="RowCount"/>.</param>
    public TableRow this[int index] => Row(index + 1);

    /// <summary>The rows below the headings in the order of the file.</summary>
    public IEnumerable<TableRow> Rows
    {
        get
        {
            for (var i = 1; i < rows.Count; i++)
                yield return Row(i);
        }
    }

    internal Cell CellAt(int index)
    {
        var slice = cells[index];
        return new(text.AsMemory(slice.Start, slice.Length));
    }

    private TableRow Row(int index)
        => new(this, rows[index], index + 1 < rows.Count ? rows[index + 1].FirstCell : cells.Count);
}

/// <summary>One row of a <see cref="Table"/>.</summary>
public readonly struct TableRow
{
    private readonly Table table;
    private readonly RowMark mark;

    internal TableRow(Table table, RowMark mark, int end) => (this.table, this.mark, Count) = (table, mark, end - mark.FirstCell);

    /// <summary>
    /// The row's number, counted from 1 as a spreadsheet shows it: blank lines count, a line break inside quotes begins no row.
    /// </summary>
    public int Number => mark.Number;

    /// <summary>How many cells there are up to the last one that is not empty.</summary>
    public int Count { get; }

    /// <summary>The cell in a column counted from 0; an empty one beyond the last.</summary>
    public Cell this[int column] => (uint)column < (uint)Count ? table.CellAt(mark.FirstCell + column) : default;
}

/// <summary>One cell: what stood in the file, and the same without the spaces around it.</summary>
public readonly struct Cell
{
    private const int Shown = 60;
    private readonly ReadOnlyMemory<char> original;

    internal Cell(ReadOnlyMemory<char> original) => this.original = original;

    /// <summary>The characters without white space (the ideographic space too) around them.</summary>
    public ReadOnlySpan<char> Span => original.Span.Trim();

    /// <summary>The same as a string; empty when the cell is blank.</summary>
    public string Value => new(Span);

    /// <summary>Everything that stood in the file.</summary>
    public string Original => new(original.Span);

    /// <summary>True when nothing but white space stands in it.</summary>
    public bool IsBlank => original.Span.IsWhiteSpace();

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>What a message shows of a cell: the first 60 characters.</summary>
    internal static string Excerpt(ReadOnlySpan<char> value)
        => value.Length <= Shown ? new(value)
            : string.Concat(value[..(char.IsHighSurrogate(value[Shown - 1]) ? Shown - 1 : Shown)], "…");
}
