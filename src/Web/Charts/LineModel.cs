using System.Runtime.InteropServices;
using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>Figures over time.</summary>
/// <param name="Id">See <see cref="ChartModel"/>.</param>
/// <param name="Title">See <see cref="ChartModel"/>.</param>
/// <param name="Times">The times in order, evenly spaced, at least one.</param>
/// <param name="Series">One to seven series; the finding speaks of the first. Null is a gap in the line.</param>
/// <param name="Unit">The unit of the figures; empty for none.</param>
public sealed record LineModel(string Id, Text Title, IReadOnlyList<Text> Times, IReadOnlyList<ChartSeries> Series, Text Unit)
    : ChartModel(Id, Title)
{
    private const double Width = 560;
    private const double Left = 60;
    private const double Right = Width - 24;
    private const double Top = 34;
    private const double Bottom = 264;

    /// <summary>The lower end of the axis.</summary>
    public decimal Minimum { get; init; }

    /// <summary>The upper end; null: the first round figure above the largest.</summary>
    public decimal? Maximum { get; init; }

    /// <inheritdoc/>
    public override Text Finding
    {
        get
        {
            var series = Series[0];
            var known = Times.Select((time, i) => (Time: time, Value: series.Values[i])).Where(t => t.Value is not null).ToList();
            if (known.Count == 0)
                return new("値はまだありません。", "There are no figures yet.");
            var (first, last) = (known[0], known[^1]);
            if (known.Count == 1)
                return new($"{series.Name.Ja}は{first.Time.Ja}に{Figure(first.Value)}でした。", $"{series.Name.En} was {Figure(first.Value)} in {first.Time.En}.");
            var change = last.Value!.Value - first.Value!.Value;
            return new(
                $"{series.Name.Ja}は{first.Time.Ja}の{Figure(first.Value)}から{last.Time.Ja}の{Figure(last.Value)}へ{(change > 0 ? $"{Figure(change)}増えました" : change < 0 ? $"{Figure(-change)}減りました" : "変わっていません")}。",
                $"{series.Name.En} {(change > 0 ? $"rose by {Figure(change)}" : change < 0 ? $"fell by {Figure(-change)}" : "did not change")}, from {Figure(first.Value)} in {first.Time.En} to {Figure(last.Value)} in {last.Time.En}.");
        }
    }

    /// <inheritdoc/>
    public override ChartTable Table(Language language) => new(
        [language == Language.Ja ? "時点" : "Time", .. Series.Select(s => s.Name.In(language))],
        [.. Times.Select((time, i) => (IReadOnlyList<string>)[time.In(language), .. Series.Select(s => Figure(s.Values[i]))])]);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No time, no series, too many, or a series of another length.</exception>
    public override (double Width, double Height) Draw(SvgCanvas canvas)
    {
        if (Times.Count == 0 || Series.Count is < 1 or > 7 || Series.Any(s => s.Values.Count != Times.Count))
            throw new ArgumentException("A line chart has times and 1 to 7 series with one figure for each.");
        var top = Series.SelectMany(s => s.Values).Max() ?? 1;
        var y = Maximum is { } maximum ? Scale.Fixed(Minimum, maximum, Bottom, Top) : Scale.Round(Minimum, Math.Max(top, Minimum + 1), Bottom, Top);
        foreach (var tick in y.Ticks)
        {
            canvas.Line(Left, y.At(tick), Right, y.At(tick), tick == y.Minimum ? "grid grid--edge" : "grid");
            canvas.Write(Left - 8, y.At(tick) + 4, Figure(tick), "chart-text chart-text--quiet", "end");
        }

        canvas.Write(16, 16, canvas.T(Unit), "chart-text chart-text--quiet");
        Names(canvas);
        foreach (var series in Series.OrderByDescending(s => s.Kind))
            Line(canvas, series, y);
        var bottom = canvas.Legend([.. Series.OrderBy(s => s.Kind).Select(s => (s.Kind, canvas.T(s.Name)))], 16, Bottom + 36, Width - 32);
        return (Width, bottom + 8);
    }

    private double X(int time) => Times.Count == 1 ? (Left + Right) / 2 : Left + 16 + (Right - Left - 32) * time / (Times.Count - 1);

    private void Names(SvgCanvas canvas)
    {
        var last = double.NegativeInfinity;
        for (var i = 0; i < Times.Count; i++)
        {
            var half = TextMetrics.Width(canvas.T(Times[i]), 13) / 2;
            if (X(i) - half < last + 6)
                continue;
            canvas.Write(X(i), Bottom + 20, canvas.T(Times[i]), "chart-text chart-text--quiet", "middle");
            last = X(i) + half;
        }
    }

    private void Line(SvgCanvas canvas, ChartSeries series, Scale y)
    {
        var run = new List<(double X, double Y)>();
        for (var i = 0; i <= Times.Count; i++)
        {
            if (i < Times.Count && series.Values[i] is { } value)
            {
                run.Add((X(i), y.At(value)));
                continue;
            }

            if (run.Count > 1)
                canvas.Path(CollectionsMarshal.AsSpan(run), false, series.Kind.LineClass());
            foreach (var (pointX, pointY) in run)
                canvas.Marker(pointX, pointY, series.Kind);
            run.Clear();
        }
    }
}
