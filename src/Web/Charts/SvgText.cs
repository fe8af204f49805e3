using System.Buffers;

namespace Sakimori.Web.Charts;

/// <summary>
/// A text within a drawing, safe between tags and in attributes: an SVG file knows no other references than those of XML, and texts
/// are written with no more of them than needed.
/// </summary>
/// <param name="Text">The text.</param>
public readonly record struct SvgText(string Text)
{
    private static readonly SearchValues<char> Meaning = SearchValues.Create("&<>\"");

    /// <summary>Writes it piece by piece.</summary>
    internal void Write(Html.HtmlWriter html)
    {
        var rest = Text.AsSpan();
        while (rest.IndexOfAny(Meaning) is var at and >= 0)
        {
            html.Raw(rest[..at]);
            html.Raw(rest[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => "&quot;",
            });
            rest = rest[(at + 1)..];
        }

        html.Raw(rest);
    }
}
