namespace Sakimori.Benchmark.Files.Office;

/// <summary>What a cell offers and refuses.</summary>
/// <param name="Cells">Where.</param>
/// <param name="Choices">What may be chosen.</param>
/// <param name="Title">The title of the prompt, at most 32 characters.</param>
/// <param name="Prompt">What is shown when the cell is entered, at most 255 characters.</param>
/// <param name="Error">What is shown when something else is typed, at most 255 characters.</param>
internal sealed record Choices(Area Cells, IReadOnlyList<string> Options, string Title, string Prompt, string Error);

/// <summary>A look that cells take while a formula holds.</summary>
/// <param name="Cells">Where.</param>
/// <param name="Formula">The formula, written for the first cell.</param>
/// <param name="Fill">The background as RRGGBB.</param>
/// <param name="Colour">The letters as RRGGBB.</param>
internal sealed record Condition(Area Cells, string Formula, string Fill, string Colour);

/// <summary>A sheet that is being written. Rows and columns are counted from 1. Texts are texts: none can become a formula.</summary>
internal sealed class SheetContent(string name, params double[] widths)
{
    private const int LongestText = 32_767;

    /// <summary>Its name, at most 31 characters.</summary>
    public string Name { get; } = name;

    /// <summary>The widths of its columns in characters.</summary>
    public IReadOnlyList<double> Widths { get; } = widths;

    /// <summary>Printed across the longer side of the paper.</summary>
    public bool Landscape { get; init; }

    /// <summary>Only open cells can be changed until the protection (without password) is taken off.</summary>
    public bool Protected { get; init; }

    /// <summary>So many rows stay in sight and are printed on each page.</summary>
    public int HeadingRows { get; init; }

    /// <summary>The colour of its tab as RRGGBB; null for none.</summary>
    public string? Tab { get; init; }

    public List<Choices> Choices { get; } = [];

    public List<Condition> Conditions { get; } = [];

    public List<PlacedChart> Charts { get; } = [];

    public List<Area> Merged { get; } = [];

    /// <summary>Rows with which a new page begins when printed.</summary>
    public List<int> Breaks { get; } = [];

    /// <summary>Links within the workbook: cell and target.</summary>
    public List<(string Cell, string Target)> Links { get; } = [];

    internal SortedDictionary<(int Row, int Column), CellContent> Cells { get; } = [];

    internal Dictionary<int, double> Heights { get; } = [];

    /// <summary>The same cells on this sheet, as a formula of another names them.</summary>
    public string Of(Area area) => area.On(Name);

    /// <summary>One cell of this sheet, as a formula of another names it.</summary>
    public string Of(int row, int column) => new Area(row, column, row, column).On(Name);

    public void Text(int row, int column, string text, Look? look = null)
        => Cells[(row, column)] = new(CellKind.Text, text.Length > LongestText ? text[..LongestText] : text, "", look ?? Look.Plain);

    /// <summary>A text whose first line is heavy.</summary>
    public void Text(int row, int column, string first, string rest, Look look)
        => Cells[(row, column)] = new(CellKind.Rich, first, rest, look);

    public void Number(int row, int column, decimal? number, Look? look = null)
        => Cells[(row, column)] = number is { } value ? new(CellKind.Number, $"{value}", "", look ?? Look.Figure) : new(CellKind.Blank, "", "", look ?? Look.Figure);

    /// <summary>A day, as the number of days that a spreadsheet counts.</summary>
    public void Day(int row, int column, DateOnly? day, Look look)
        => Number(row, column, day is { } date ? date.DayNumber - new DateOnly(1899, 12, 30).DayNumber : null, look with { Shown = Shown.Day });

    public void Blank(int row, int column, Look look) => Cells[(row, column)] = new(CellKind.Blank, "", "", look);

    /// <summary>A formula, without its equals sign.</summary>
    public void Formula(int row, int column, string formula, Look? look = null)
        => Cells[(row, column)] = new(CellKind.Formula, formula, "", look ?? Look.Figure);

    /// <summary>Headings in one row.</summary>
    public void Headings(int row, params IEnumerable<string> headings)
    {
        var column = 1;
        foreach (var heading in headings)
            Text(row, column++, heading, Look.Heading);
    }

    public void Merge(Area area) => Merged.Add(area);

    /// <summary>
    /// Makes a row as high as its texts need in their columns: Excel does not do so for merged cells, and other programs not at all.
    /// </summary>
    public void Fit(int row) => Fit(row, 0);

    /// <summary>The same, but at least as high as so many lines.</summary>
    public void Fit(int row, int lines)
    {
        double height = lines * LineHeight(Look.Cell.Size);
        foreach (var ((_, column), cell) in Cells.Where(cell => cell.Key.Row == row))
        {
            if (cell.Kind is not (CellKind.Text or CellKind.Rich))
                continue;
            var merged = Merged.FirstOrDefault(area => area.Row == row && area.Column == column);
            var last = merged == default ? column : merged.LastColumn;
            double width = 0;
            for (var i = column; i <= last; i++)
                width += i <= Widths.Count ? Widths[i - 1] : 9;
            var text = cell.Kind == CellKind.Rich ? cell.Content + "\n" + cell.Rest : cell.Content;
            height = Math.Max(height, TextLines.Count(text, width * 10 / cell.Look.Size * 1.05) * LineHeight(cell.Look.Size));
        }

        Heights[row] = Math.Min(409, Math.Ceiling(height + 4));
    }

    private static double LineHeight(int size) => size * 1.42;
}

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    Blank,
    Text,
    Rich,
    Number,
    Formula,
}

/// <summary>A cell as it will be written.</summary>
internal readonly record struct CellContent(CellKind Kind, string Content, string Rest, Look Look);
