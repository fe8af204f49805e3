namespace Sakimori.Web.Charts;

/// <summary>Draws bars, lying or upright, each with its figure, in groups by category.</summary>
internal static class BarDrawing
{
    private const double Width = 560;
    private const double TextSize = 13;
    private const double LineHeight = 17;
    private const double Thick = 18;
    private const double Margin = 16;

    public static (double Width, double Height) Horizontal(BarModel chart, SvgCanvas canvas)
    {
        var labelWidth = Math.Min(200, chart.Categories.Max(c => TextMetrics.Width(canvas.T(c), TextSize)));
        var left = Margin + labelWidth + 12;
        var axis = chart.Axis(left, Width - 52);
        var labels = chart.Categories.Select(c => TextMetrics.Wrap(canvas.T(c), TextSize, labelWidth, 3)).ToList();
        var heights = labels.Select(l => Math.Max(l.Count * LineHeight, chart.Series.Count * (Thick + 2)) + 12).ToList();
        var top = chart.Bound is null ? 12.0 : 34;
        var bottom = top + heights.Sum();

        foreach (var tick in axis.Ticks)
        {
            canvas.Line(axis.At(tick), top, axis.At(tick), bottom, tick == 0 ? "grid grid--edge" : "grid");
            canvas.Write(axis.At(tick), bottom + 18, ChartModel.Figure(tick), "chart-text chart-text--quiet", "middle");
        }

        var y = top;
        var figures = new List<(double X, double Y, string Text)>();
        for (var i = 0; i < chart.Categories.Count; i++)
        {
            var middle = y + heights[i] / 2;
            for (var line = 0; line < labels[i].Count; line++)
                canvas.Write(left - 10, middle + 5 + (line - (labels[i].Count - 1) / 2.0) * LineHeight, labels[i][line], "chart-text", "end");
            var bar = middle - chart.Series.Count * (Thick + 2) / 2 + 1;
            foreach (var series in chart.Series)
            {
                if (series.Values[i] is { } value)
                    canvas.Bar(left, bar, axis.At(value) - left, Thick, series.Kind.CssClass(), series.Kind.Pattern());
                figures.Add(((series.Values[i] is { } v ? axis.At(v) : left) + 6, bar + 14, ChartModel.Figure(series.Values[i])));
                bar += Thick + 2;
            }

            y += heights[i];
        }

        if (chart.Bound is { } bound)
        {
            canvas.Bound(axis.At(bound.Value), top - 8, axis.At(bound.Value), bottom);
            Above(canvas, axis.At(bound.Value), top - 14, $"{canvas.T(bound.Name)} {ChartModel.Figure(bound.Value)}");
        }

        foreach (var (x, baseline, text) in figures)
            canvas.Write(x, baseline, text, "chart-text halo");
        return Foot(chart, canvas, Width, bottom + 24);
    }

    public static (double Width, double Height) Vertical(BarModel chart, SvgCanvas canvas)
    {
        const double left = 56;
        var count = chart.Categories.Count;
        var slot = Math.Max((Width - left - Margin) / count, Math.Max(44, chart.Series.Count * 22 + 10));
        var width = left + slot * count + Margin;
        var (top, bottom) = (34.0, 254.0);
        var axis = chart.Axis(bottom, top);
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(left, axis.At(tick), width - Margin, axis.At(tick), tick == 0 ? "grid grid--edge" : "grid");
            canvas.Write(left - 8, axis.At(tick) + 4, ChartModel.Figure(tick), "chart-text chart-text--quiet", "end");
        }

        var thick = Math.Min(44, (slot - 10) / chart.Series.Count);
        var lines = 1;
        var figures = new List<(double X, double Y, string Text)>();
        for (var i = 0; i < count; i++)
        {
            var middle = left + slot * (i + .5);
            var x = middle - thick * chart.Series.Count / 2;
            foreach (var series in chart.Series)
            {
                if (series.Values[i] is { } value)
                    canvas.Bar(x + 1, axis.At(value), thick - 2, bottom - axis.At(value), series.Kind.CssClass(), series.Kind.Pattern());
                figures.Add((x + thick / 2, (series.Values[i] is { } v ? axis.At(v) : bottom) - 6, ChartModel.Figure(series.Values[i])));
                x += thick;
            }

            var label = TextMetrics.Wrap(canvas.T(chart.Categories[i]), TextSize, slot - 6, 3);
            lines = Math.Max(lines, label.Count);
            for (var line = 0; line < label.Count; line++)
                canvas.Write(middle, bottom + 20 + line * LineHeight, label[line], "chart-text", "middle");
        }

        if (chart.Bound is { } bound)
        {
            // Named at the foot, where no bar's figure is in the way.
            canvas.Bound(left, axis.At(bound.Value), width - Margin, axis.At(bound.Value));
            bottom += lines * LineHeight + 24;
            canvas.Bound(left, bottom, left + 36, bottom);
            canvas.Write(left + 44, bottom + 5, $"{canvas.T(bound.Name)} {ChartModel.Figure(bound.Value)}");
            lines = 0;
        }

        foreach (var (x, y, text) in figures)
            canvas.Write(x, y, text, "chart-text halo", "middle");
        return Foot(chart, canvas, width, bottom + 8 + lines * LineHeight);
    }

    /// <summary>A label above a mark, kept within the drawing.</summary>
    public static void Above(SvgCanvas canvas, double x, double y, string text, double width = Width)
    {
        var half = TextMetrics.Width(text, TextSize) / 2;
        canvas.Write(Math.Clamp(x, Margin + half, Math.Max(Margin + half, width - Margin - half)), y, text, "chart-text chart-text--strong halo", "middle");
    }

    private static (double Width, double Height) Foot(BarModel chart, SvgCanvas canvas, double width, double bottom)
    {
        if (chart.Series.Count > 1)
            bottom = canvas.AreaLegend([.. chart.Series.Select(s => ((s.Kind.CssClass(), s.Kind.Pattern()), canvas.T(s.Name)))], Margin, bottom + 8, width - 2 * Margin);
        return (width, bottom + 8);
    }
}
