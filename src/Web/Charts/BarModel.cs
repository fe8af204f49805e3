using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>Figures of several categories side by side.</summary>
/// <param name="Id">See <see cref="ChartModel"/>.</param>
/// <param name="Title">See <see cref="ChartModel"/>.</param>
/// <param name="Categories">The categories in order, at least one.</param>
/// <param name="Series">One to four series, each with one figure of 0 or more for each category; null: no bar.</param>
/// <param name="Unit">What the figures count, such as 'organisations'; empty for levels.</param>
public sealed record BarModel(string Id, Text Title, IReadOnlyList<Text> Categories, IReadOnlyList<ChartSeries> Series, Text Unit)
    : ChartModel(Id, Title)
{
    /// <summary>True for bars that lie: the better choice for long names.</summary>
    public bool Horizontal { get; init; } = true;

    /// <summary>Where the axis ends; null: at the first round figure above the largest.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>A line that the bars are compared with; null for none.</summary>
    public ChartBound? Bound { get; init; }

    /// <inheritdoc/>
    public override Text Finding
    {
        get
        {
            if (Series.FirstOrDefault(s => s.Kind == SeriesKind.Own) is { } own && Series.FirstOrDefault(s => s.Kind == SeriesKind.Desired) is { } aim)
                return GapFinding.Of(Categories, own, aim, new("項目", "items"));
            var series = Series[0];
            var known = Categories.Select((name, i) => (Name: name, Value: series.Values[i])).Where(c => c.Value is not null).ToList();
            if (known.Count == 0)
                return new("値はまだありません。", "There are no figures yet.");
            var (high, low) = (known.MaxBy(c => c.Value), known.MinBy(c => c.Value));
            var extremes = high.Value == low.Value
                ? new Text($"{series.Name.Ja}はどれも{Amount(high.Value!.Value).Ja}です。", $"{series.Name.En}: {Amount(high.Value.Value).En} everywhere.")
                : new Text(
                    $"{series.Name.Ja}が最も大きいのは{high.Name.Ja}（{Amount(high.Value!.Value).Ja}）、最も小さいのは{low.Name.Ja}（{Amount(low.Value!.Value).Ja}）です。",
                    $"{series.Name.En}: largest in {high.Name.En} ({Amount(high.Value.Value).En}), smallest in {low.Name.En} ({Amount(low.Value.Value).En}).");
            if (Bound is not { } bound)
                return extremes;
            var below = known.Count(c => c.Value < bound.Value);
            return extremes + new Text(
                $"{bound.Name.Ja}（{Figure(bound.Value)}）を下回るのは{known.Count}のうち{below}です。",
                $" {below} of {known.Count} {(below == 1 ? "is" : "are")} below {bound.Name.En} ({Figure(bound.Value)}).");
        }
    }

    /// <inheritdoc/>
    public override ChartTable Table(Language language) => new(
        [language == Language.Ja ? "区分" : "Category", .. Series.Select(s => s.Name.In(language))],
        [.. Categories.Select((name, i) => (IReadOnlyList<string>)[name.In(language), .. Series.Select(s => Figure(s.Values[i]))])]);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No category, no series, too many, or a figure missing or negative.</exception>
    public override (double Width, double Height) Draw(SvgCanvas canvas)
    {
        if (Categories.Count == 0 || Series.Count is < 1 or > 4 || Series.Any(s => s.Values.Count != Categories.Count || s.Values.Any(v => v < 0)))
            throw new ArgumentException("A bar chart has categories and 1 to 4 series with one figure of 0 or more for each.");
        return Horizontal ? BarDrawing.Horizontal(this, canvas) : BarDrawing.Vertical(this, canvas);
    }

    internal Scale Axis(double from, double to)
    {
        var top = Math.Max(Series.SelectMany(s => s.Values).Max() ?? 0, Bound?.Value ?? 0);
        return Maximum is { } maximum ? Scale.Fixed(0, maximum, from, to) : Scale.Round(0, Math.Max(top, 1), from, to);
    }

    private Text Amount(decimal value) => Unit.Ja.Length == 0 ? Text.Same(Figure(value)) : new(Figure(value) + Unit.Ja, $"{Figure(value)} {Unit.En}");
}
