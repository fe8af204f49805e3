using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>One point, or several in one place.</summary>
/// <param name="X">Its figure on the level axis.</param>
/// <param name="Y">Its figure on the upright axis.</param>
/// <param name="Count">How many stand there, at least 1; the bubble's area shows it.</param>
public sealed record ScatterPoint(decimal X, decimal Y, int Count = 1);

/// <summary>An axis with fixed ends.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Minimum">Its lower end.</param>
/// <param name="Maximum">Its upper end.</param>
/// <param name="Bounds">Lines across the chart, such as the bounds of layers; rising.</param>
public sealed record ScatterAxis(Text Name, decimal Minimum, decimal Maximum, IReadOnlyList<ChartBound> Bounds);

/// <summary>Two figures of many against each other, with the own point marked.</summary>
/// <param name="Id">See <see cref="ChartModel"/>.</param>
/// <param name="Title">See <see cref="ChartModel"/>.</param>
/// <param name="X">The level axis.</param>
/// <param name="Y">The upright axis.</param>
/// <param name="Points">The points of others; may be empty.</param>
/// <param name="Unit">What the points are, such as 'organisations'.</param>
public sealed record ScatterModel(string Id, Text Title, ScatterAxis X, ScatterAxis Y, IReadOnlyList<ScatterPoint> Points, Text Unit)
    : ChartModel(Id, Title)
{
    private const int Tabled = 20;

    /// <summary>The own point; null when there is none.</summary>
    public ScatterPoint? Own { get; init; }

    /// <inheritdoc/>
    public override Text Finding
    {
        get
        {
            var total = Points.Sum(p => p.Count);
            var count = total == 0 ? Text.Same("") : new Text($"ほかに{total:#,0}{Unit.Ja}を示します。", $" {total:#,0} {Unit.En} are shown for comparison.");
            return Own is not { } own
                ? new($"{X.Name.Ja}と{Y.Name.Ja}の関係を{total:#,0}{Unit.Ja}について示します。", $"{Y.Name.En} against {X.Name.En} for {total:#,0} {Unit.En}.")
                : new Text(
                    $"自組織は{X.Name.Ja}{Figure(own.X)}、{Y.Name.Ja}{Figure(own.Y)}です。",
                    $"You stand at {X.Name.En} {Figure(own.X)} and {Y.Name.En} {Figure(own.Y)}.")
                + Against(X, own.X) + Against(Y, own.Y) + count;
        }
    }

    /// <inheritdoc/>
    public override ChartTable Table(Language language)
    {
        var rows = new List<IReadOnlyList<string>>();
        if (Own is { } own)
            rows.Add([language == Language.Ja ? "自組織" : "You", Figure(own.X), Figure(own.Y), "1"]);
        var shown = Points.OrderByDescending(p => p.Count).ThenBy(p => p.X).ThenBy(p => p.Y).Take(Tabled).ToList();
        rows.AddRange(shown.Select((p, i) => (IReadOnlyList<string>)[(i + 1).ToString(), Figure(p.X), Figure(p.Y), p.Count.ToString("#,0")]));
        var rest = Points.Sum(p => p.Count) - shown.Sum(p => p.Count);
        if (rest > 0)
            rows.Add([language == Language.Ja ? "その他" : "Others", "–", "–", rest.ToString("#,0")]);
        return new([language == Language.Ja ? "点" : "Point", X.Name.In(language), Y.Name.In(language), Unit.In(language)], rows);
    }

    /// <inheritdoc/>
    public override (double Width, double Height) Draw(SvgCanvas canvas) => ScatterDrawing.Draw(this, canvas);

    // Between which bounds the own figure lies.
    private static Text Against(ScatterAxis axis, decimal own)
    {
        if (axis.Bounds.Count == 0)
            return Text.Same("");
        var parts = axis.Bounds.Select(b => own < b.Value
            ? new Text($"「{b.Name.Ja}」（{Figure(b.Value)}）未満", $"below '{b.Name.En}' ({Figure(b.Value)})")
            : new Text($"「{b.Name.Ja}」（{Figure(b.Value)}）以上", $"at or above '{b.Name.En}' ({Figure(b.Value)})")).ToList();
        return new(
            $"{axis.Name.Ja}は{string.Join("、", parts.Select(p => p.Ja))}です。",
            $" {char.ToUpperInvariant(axis.Name.En[0])}{axis.Name.En[1..]} is {string.Join(" and ", parts.Select(p => p.En))}.");
    }
}
