namespace Sakimori.Benchmark.Files.Office;

/// <summary>A rectangle of cells, rows and columns counted from 1.</summary>
internal readonly record struct Area(int Row, int Column, int LastRow, int LastColumn)
{
    /// <summary>A column of cells.</summary>
    public static Area Down(int row, int column, int count) => new(row, column, row + count - 1, column);

    /// <summary>A row of cells.</summary>
    public static Area Across(int row, int column, int count) => new(row, column, row, column + count - 1);

    /// <summary>The name of a cell, such as <c>B3</c>.</summary>
    public static string Cell(int row, int column) => $"{Letters(column)}{row}";

    /// <summary>The letters of a column: 1 is A, 27 is AA.</summary>
    public static string Letters(int column)
        => column <= 26 ? $"{(char)('A' + column - 1)}" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    /// <summary>Relative, such as <c>B3:C9</c>.</summary>
    public override string ToString() => $"{Cell(Row, Column)}:{Cell(LastRow, LastColumn)}";

    /// <summary>Absolute and on its sheet, as a formula names it: <c>'質問'!$B$3:$C$9</c>.</summary>
    public string On(string sheet)
    {
        var (first, last) = ($"${Letters(Column)}${Row}", $"${Letters(LastColumn)}${LastRow}");
        return $"'{sheet}'!{(first == last ? first : $"{first}:{last}")}";
    }
}
