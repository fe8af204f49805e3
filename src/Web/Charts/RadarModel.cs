using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>One axis of a radar chart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Code">A short mark such as <c>M01</c>, the same in both languages, shown where names do not fit.</param>
public sealed record RadarAxis(Text Name, string Code);

/// <summary>Levels over several axes: own against desired, the mean and earlier ones.</summary>
/// <param name="Id">See <see cref="ChartModel"/>.</param>
/// <param name="Title">See <see cref="ChartModel"/>.</param>
/// <param name="Axes">2 to 30 axes, clockwise from the top.</param>
/// <param name="Series">1 to 7 series.</param>
/// <param name="Minimum">The figure at the centre.</param>
/// <param name="Maximum">The figure at the outer ring; whole steps of 1 (or a fifth of the range when it exceeds 10) make the rings.</param>
public sealed record RadarModel(
    string Id, Text Title, IReadOnlyList<RadarAxis> Axes, IReadOnlyList<ChartSeries> Series, decimal Minimum = 0, decimal Maximum = 5)
    : ChartModel(Id, Title)
{
    /// <summary>What the axes stand for, several of them.</summary>
    public Text Unit { get; init; } = new("項目", "items");

    /// <inheritdoc/>
    public override Text Finding
    {
        get
        {
            var own = Of(SeriesKind.Own);
            if (own is not null && (Of(SeriesKind.Desired) ?? Of(SeriesKind.Mean)) is { } aim)
                return GapFinding.Of([.. Axes.Select(a => a.Name)], own, aim, Unit);
            var series = own ?? Series[0];
            var known = Axes.Select((axis, i) => (axis.Name, Value: series.Values[i])).Where(a => a.Value is not null).ToList();
            if (known.Count == 0)
                return new("値はまだありません。", "There are no figures yet.");
            var (high, low) = (known.MaxBy(a => a.Value), known.MinBy(a => a.Value));
            return new(
                $"{series.Name.Ja}が最も高いのは{high.Name.Ja}（{Figure(high.Value)}）、最も低いのは{low.Name.Ja}（{Figure(low.Value)}）です。",
                $"{series.Name.En}: highest in {high.Name.En} ({Figure(high.Value)}), lowest in {low.Name.En} ({Figure(low.Value)}).");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Too few or too many axes or series, or a series of another length.</exception>
    public override (double Width, double Height) Draw(SvgCanvas canvas)
    {
        if (Axes.Count is < 2 or > 30 || Series.Count is < 1 or > 7 || Series.Any(s => s.Values.Count != Axes.Count) || Maximum <= Minimum)
            throw new ArgumentException("A radar chart has 2 to 30 axes, 1 to 7 series with one figure for each axis, and a range.");
        return RadarDrawing.Draw(this, canvas);
    }

    /// <inheritdoc/>
    public override ChartTable Table(Language language)
    {
        var rows = new string[Axes.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new string[Series.Count + 1];
            rows[i][0] = Label(Axes[i], language);
            for (var n = 0; n < Series.Count; n++)
                rows[i][n + 1] = Figure(Series[n].Values[i]);
        }

        return new([language == Language.Ja ? "項目" : "Item", .. Series.Select(s => s.Name.In(language))], rows);
    }

    private ChartSeries? Of(SeriesKind kind) => Series.FirstOrDefault(s => s.Kind == kind);

    private static string Label(RadarAxis axis, Language language)
        => axis.Code.Length == 0 ? axis.Name.In(language) : $"{axis.Code} {axis.Name.In(language)}";
}
