using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>How a written cell is to be understood by a spreadsheet.</summary>
public enum TableValueKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text: never a formula, never turned into a date or number.</summary>
    Text,

    /// <summary>A number or code that identifies something: text that looks like a number.</summary>
    Identifier,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A figure with one decimal.</summary>
    Tenths,

    /// <summary>A day.</summary>
    Date,
}

/// <summary>One cell to be written.</summary>
public readonly record struct TableValue
{
    private readonly string? text;
    private readonly long number;

    private TableValue(TableValueKind kind, string? text, long number)
        => (Kind, this.text, this.number) = (kind, text, number);

    /// <summary>An empty cell.</summary>
    public static TableValue Empty => default;

    /// <summary>How a spreadsheet is to understand it.</summary>
    public TableValueKind Kind { get; }

    /// <summary>The whole number; tenths of the figure; the day number (1 January of the year 1 is 0); otherwise 0.</summary>
    internal long Number => number;

    /// <summary>Text; empty when there is none.</summary>
    public static TableValue Text(string? text) => Of(TableValueKind.Text, text);

    /// <summary>An identifier; empty when there is none.</summary>
    public static TableValue Identifier(string? text) => Of(TableValueKind.Identifier, text);

    /// <summary>A whole number; empty when there is none.</summary>
    public static TableValue WholeNumber(long? number) => number is { } n ? new(TableValueKind.WholeNumber, null, n) : Empty;

    /// <summary>A figure with one decimal; empty when there is none.</summary>
    public static TableValue Tenths(Tenths? figure) => figure is { } f ? new(TableValueKind.Tenths, null, f.Value) : Empty;

    /// <summary>A day; empty when there is none.</summary>
    public static TableValue Date(DateOnly? day) => day is { } d ? new(TableValueKind.Date, null, d.DayNumber) : Empty;

    /// <summary>As a text file writes it: <c>-1234</c>, <c>75.0</c>, <c>2026-11-23</c>; what reading the file gives back.</summary>
    public override string ToString() => Kind switch
    {
        TableValueKind.WholeNumber => number.ToString(),
        TableValueKind.Tenths => new Tenths((int)number).ToString(),
        TableValueKind.Date => DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd"),
        _ => text ?? "",
    };

    private static TableValue Of(TableValueKind kind, string? text) => string.IsNullOrEmpty(text) ? Empty : new(kind, text, 0);
}
