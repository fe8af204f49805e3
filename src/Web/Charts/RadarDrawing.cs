namespace Sakimori.Web.Charts;

/// <summary>Draws a radar chart: rings, spokes, series from the back to the front, names or codes outside, legend beneath.</summary>
internal static class RadarDrawing
{
    private const double Width = 560;
    private const double Centre = Width / 2;
    private const double TextSize = 13;
    private const double LineHeight = 18;
    private const double SideWidth = 118;

    public static (double Width, double Height) Draw(RadarModel chart, SvgCanvas canvas)
    {
        var named = chart.Axes.Count <= 10
            && chart.Axes.All(a => TextMetrics.Wrap(canvas.T(a.Name), TextSize, SideWidth, 9).Count <= 3);
        var radius = named ? 148.0 : 190.0;
        var labels = Enumerable.Range(0, chart.Axes.Count).SelectMany(i => Labels(chart, canvas, i, named, radius)).ToList();
        var middle = 6 + Math.Max(radius, TextSize - labels.Min(l => l.Y));

        Rings(chart, canvas, radius, middle);
        foreach (var series in chart.Series.OrderByDescending(s => s.Kind))
            Series(chart, series, canvas, radius, middle);
        Figures(chart, canvas, radius, middle);
        foreach (var (x, y, text, anchor) in labels)
            canvas.Write(x, middle + y, text, "chart-text", anchor);

        var bottom = middle + Math.Max(radius, labels.Max(l => l.Y)) + 18;
        bottom = canvas.Legend([.. chart.Series.OrderBy(s => s.Kind).Select(s => (s.Kind, canvas.T(s.Name)))], 16, bottom, Width - 32);
        if (!named)
            bottom = Key(chart, canvas, bottom + 14);
        return (Width, bottom + 8);
    }

    private static (double X, double Y) Point(RadarModel chart, int axis, double distance, double middle)
    {
        var angle = 2 * Math.PI * axis / chart.Axes.Count;
        return (Centre + distance * Math.Sin(angle), middle - distance * Math.Cos(angle));
    }

    private static void Rings(RadarModel chart, SvgCanvas canvas, double radius, double middle)
    {
        var range = chart.Maximum - chart.Minimum;
        var step = range <= 10 ? 1 : range / 5;
        for (var value = chart.Minimum + step; value <= chart.Maximum; value += step)
        {
            var distance = radius * (double)((value - chart.Minimum) / range);
            canvas.Path([.. Enumerable.Range(0, chart.Axes.Count).Select(i => Point(chart, i, distance, middle))], true,
                value == chart.Maximum ? "grid grid--edge" : "grid");
        }

        for (var i = 0; i < chart.Axes.Count; i++)
        {
            var (x, y) = Point(chart, i, radius, middle);
            canvas.Line(Centre, middle, x, y, "grid");
        }
    }

    private static void Figures(RadarModel chart, SvgCanvas canvas, double radius, double middle)
    {
        var range = chart.Maximum - chart.Minimum;
        var step = range <= 10 ? 1 : range / 5;
        // The scale stands between the last axis and the first, where no marker is.
        var aside = chart.Axes.Count < 3 ? 0 : Math.PI / chart.Axes.Count;
        for (var value = chart.Minimum + step; value <= chart.Maximum; value += step)
        {
            var distance = radius * (double)((value - chart.Minimum) / range) * Math.Cos(aside);
            canvas.Write(Centre - distance * Math.Sin(aside), middle - distance * Math.Cos(aside) + 5, ChartModel.Figure(value), "chart-text chart-text--quiet halo", "middle");
        }
    }

    private static void Series(RadarModel chart, ChartSeries series, SvgCanvas canvas, double radius, double middle)
    {
        var count = chart.Axes.Count;
        var points = series.Values.Select((value, i) => value is { } v
            ? Point(chart, i, radius * (double)((Math.Clamp(v, chart.Minimum, chart.Maximum) - chart.Minimum) / (chart.Maximum - chart.Minimum)), middle)
            : ((double X, double Y)?)null).ToList();
        var cssClass = $"series {series.Kind.CssClass()}";
        if (points.TrueForAll(p => p is not null))
        {
            List<(double, double)> known = [.. points.Select(p => p!.Value)];
            if (series.Kind == SeriesKind.Own)
                canvas.Path(known, true, "area s-own");
            canvas.Path(known, true, cssClass);
        }
        else
        {
            // A line goes only from a figure to its neighbour: an unknown one leaves a gap.
            for (var i = 0; i < count; i++)
            {
                if (points[i] is { } from && points[(i + 1) % count] is { } to)
                    canvas.Line(from.X, from.Y, to.X, to.Y, cssClass);
            }
        }

        foreach (var (x, y) in points.OfType<(double X, double Y)>())
            canvas.Marker(x, y, series.Kind, count > 12 ? 3.5 : 4.5);
    }

    // The lines of an axis's label, measured from the middle of the chart.
    private static IEnumerable<(double X, double Y, string Text, string Anchor)> Labels(
        RadarModel chart, SvgCanvas canvas, int axis, bool named, double radius)
    {
        var (x, y) = Point(chart, axis, radius + (named ? 14 : 13), 0);
        var angle = 2 * Math.PI * axis / chart.Axes.Count;
        if (!named)
        {
            // Above and beneath, a code stands a little further out: it is as high there as it is wide elsewhere.
            yield return (x, y + 5 - 4 * Math.Cos(angle), Code(chart, axis), Math.Abs(Math.Sin(angle)) < .4 ? "middle" : Math.Sin(angle) > 0 ? "start" : "end");
            yield break;
        }

        var anchor = Math.Abs(Math.Sin(angle)) < .2 ? "middle" : Math.Sin(angle) > 0 ? "start" : "end";
        var lines = TextMetrics.Wrap(canvas.T(chart.Axes[axis].Name), TextSize, anchor == "middle" ? 220 : SideWidth, 3);
        // Above the middle a label grows upwards, beneath it downwards.
        var first = y + 4 - (lines.Count - 1) * LineHeight * (1 + Math.Cos(angle)) / 2;
        for (var i = 0; i < lines.Count; i++)
            yield return (x, first + i * LineHeight, lines[i], anchor);
    }

    private static double Key(RadarModel chart, SvgCanvas canvas, double top)
    {
        const double gap = 24;
        const double codeWidth = 38;
        const double columnWidth = (Width - 32 - gap) / 2;
        var half = (chart.Axes.Count + 1) / 2;
        var bottom = top;
        for (var column = 0; column < 2; column++)
        {
            var y = top;
            var x = 16 + column * (columnWidth + gap);
            for (var i = column * half; i < Math.Min(chart.Axes.Count, (column + 1) * half); i++)
            {
                canvas.Write(x, y + LineHeight - 4, Code(chart, i), "chart-text chart-text--strong");
                foreach (var line in TextMetrics.Wrap(canvas.T(chart.Axes[i].Name), TextSize, columnWidth - codeWidth, 2))
                {
                    y += LineHeight;
                    canvas.Write(x + codeWidth, y - 4, line);
                }

                y += 3;
            }

            bottom = Math.Max(bottom, y);
        }

        return bottom;
    }

    private static string Code(RadarModel chart, int axis)
        => chart.Axes[axis].Code.Length > 0 ? chart.Axes[axis].Code : (axis + 1).ToString();
}
