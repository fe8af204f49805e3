namespace Sakimori.Web.Charts;

/// <summary>Draws a histogram: columns whose area is the count, the own column and figure marked.</summary>
internal static class HistogramDrawing
{
    private const double Width = 560;
    private const double Left = 20;
    private const double Right = Width - 20;
    private const double Top = 58;
    private const double Bottom = 250;

    public static (double Width, double Height) Draw(HistogramModel chart, SvgCanvas canvas)
    {
        var axis = new Scale(chart.Bins[0].From, chart.End(chart.Bins[^1]), 1, Left, Right);
        var densest = chart.Bins.Max(b => b.Count / (chart.End(b) - b.From));
        var ownBin = chart.OwnBin;
        var counts = new List<(double X, double Y, string Text)>();
        var lastTick = double.NegativeInfinity;
        for (var i = 0; i < chart.Bins.Count; i++)
        {
            var bin = chart.Bins[i];
            var (from, to) = (axis.At(bin.From), axis.At(chart.End(bin)));
            var height = densest == 0 ? 0 : (Bottom - Top) * (double)(bin.Count / (chart.End(bin) - bin.From) / densest);
            canvas.Bar(from + 1, Bottom - height, to - from - 2, height, i == ownBin ? "s-own" : "s-column", i == ownBin ? 1 : 0);
            if (TextMetrics.Width(bin.Count.ToString("#,0"), 13) <= to - from + 2)
                counts.Add(((from + to) / 2, Bottom - height - 6, bin.Count.ToString("#,0")));
            lastTick = Tick(canvas, ChartModel.Figure(bin.From), from, lastTick);
        }

        Tick(canvas, ChartModel.Figure(chart.Bins[^1].To), Right, lastTick);
        canvas.Line(Left, Bottom, Right, Bottom, "grid grid--edge");
        canvas.Write((Left + Right) / 2, Bottom + 42, canvas.T(chart.Axis), "chart-text", "middle");
        if (chart.Own is { } own)
        {
            // A whole number stands in the middle of its unit.
            var x = axis.At(chart.WholeNumbers ? own + .5m : own);
            canvas.Line(x, 26, x, Bottom, "own-line");
            canvas.Path([(x - 6, 24), (x + 6, 24), (x, 33)], true, "marker s-own");
            BarDrawing.Above(canvas, x, 17, canvas.T(new("自組織", "You")) + " " + ChartModel.Figure(own));
        }

        // Above the own line, which would strike its column's count out.
        foreach (var (x, y, text) in counts)
            canvas.Write(x, y, text, "chart-text halo", "middle");

        return (Width, Bottom + 52);
    }

    // Writes the lower end of a bin unless it would touch the one before.
    private static double Tick(SvgCanvas canvas, string text, double x, double last)
    {
        var half = TextMetrics.Width(text, 13) / 2;
        if (x - half < last + 8)
            return last;
        canvas.Line(x, Bottom, x, Bottom + 5, "grid grid--edge");
        canvas.Write(x, Bottom + 20, text, "chart-text chart-text--quiet", "middle");
        return x + half;
    }
}
