using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>The mark: a watchman's shield with a beacon. Decoration; the name stands beside it.</summary>
public static class Marks
{
    /// <summary>Writes the mark.</summary>
    public static Fragment Mark(this HtmlWriter html) => html.Add($"""
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path class="mark__shield" d="M16 1.5 28.5 5v10.5c0 7.4-5 12.4-12.5 15-7.5-2.6-12.5-7.6-12.5-15V5z" /><path class="mark__beacon" d="M16 6.5c2.6 2.8 4 5 4 7.2a4 4 0 0 1-8 0c0-1.3.6-2.5 1.6-3.7.4 1 .9 1.5 1.5 1.7-.3-1.9.1-3.6.9-5.2zM10 20.5h12v2h-12zM12.5 24.5h7v1.7h-7z" /></svg>
        """);
}
