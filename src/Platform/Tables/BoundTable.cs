using Sakimori.Kernel;
using Sakimori.Platform.Tables.Xlsx;

namespace Sakimori.Platform.Tables;

/// <summary>
/// A table whose columns are known. Reading its rows collects a fault for each cell that is not what its column holds; after the
/// last row <see cref="Finish"/> gives the result or all faults. For one thread.
/// </summary>
public sealed class BoundTable
{
    private static readonly Misread NoValue = new(
        new("表計算の式に値がありません。", "The formula in this cell has no value."),
        new("Excel で開いて式を直すか値に置き換え、保存し直してください。",
            "Open the file in a spreadsheet, correct the formula or put a value in its place, and save it again."));

    private readonly Table table;
    private readonly Dictionary<ColumnSpec, int> places;

    internal BoundTable(Table table, Dictionary<ColumnSpec, int> places) => (this.table, this.places) = (table, places);

    /// <summary>The faults so far. A use case adds its own: an organisation that does not exist, a date before another.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>The rows in the order of the file; each may be read once.</summary>
    public IEnumerable<BoundRow> Rows
    {
        get
        {
            foreach (var row in table.Rows)
            {
                CheckExtra(row);
                yield return new(this, row);
            }
        }
    }

    /// <summary>True when the file has the column.</summary>
    public bool Has(ColumnSpec column) => places.ContainsKey(column);

    /// <summary>The value when no fault was found, otherwise the failure that lists the faults.</summary>
    public Outcome<T> Finish<T>(T value) => Faults.ToFailure() is { } failure ? failure : value;

    internal T? Read<T>(TableRow row, ColumnSpec<T> column)
    {
        var cell = places.TryGetValue(column, out var place) ? row[place] : default;
        if (cell.IsBlank)
        {
            if (column.Required)
                Faults.Add(Fault(row, column, null, new(
                    new("値がありません。", "There is no value."),
                    new($"次を書いてください：{column.Kind.Ja}", $"Write {column.Kind.En}."))));
            return default;
        }

        var text = cell.Value;
        var parsed = default(T);
        var misread = SheetError.Is(text) ? NoValue : column.Parse(text, out parsed);
        if (misread is { } wrong)
            Faults.Add(Fault(row, column, Cell.Excerpt(text), Faults.IsFull ? wrong : wrong with { Remedy = column.Suggest?.Invoke(text) ?? wrong.Remedy }));
        return parsed;
    }

    internal Fault Fault(TableRow row, ColumnSpec column, string? value, Misread misread) => new(misread.Message, misread.Remedy,
        row.Number, places.TryGetValue(column, out var place) ? table.Headings[place] : column.Heading.Ja, value);

    private void CheckExtra(TableRow row)
    {
        for (var i = table.Headings.Count; i < row.Count; i++)
        {
            if (row[i].IsBlank)
                continue;
            Faults.Add(new(new("見出しより多くのセルがあります。", "The row has more cells than there are headings."),
                new("余分なセルを消すか、区切り文字を含むセルを \" で囲んでください。",
                    "Remove the extra cells, or put \" around a cell that contains the separator."),
                row.Number, ColumnName.Letters(i), Cell.Excerpt(row[i].Span)));
            return;
        }
    }
}

/// <summary>One row of a <see cref="BoundTable"/>.</summary>
public readonly struct BoundRow
{
    private readonly BoundTable table;
    private readonly TableRow row;

    internal BoundRow(BoundTable table, TableRow row) => (this.table, this.row) = (table, row);

    /// <summary>The row's number as a spreadsheet shows it.</summary>
    public int Number => row.Number;

    /// <summary>
    /// The value of a cell; null when it is blank, the file lacks the column, or the cell is no such value, which adds a fault.
    /// </summary>
    public T? Read<T>(ColumnSpec<T> column) => table.Read(row, column);

    /// <summary>Adds a fault of the use case's own to a cell that was read well.</summary>
    public void Refuse(ColumnSpec column, string? value, Text message, Text remedy)
        => table.Faults.Add(table.Fault(row, column, value is null ? null : Cell.Excerpt(value), new(message, remedy)));
}
