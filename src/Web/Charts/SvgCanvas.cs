using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>
/// Writes the shapes of a chart as SVG. Colours come from classes only, so that the page, dark mode, print and a downloaded file
/// share one style sheet; all lengths are in view-box units, rounded to two digits and written with a point.
/// </summary>
/// <param name="id">Begins every id in the drawing; unique on the page.</param>
/// <param name="language">The reader's language.</param>
public sealed class SvgCanvas(string id, Language language)
{
    private readonly StringBuilder markup = new();
    private readonly SortedSet<int> patterns = [];

    /// <summary>What has been drawn so far.</summary>
    public StringBuilder Markup => markup;

    /// <summary>The patterns that the drawing uses.</summary>
    public string Definitions => patterns.Count == 0 ? ""
        : $"<defs>{string.Concat(patterns.Select(n => $"<pattern id=\"{id}-p{n}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"{Hatch(n)}\"/></pattern>"))}</defs>";

    /// <summary>A text in the reader's language.</summary>
    public string T(Text text) => text.In(language);

    /// <summary>A length as SVG writes it: at most two digits, never <c>-0</c>.</summary>
    public static SvgLength N(double value) => new(value);

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string cssClass)
        => markup.Append($"<line class=\"{cssClass}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    /// <summary>A line that figures are compared with, dashed and set off from what it crosses.</summary>
    public void Bound(double x1, double y1, double x2, double y2)
    {
        Line(x1, y1, x2, y2, "bound-ground");
        Line(x1, y1, x2, y2, "bound");
    }

    /// <summary>A rectangle, optionally with rounded corners.</summary>
    public void Rect(double x, double y, double width, double height, string cssClass, double radius = 0)
    {
        markup.Append($"<rect class=\"{cssClass}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"");
        if (radius > 0)
            markup.Append($" rx=\"{N(radius)}\"");
        markup.Append("/>");
    }

    /// <summary>A filled bar: its colour and, above it, its pattern, which tells series apart without colour.</summary>
    public void Bar(double x, double y, double width, double height, string cssClass, int pattern)
    {
        Rect(x, y, width, height, $"bar {cssClass}");
        if (pattern == 0)
            return;
        patterns.Add(pattern);
        markup.Append($"<rect class=\"bar-pattern\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"url(#{id}-p{pattern})\"/>");
    }

    /// <summary>A circle.</summary>
    public void Circle(double x, double y, double radius, string cssClass)
        => markup.Append($"<circle class=\"{cssClass}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");

    /// <summary>A path through points; closed when it bounds an area.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, bool closed, string cssClass)
    {
        markup.Append($"<path class=\"{cssClass}\" d=\"");
        for (var i = 0; i < points.Count; i++)
            markup.Append($"{(i == 0 ? "M" : " L")}{N(points[i].X)} {N(points[i].Y)}");
        markup.Append(closed ? " Z\"/>" : "\"/>");
    }

    /// <summary>A path in SVG's own notation.</summary>
    public void Path(string d, string cssClass) => markup.Append($"<path class=\"{cssClass}\" d=\"{d}\"/>");

    /// <summary>One line of text; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Write(double x, double y, string text, string cssClass = "chart-text", string anchor = "start")
    {
        markup.Append($"<text class=\"{cssClass}\" x=\"{N(x)}\" y=\"{N(y)}\"");
        if (anchor != "start")
            markup.Append($" text-anchor=\"{anchor}\"");
        markup.Append('>').Append(Escape(text)).Append("</text>");
    }

    /// <summary>The sign of a series at a point: every series has a shape of its own.</summary>
    public void Marker(double x, double y, SeriesKind kind, double size = 4.5)
    {
        var cssClass = $"marker {kind.CssClass()}";
        switch (kind)
        {
            case SeriesKind.Own:
                Circle(x, y, size, cssClass);
                break;
            case SeriesKind.Desired:
                Path([(x, y - size - 1), (x + size + 1, y), (x, y + size + 1), (x - size - 1, y)], true, cssClass);
                break;
            case SeriesKind.Mean:
                Path([(x, y - size - .5), (x + size, y + size - .5), (x - size, y + size - .5)], true, cssClass);
                break;
            case SeriesKind.Earlier1:
                Rect(x - size + .5, y - size + .5, 2 * size - 1, 2 * size - 1, cssClass + " hollow");
                break;
            case SeriesKind.Earlier2:
                Circle(x, y, size - .5, cssClass + " hollow");
                break;
            case SeriesKind.Earlier3:
                Path($"M{N(x - size)} {N(y - size)} L{N(x + size)} {N(y + size)} M{N(x + size)} {N(y - size)} L{N(x - size)} {N(y + size)}", cssClass + " stroke");
                break;
            default:
                Path($"M{N(x - size)} {N(y)} L{N(x + size)} {N(y)} M{N(x)} {N(y - size)} L{N(x)} {N(y + size)}", cssClass + " stroke");
                break;
        }
    }

    // Six patterns that stay apart in grey: rising, falling, upright, level, dots and crossed strokes.
    private static string Hatch(int pattern) => pattern switch
    {
        1 => "M-2 2 2 -2M0 8 8 0M6 10 10 6",
        2 => "M3.5 3.5h1v1h-1z",
        3 => "M-2 6 2 10M0 0 8 8M6 -2 10 2",
        4 => "M4 0V8",
        5 => "M0 4H8",
        _ => "M0 4H8M4 0V8",
    };

    /// <summary>Text that is safe between tags and in attributes.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
