namespace Sakimori.Web.Charts;

/// <summary>Draws a radar chart: rings, spokes, series from the back to the front, names or codes outside, legend beneath.</summary>
internal sealed class RadarDrawing
{
    private const double Width = 560;
    private const double Centre = Width / 2;
    private const double TextSize = 13;
    private const double LineHeight = 18;
    private const double SideWidth = 118;

    private readonly RadarModel chart;
    private readonly SvgCanvas canvas;
    private readonly int count;
    private readonly (double Sin, double Cos)[] directions;
    private readonly bool named;
    private readonly double radius;
    private readonly List<(double X, double Y, string Text, string Anchor)> labels;

    // Where the centre stands: as far down as the highest label needs.
    private readonly double middle;

    private RadarDrawing(RadarModel chart, SvgCanvas canvas)
    {
        (this.chart, this.canvas, count) = (chart, canvas, chart.Axes.Count);
        directions = new (double, double)[count];
        for (var axis = 0; axis < count; axis++)
            directions[axis] = Math.SinCos(2 * Math.PI * axis / count);
        named = count <= 10 && chart.Axes.All(a => TextMetrics.Wrap(canvas.T(a.Name), TextSize, SideWidth, 9).Count <= 3);
        radius = named ? 148.0 : 190.0;
        labels = [];
        for (var axis = 0; axis < count; axis++)
            Label(axis);
        middle = 6 + Math.Max(radius, TextSize - labels.Min(l => l.Y));
    }

    public static (double Width, double Height) Draw(RadarModel chart, SvgCanvas canvas) => new RadarDrawing(chart, canvas).Draw();

    private (double Width, double Height) Draw()
    {
        Rings();
        foreach (var series in chart.Series.OrderByDescending(s => s.Kind))
            Series(series);
        Figures();
        foreach (var (x, y, text, anchor) in labels)
            canvas.Write(x, middle + y, text, "chart-text", anchor);

        var bottom = middle + Math.Max(radius, labels.Max(l => l.Y)) + 18;
        bottom = canvas.Legend([.. chart.Series.OrderBy(s => s.Kind).Select(s => (s.Kind, canvas.T(s.Name)))], 16, bottom, Width - 32);
        if (!named)
            bottom = Key(bottom + 14);
        return (Width, bottom + 8);
    }

    private (double X, double Y) Point(int axis, double distance)
        => (Centre + distance * directions[axis].Sin, middle - distance * directions[axis].Cos);

    private void Rings()
    {
        var range = chart.Maximum - chart.Minimum;
        var step = range <= 10 ? 1 : range / 5;
        Span<(double X, double Y)> ring = stackalloc (double, double)[count];
        for (var value = chart.Minimum + step; value <= chart.Maximum; value += step)
        {
            var distance = radius * ((double)(value - chart.Minimum) / (double)range);
            for (var i = 0; i < count; i++)
                ring[i] = Point(i, distance);
            canvas.Path(ring, true, value == chart.Maximum ? "grid grid--edge" : "grid");
        }

        for (var i = 0; i < count; i++)
            ring[i] = Point(i, radius);
        canvas.Spokes(Centre, middle, ring, "grid");
    }

    private void Figures()
    {
        var range = chart.Maximum - chart.Minimum;
        var step = range <= 10 ? 1 : range / 5;
        // The scale stands between the last axis and the first, where no marker is.
        var aside = count < 3 ? 0 : Math.PI / count;
        for (var value = chart.Minimum + step; value <= chart.Maximum; value += step)
        {
            var distance = radius * ((double)(value - chart.Minimum) / (double)range) * Math.Cos(aside);
            canvas.Write(Centre - distance * Math.Sin(aside), middle - distance * Math.Cos(aside) + 5, ChartModel.Figure(value), "chart-text chart-text--quiet halo", "middle");
        }
    }

    private void Series(ChartSeries series)
    {
        Span<(double X, double Y)> points = stackalloc (double, double)[count];
        var (known, range) = (0, (double)(chart.Maximum - chart.Minimum));
        for (var i = 0; i < count; i++)
        {
            if (series.Values[i] is not { } value)
                continue;
            points[i] = Point(i, radius * (Math.Clamp((double)value, (double)chart.Minimum, (double)chart.Maximum) - (double)chart.Minimum) / range);
            known++;
        }

        if (known == count)
        {
            if (series.Kind == SeriesKind.Own)
                canvas.Path(points, true, "area s-own");
            canvas.Path(points, true, series.Kind.LineClass());
        }

        for (var i = 0; i < count && known < count; i++)
        {
            // A line goes only from a figure to its neighbour: an unknown one leaves a gap.
            var next = (i + 1) % count;
            if (series.Values[i] is not null && series.Values[next] is not null)
                canvas.Line(points[i].X, points[i].Y, points[next].X, points[next].Y, series.Kind.LineClass());
        }

        for (var i = 0; i < count; i++)
        {
            if (series.Values[i] is not null)
                canvas.Marker(points[i].X, points[i].Y, series.Kind, count > 12 ? 3.5 : 4.5);
        }
    }

    // The lines of an axis's label, measured from the middle of the chart.
    private void Label(int axis)
    {
        var (sin, cos) = directions[axis];
        var distance = radius + (named ? 14 : 13);
        var (x, y) = (Centre + distance * sin, 0 - distance * cos);
        if (!named)
        {
            // Above and beneath, a code stands a little further out: it is as high there as it is wide elsewhere.
            labels.Add((x, y + 5 - 4 * cos, Code(axis), Math.Abs(sin) < .4 ? "middle" : sin > 0 ? "start" : "end"));
            return;
        }

        var anchor = Math.Abs(sin) < .2 ? "middle" : sin > 0 ? "start" : "end";
        var lines = TextMetrics.Wrap(canvas.T(chart.Axes[axis].Name), TextSize, anchor == "middle" ? 220 : SideWidth, 3);
        // Above the middle a label grows upwards, beneath it downwards.
        var first = y + 4 - (lines.Count - 1) * LineHeight * (1 + cos) / 2;
        for (var i = 0; i < lines.Count; i++)
            labels.Add((x, first + i * LineHeight, lines[i], anchor));
    }

    private double Key(double top)
    {
        const double gap = 24;
        const double codeWidth = 38;
        const double columnWidth = (Width - 32 - gap) / 2;
        var half = (count + 1) / 2;
        var bottom = top;
        for (var column = 0; column < 2; column++)
        {
            var y = top;
            var x = 16 + column * (columnWidth + gap);
            for (var i = column * half; i < Math.Min(count, (column + 1) * half); i++)
            {
                canvas.Write(x, y + LineHeight - 4, Code(i), "chart-text chart-text--strong");
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

    private string Code(int axis) => chart.Axes[axis].Code.Length > 0 ? chart.Axes[axis].Code : (axis + 1).ToString();
}
