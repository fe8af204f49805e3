using Microsoft.AspNetCore.Components;

namespace Sakimori.Web.Tables;

/// <summary>One column of a <see cref="DataTable{T}"/>.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="Title">The heading.</param>
/// <param name="Cell">What stands in a row's cell.</param>
public sealed record Column<T>(string Title, RenderFragment<T> Cell)
{
    /// <summary>A column of plain text.</summary>
    public Column(string title, Func<T, string?> text)
        : this(title, row => builder => builder.AddContent(0, text(row)))
    {
    }

    /// <summary>The sort key; null when the list cannot be sorted by this column.</summary>
    public string? Key { get; init; }

    /// <summary>True for figures: set flush right with digits of one width.</summary>
    public bool Number { get; init; }

    /// <summary>True for the column that names the row.</summary>
    public bool Names { get; init; }
}
