namespace Sakimori.Web.Charts;

/// <summary>Draws a scatter chart: bounds with their names, points or bubbles, the own point above them all.</summary>
internal static class ScatterDrawing
{
    private const double Width = 560;
    private const double Left = 60;
    private const double Right = Width - 20;
    private const double Top = 44;
    private const double Bottom = 364;

    public static (double Width, double Height) Draw(ScatterModel chart, SvgCanvas canvas)
    {
        var x = Scale.Fixed(chart.X.Minimum, chart.X.Maximum, Left, Right);
        var y = Scale.Fixed(chart.Y.Minimum, chart.Y.Maximum, Bottom, Top);
        foreach (var tick in x.Ticks)
        {
            canvas.Line(x.At(tick), Top, x.At(tick), Bottom, "grid");
            canvas.Write(x.At(tick), Bottom + 20, ChartModel.Figure(tick), "chart-text chart-text--quiet", "middle");
        }

        foreach (var tick in y.Ticks)
        {
            canvas.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            canvas.Write(Left - 8, y.At(tick) + 4, ChartModel.Figure(tick), "chart-text chart-text--quiet", "end");
        }

        canvas.Path([(Left, Top), (Left, Bottom), (Right, Bottom)], false, "grid grid--edge outline");
        canvas.Write((Left + Right) / 2, Bottom + 42, canvas.T(chart.X.Name), "chart-text", "middle");
        canvas.Write(16, 16, canvas.T(chart.Y.Name));

        var largest = Math.Max(1, chart.Points.Select(p => p.Count).DefaultIfEmpty(1).Max());
        foreach (var point in chart.Points.OrderByDescending(p => p.Count))
            canvas.Circle(x.At(point.X), y.At(point.Y), largest == 1 ? 3.5 : 3 + 11 * Math.Sqrt((double)point.Count / largest), "bubble");

        foreach (var bound in chart.X.Bounds)
        {
            canvas.Bound(x.At(bound.Value), Top - 4, x.At(bound.Value), Bottom);
            BarDrawing.Above(canvas, x.At(bound.Value), Top - 10, canvas.T(bound.Name));
        }

        foreach (var bound in chart.Y.Bounds)
        {
            canvas.Bound(Left, y.At(bound.Value), Right, y.At(bound.Value));
            canvas.Write(Right - 4, y.At(bound.Value) - 6, canvas.T(bound.Name), "chart-text chart-text--strong halo", "end");
        }

        if (chart.Own is { } own)
        {
            var (ownX, ownY) = (x.At(own.X), y.At(own.Y));
            canvas.Circle(ownX, ownY, 11, "own-ring");
            canvas.Marker(ownX, ownY, SeriesKind.Own, 6);
            var text = canvas.T(new("自組織", "You"));
            var fits = ownX + 18 + TextMetrics.Width(text, 13) < Right;
            canvas.Write(fits ? ownX + 18 : ownX - 18, ownY + 5, text, "chart-text chart-text--strong halo", fits ? "start" : "end");
        }

        return (Width, Bottom + 54);
    }
}
