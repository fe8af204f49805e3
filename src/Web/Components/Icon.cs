using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>A small drawing beside words; never the only bearer of a meaning.</summary>
public sealed class Icon : ComponentBase
{
    /// <summary>info, success, warning, error, person, menu, print, download, next, check or empty.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, Icons.Of(Name));
}

/// <summary>The drawings.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, string> Drawings = new Dictionary<string, string>
    {
        ["info"] = "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1.2 8.5v7h2.4v-7zm0-4v2.4h2.4V6.5z",
        ["success"] = "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1.4 14.2 7-7-1.7-1.7-5.3 5.3-2.5-2.5-1.7 1.7z",
        ["warning"] = "M12 2.5 23 21.5H1zm-1.2 7v6h2.4v-6zm0 7.5v2.3h2.4V17z",
        ["error"] = "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zm2.9 4.5v7h2.4v-7zm0 8.6v2.4h2.4v-2.4z",
        ["person"] = "M12 3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm0 11c4.6 0 8 2.3 8.5 6.5v.5h-17v-.5C4 16.3 7.4 14 12 14z",
        ["menu"] = "M3 5.5h18v2H3zm0 5.5h18v2H3zm0 5.5h18v2H3z",
        ["print"] = "M7 3h10v4H7zM4 8.5h16a2 2 0 0 1 2 2V17h-4v4H6v-4H2v-6.5a2 2 0 0 1 2-2zM8 14v5h8v-5z",
        ["download"] = "M11 3h2v9.2l3.6-3.6 1.4 1.4-6 6-6-6 1.4-1.4 3.6 3.6zM4 18.5h16v2H4z",
        ["next"] = "m9.5 5 7 7-7 7-1.5-1.5 5.5-5.5L8 6.5z",
        ["check"] = "m9.5 18.2-6-6L5 10.7l4.5 4.5L19 5.7l1.5 1.5z",
        ["empty"] = "M4 4h11l5 5v11H4zm2 2v12h12v-8h-5V6zm2 6h8v1.8H8zm0 3h6v1.8H8z",
    }.ToFrozenDictionary(drawing => drawing.Key, drawing
        => $"""<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="{drawing.Value}"/></svg>""");

    /// <summary>Writes an icon.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="name">One of the names of <see cref="Icon.Name"/>.</param>
    public static Fragment Icon(this HtmlWriter html, string name)
    {
        html.Raw(Drawings[name]);
        return default;
    }

    internal static string Of(string name) => Drawings[name];
}
