using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sakimori.Web.Tables;

/// <summary>
/// Which part of a list the reader asks for, read from the query string <c>q</c>, <c>sort</c>, <c>dir</c>, <c>page</c>,
/// <c>size</c> and the page's own facets. Whatever cannot be read falls back to the default: an address never fails.
/// </summary>
/// <param name="Sort">The key of the column to sort by; one of those that the page allows.</param>
public sealed record TableQuery(string Sort)
{
    /// <summary>Rows on a page unless the reader asks otherwise.</summary>
    public const int DefaultSize = 50;

    /// <summary>The most rows on a page.</summary>
    public const int MaximumSize = 200;

    /// <summary>The longest filter text, in UTF-16 units; longer ones are cut.</summary>
    public const int MaximumFilter = 200;

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows on a page, 1 to <see cref="MaximumSize"/>.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary>True when the largest comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>The text to filter by, trimmed; empty when there is none.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The page's own filters that are set, by query key, in key order.</summary>
    public ImmutableSortedDictionary<string, string> Facets { get; init; } = NoFacets;

    /// <summary>How many rows stand before this page.</summary>
    public int Offset => (Page - 1) * Size;

    private static ImmutableSortedDictionary<string, string> NoFacets { get; }
        = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a query string.</summary>
    /// <param name="query">The request's query.</param>
    /// <param name="sorts">The keys by which the list may be sorted; the first one is the default.</param>
    /// <param name="facets">The keys of the page's own filters.</param>
    /// <exception cref="ArgumentException"><paramref name="sorts"/> is empty.</exception>
    public static TableQuery Parse(IQueryCollection query, IReadOnlyList<string> sorts, params IEnumerable<string> facets)
    {
        if (sorts.Count == 0)
            throw new ArgumentException("A list has at least one order.", nameof(sorts));
        var filter = One(query, "q").Trim();
        return new(sorts.FirstOrDefault(key => key == One(query, "sort")) ?? sorts[0])
        {
            Page = Math.Clamp(Number(query, "page") ?? 1, 1, int.MaxValue / MaximumSize),
            Size = Math.Clamp(Number(query, "size") ?? DefaultSize, 1, MaximumSize),
            Descending = One(query, "dir") == "desc",
            Filter = filter.Length > MaximumFilter ? filter[..MaximumFilter] : filter,
            Facets = NoFacets.AddRange(facets.Select(key => KeyValuePair.Create(key, One(query, key).Trim())).Where(pair => pair.Value.Length > 0)),
        };
    }

    /// <summary>How many pages a list of so many rows has; at least 1.</summary>
    public int Pages(int total) => Math.Max(1, (int)(((long)total + Size - 1) / Size));

    /// <summary>The order turned round when it is the same column, else the other column ascending; page 1 in either case.</summary>
    public TableQuery SortedBy(string key) => this with { Sort = key, Descending = key == Sort && !Descending, Page = 1 };

    /// <summary>
    /// The query string with its question mark; parameters in fixed order, defaults left out except the column, so that equal
    /// queries have equal addresses.
    /// </summary>
    public string ToQueryString()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Parameters())
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(key)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    /// <summary>The parameters of <see cref="ToQueryString"/>, in order.</summary>
    public IEnumerable<(string Key, string Value)> Parameters()
    {
        if (Filter.Length > 0)
            yield return ("q", Filter);
        foreach (var (key, value) in Facets)
            yield return (key, value);
        yield return ("sort", Sort);
        if (Descending)
            yield return ("dir", "desc");
        if (Page != 1)
            yield return ("page", Page.ToString());
        if (Size != DefaultSize)
            yield return ("size", Size.ToString());
    }

    private static string One(IQueryCollection query, string key) => query[key] is [{ } value, ..] ? value : "";

    private static int? Number(IQueryCollection query, string key) => int.TryParse(One(query, key), out var n) ? n : null;
}
