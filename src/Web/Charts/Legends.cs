namespace Sakimori.Web.Charts;

/// <summary>The legends of charts: swatches with names, wrapped to a width.</summary>
internal static class Legends
{
    /// <summary>A legend of lines with their markers, wrapped to a width; returns where it ends.</summary>
    public static double Legend(this SvgCanvas canvas, IReadOnlyList<(SeriesKind Kind, string Name)> entries, double x, double y, double width)
        => Rows(canvas, entries, x, y, width, 40, (kind, left, middle) =>
        {
            canvas.Line(left, middle, left + 32, middle, kind.LineClass());
            canvas.Marker(left + 16, middle, kind);
        });

    /// <summary>A legend of filled areas with their patterns; returns where it ends.</summary>
    public static double AreaLegend(this SvgCanvas canvas, IReadOnlyList<((string CssClass, int Pattern) Look, string Name)> entries, double x, double y, double width)
        => Rows(canvas, entries, x, y, width, 36, (look, left, middle) => canvas.Bar(left, middle - 8, 28, 16, look.CssClass, look.Pattern));

    private static double Rows<TLook>(
        SvgCanvas canvas, IReadOnlyList<(TLook Look, string Name)> entries, double x, double y, double width, double swatchWidth, Action<TLook, double, double> swatch)
    {
        var left = x;
        foreach (var (look, name) in entries)
        {
            var needed = swatchWidth + TextMetrics.Width(name, 13) + 18;
            if (left > x && left + needed > x + width)
            {
                left = x;
                y += 24;
            }

            swatch(look, left, y + 12);
            canvas.Write(left + swatchWidth, y + 17, name);
            left += needed;
        }

        return y + 24;
    }
}
