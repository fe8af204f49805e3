using System.Collections.Concurrent;
using Sakimori.Kernel;
using Sakimori.Web.Html;

namespace Sakimori.Web.Charts;

/// <summary>
/// Writes the shapes of a chart as SVG. Colours come from classes only, so that the page, dark mode, print and a downloaded file
/// share one style sheet; all lengths are in view-box units, rounded to two digits and written with a point.
/// </summary>
/// <param name="id">Begins every id in the drawing; unique on the page.</param>
/// <param name="language">The reader's language.</param>
public sealed class SvgCanvas(string id, Language language) : IDisposable
{
    private readonly HtmlWriter html = new(language, 1 << 15);
    private static readonly ConcurrentDictionary<(SeriesKind Kind, double Size), string> Outlines = [];
    private int patterns;

    /// <summary>What has been drawn so far; valid until more is drawn.</summary>
    public ReadOnlySpan<char> Markup => html.Written;

    /// <summary>Writes the patterns that the drawing uses.</summary>
    public void Define(HtmlWriter target)
    {
        if (patterns == 0)
            return;
        target.Add($"<defs>");
        for (var n = 1; n < 32; n++)
        {
            if ((patterns & 1 << n) != 0)
                target.Add($"<pattern id=\"{id}-p{n}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"{Hatch(n)}\"/></pattern>");
        }

        target.Add($"</defs>");
    }

    /// <summary>A text in the reader's language.</summary>
    public string T(Text text) => text.In(language);

    /// <summary>A length as SVG writes it: at most two digits, never <c>-0</c>.</summary>
    public static SvgLength N(double value) => new(value);

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string cssClass)
        => html.Add($"<line class=\"{new SvgText(cssClass)}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    /// <summary>A line that figures are compared with, dashed and set off from what it crosses.</summary>
    public void Bound(double x1, double y1, double x2, double y2)
    {
        Line(x1, y1, x2, y2, "bound-ground");
        Line(x1, y1, x2, y2, "bound");
    }

    /// <summary>A rectangle, optionally with rounded corners.</summary>
    public void Rect(double x, double y, double width, double height, string cssClass, double radius = 0)
    {
        html.Add($"<rect class=\"{new SvgText(cssClass)}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"");
        if (radius > 0)
            html.Add($" rx=\"{N(radius)}\"");
        html.Add($"/>");
    }

    /// <summary>A filled bar: its colour and, above it, its pattern, which tells series apart without colour.</summary>
    public void Bar(double x, double y, double width, double height, string cssClass, int pattern)
    {
        Rect(x, y, width, height, $"bar {cssClass}");
        if (pattern == 0)
            return;
        patterns |= 1 << pattern;
        html.Add($"<rect class=\"bar-pattern\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"url(#{id}-p{pattern})\"/>");
    }

    /// <summary>A circle.</summary>
    public void Circle(double x, double y, double radius, string cssClass)
        => html.Add($"<circle class=\"{new SvgText(cssClass)}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");

    /// <summary>A path through points; closed when it bounds an area.</summary>
    public void Path(ReadOnlySpan<(double X, double Y)> points, bool closed, string cssClass)
    {
        html.Add($"<path class=\"{new SvgText(cssClass)}\" d=\"");
        html.Points(points);
        html.Raw(closed ? "Z\"/>" : "\"/>");
    }

    /// <summary>Straight lines from one point to several.</summary>
    public void Spokes(double x, double y, ReadOnlySpan<(double X, double Y)> ends, string cssClass)
    {
        html.Add($"<path class=\"{new SvgText(cssClass)}\" d=\"");
        foreach (var end in ends)
            html.Add($"M{N(x)} {N(y)}L{N(end.X)} {N(end.Y)}");
        html.Add($"\"/>");
    }

    /// <summary>Two strokes.</summary>
    private void Strokes(double x1, double y1, double x2, double y2, double x3, double y3, double x4, double y4, string cssClass)
        => html.Add($"<path class=\"{new SvgText(cssClass)}\" d=\"M{N(x1)} {N(y1)} L{N(x2)} {N(y2)} M{N(x3)} {N(y3)} L{N(x4)} {N(y4)}\"/>");

    /// <summary>One line of text; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Write(double x, double y, string text, string cssClass = "chart-text", string anchor = "start")
    {
        html.Add($"<text class=\"{new SvgText(cssClass)}\" x=\"{N(x)}\" y=\"{N(y)}\"");
        if (anchor != "start")
            html.Add($" text-anchor=\"{anchor}\"");
        html.Add($">{new SvgText(text)}</text>");
    }

    /// <summary>The sign of a series at a point: every series has a shape of its own.</summary>
    public void Marker(double x, double y, SeriesKind kind, double size = 4.5)
    {
        var cssClass = kind.MarkerClass();
        switch (kind)
        {
            case SeriesKind.Own:
                Circle(x, y, size, cssClass);
                break;
            case SeriesKind.Desired or SeriesKind.Mean:
                var top = y - size - (kind == SeriesKind.Desired ? 1 : .5);
                html.Add($"<path class=\"{new SvgText(cssClass)}\" d=\"M{N(x)} {N(top)}{new SvgText(Outline(kind, size))}\"/>");
                break;
            case SeriesKind.Earlier1:
                Rect(x - size + .5, y - size + .5, 2 * size - 1, 2 * size - 1, cssClass);
                break;
            case SeriesKind.Earlier2:
                Circle(x, y, size - .5, cssClass);
                break;
            case SeriesKind.Earlier3:
                Strokes(x - size, y - size, x + size, y + size, x + size, y - size, x - size, y + size, cssClass);
                break;
            default:
                Strokes(x - size, y, x + size, y, x, y - size, x, y + size, cssClass);
                break;
        }
    }

    // From the uppermost point on: a diamond or a triangle.
    private static string Outline(SeriesKind kind, double size) => Outlines.GetOrAdd((kind, size), static shape =>
    {
        var (half, foot) = (N(shape.Size + 1), N(2 * shape.Size));
        return shape.Kind == SeriesKind.Desired
            ? $"l{half} {half}-{half} {half}-{half}-{half}Z"
            : $"l{N(shape.Size)} {foot}h-{foot}Z";
    });

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

    /// <inheritdoc/>
    public void Dispose() => html.Dispose();
}
