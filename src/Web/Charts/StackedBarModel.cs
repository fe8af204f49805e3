using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>One part of every bar.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">One figure of 0 or more for each category.</param>
public sealed record StackedPart(Text Name, IReadOnlyList<decimal> Values);

/// <summary>Parts that make up a whole, category by category, each bar drawn to the same length: shares in per cent.</summary>
/// <param name="Id">See <see cref="ChartModel"/>.</param>
/// <param name="Title">See <see cref="ChartModel"/>.</param>
/// <param name="Categories">The categories in order, at least one.</param>
/// <param name="Parts">One to seven parts, from the left.</param>
public sealed record StackedBarModel(string Id, Text Title, IReadOnlyList<Text> Categories, IReadOnlyList<StackedPart> Parts)
    : ChartModel(Id, Title)
{
    private const double Width = 560;
    private const double Margin = 16;
    private const double Thick = 26;

    /// <summary>
    /// True when the parts are steps of one scale, such as levels 1 to 5: then lightness rises or falls with them and no pattern is
    /// needed to tell them apart without colour.
    /// </summary>
    public bool Ordered { get; init; }

    /// <inheritdoc/>
    public override Text Finding
    {
        get
        {
            var whole = Parts.Sum(p => p.Values.Sum());
            if (whole == 0)
                return new("値はまだありません。", "There are no figures yet.");
            var largest = Parts.MaxBy(p => p.Values.Sum())!;
            var share = Percent(largest.Values.Sum(), whole);
            var overall = new Text(
                $"全体で最も大きいのは「{largest.Name.Ja}」で、{share}を占めます。",
                $"The largest part overall is '{largest.Name.En}' with {share}.");
            if (Categories.Count == 1)
                return overall;
            var at = Enumerable.Range(0, Categories.Count).Where(i => Total(i) > 0).MaxBy(i => largest.Values[i] / Total(i));
            return overall + new Text(
                $"その割合が最も高いのは{Categories[at].Ja}（{Percent(largest.Values[at], Total(at))}）です。",
                $" Its share is highest in {Categories[at].En} ({Percent(largest.Values[at], Total(at))}).");
        }
    }

    /// <inheritdoc/>
    public override ChartTable Table(Language language) => new(
        [language == Language.Ja ? "区分" : "Category", .. Parts.Select(p => p.Name.In(language)), language == Language.Ja ? "計" : "Total"],
        [.. Categories.Select((name, i) => (IReadOnlyList<string>)[name.In(language), .. Parts.Select(p => Figure(p.Values[i])), Figure(Total(i))])]);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No category, no part, too many, or a figure missing or negative.</exception>
    public override (double Width, double Height) Draw(SvgCanvas canvas)
    {
        if (Categories.Count == 0 || Parts.Count is < 1 or > 7 || Parts.Any(p => p.Values.Count != Categories.Count || p.Values.Any(v => v < 0)))
            throw new ArgumentException("A stacked bar chart has categories and 1 to 7 parts with one figure of 0 or more for each.");
        var y = canvas.AreaLegend([.. Parts.Select((p, i) => (Look(i), canvas.T(p.Name)))], Margin, 0, Width - 2 * Margin) + 16;
        var labelWidth = Math.Min(170, Categories.Max(c => TextMetrics.Width(canvas.T(c), 13)));
        var axis = Scale.Fixed(0, 100, Margin + labelWidth + 12, Width - 28);
        var top = y;
        var rows = Categories.Select(c => TextMetrics.Wrap(canvas.T(c), 13, labelWidth, 2)).ToList();
        var bottom = top + rows.Sum(Height);
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(axis.At(tick), top, axis.At(tick), bottom, tick == 0 ? "grid grid--edge" : "grid");
            canvas.Write(axis.At(tick), bottom + 18, tick == 100 ? "100 %" : Figure(tick), "chart-text chart-text--quiet", "middle");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            Row(canvas, axis, i, rows[i], y + Height(rows[i]) / 2);
            y += Height(rows[i]);
        }

        return (Width, bottom + 28);
    }

    private void Row(SvgCanvas canvas, Scale axis, int category, IReadOnlyList<string> label, double middle)
    {
        for (var line = 0; line < label.Count; line++)
            canvas.Write(axis.From - 10, middle + 5 + (line - (label.Count - 1) / 2.0) * 17, label[line], "chart-text", "end");
        var whole = Total(category);
        if (whole == 0)
        {
            canvas.Write(axis.From + 6, middle + 5, "–");
            return;
        }

        var before = 0m;
        for (var i = 0; i < Parts.Count; i++)
        {
            var value = Parts[i].Values[category];
            var (from, to) = (axis.At(100 * before / whole), axis.At(100 * (before + value) / whole));
            var (cssClass, pattern) = Look(i);
            canvas.Bar(from, middle - Thick / 2, to - from, Thick, cssClass, pattern);
            var share = Percent(value, whole);
            if (TextMetrics.Width(share, 13) + 14 <= to - from)
            {
                var half = TextMetrics.Width(share, 13) / 2 + 5;
                canvas.Rect((from + to) / 2 - half, middle - 9, 2 * half, 18, "chart-ground", 4);
                canvas.Write((from + to) / 2, middle + 5, share, "chart-text chart-text--strong", "middle");
            }

            before += value;
        }
    }

    private static double Height(IReadOnlyList<string> label) => Math.Max(Thick, label.Count * 17) + 12;

    // Steps are spread over the seven tones there are, so that few of them stay far apart.
    private (string CssClass, int Pattern) Look(int part) => Ordered
        ? ($"tone{(Parts.Count == 1 ? 7 : 1 + part * 6 / (Parts.Count - 1))}", 0)
        : ($"part{part + 1}", part);

    private static string Percent(decimal part, decimal whole) => Math.Round(100 * part / whole, 1, MidpointRounding.AwayFromZero).ToString("0.#") + " %";

    private decimal Total(int category) => Parts.Sum(p => p.Values[category]);
}
