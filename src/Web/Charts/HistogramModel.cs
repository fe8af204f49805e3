using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>One bin of a histogram.</summary>
/// <param name="From">Its lower end, included.</param>
/// <param name="To">Its upper end: included for whole numbers (70 to 74, then 75 to 79), else excluded.</param>
/// <param name="Count">How many figures fall in it; 0 or more.</param>
public sealed record HistogramBin(decimal From, decimal To, int Count);

/// <summary>
/// How figures are distributed. Bins may differ in width: the area of a column shows its count, the number above it says it.
/// </summary>
/// <param name="Id">See <see cref="ChartModel"/>.</param>
/// <param name="Title">See <see cref="ChartModel"/>.</param>
/// <param name="Bins">The bins in rising order without gaps, at least one.</param>
/// <param name="Axis">What is distributed, such as 'Total score'.</param>
/// <param name="Unit">What is counted, such as 'organisations'.</param>
public sealed record HistogramModel(string Id, Text Title, IReadOnlyList<HistogramBin> Bins, Text Axis, Text Unit)
    : ChartModel(Id, Title)
{
    /// <summary>The own figure; null when there is none.</summary>
    public decimal? Own { get; init; }

    /// <summary>True when only whole numbers occur.</summary>
    public bool WholeNumbers { get; init; } = true;

    /// <inheritdoc/>
    public override Text Finding
    {
        get
        {
            var total = Bins.Sum(b => b.Count);
            if (Own is not { } own)
            {
                var fullest = Bins.MaxBy(b => b.Count)!;
                return new(
                    $"{total:#,0}{Unit.Ja}のうち最も多いのは{Range(fullest)}（{fullest.Count:#,0}{Unit.Ja}）です。",
                    $"Of {total:#,0} {Unit.En} most are in {Range(fullest)} ({fullest.Count:#,0}).");
            }

            if (OwnBin is not { } at)
            {
                return own < Bins[0].From
                    ? new($"自組織の{Figure(own)}は、{total:#,0}{Unit.Ja}のどの区間よりも下にあります。", $"Your {Figure(own)} is below every range of {total:#,0} {Unit.En}.")
                    : new($"自組織の{Figure(own)}は、{total:#,0}{Unit.Ja}のどの区間よりも上にあります。", $"Your {Figure(own)} is above every range of {total:#,0} {Unit.En}.");
            }

            var (below, same) = (Bins.Take(at).Sum(b => b.Count), Bins[at].Count);
            return new(
                $"自組織の{Figure(own)}は{Range(Bins[at])}の区間にあります。{total:#,0}{Unit.Ja}のうち、下の区間に{below:#,0}、同じ区間に{same:#,0}、上の区間に{total - below - same:#,0}{Unit.Ja}があります。",
                $"Your {Figure(own)} lies in the range {Range(Bins[at])}. Of {total:#,0} {Unit.En}, {below:#,0} are in lower ranges, {same:#,0} in the same one and {total - below - same:#,0} in higher ones.");
        }
    }

    /// <summary>The index of the bin that holds the own figure; null when none does.</summary>
    internal int? OwnBin
    {
        get
        {
            for (var i = 0; i < Bins.Count; i++)
            {
                if (Own >= Bins[i].From && (Own < End(Bins[i]) || (i == Bins.Count - 1 && Own == Bins[i].To)))
                    return i;
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public override ChartTable Table(Language language) => new(
        [Axis.In(language), Unit.In(language)],
        [.. Bins.Select((bin, i) => (IReadOnlyList<string>)[Range(bin) + (i == OwnBin ? language == Language.Ja ? "（自組織）" : " (yours)" : ""), bin.Count.ToString("#,0")])]);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No bin, a bin that is empty in width, a gap, or a negative count.</exception>
    public override (double Width, double Height) Draw(SvgCanvas canvas)
    {
        if (Bins.Count == 0 || Bins.Any(b => End(b) <= b.From || b.Count < 0) || Bins.Zip(Bins.Skip(1)).Any(pair => End(pair.First) != pair.Second.From))
            throw new ArgumentException("A histogram has bins in rising order without gaps.");
        return HistogramDrawing.Draw(this, canvas);
    }

    /// <summary>Where the next bin begins.</summary>
    internal decimal End(HistogramBin bin) => WholeNumbers ? bin.To + 1 : bin.To;

    internal static string Range(HistogramBin bin) => bin.From == bin.To ? Figure(bin.From) : $"{Figure(bin.From)}–{Figure(bin.To)}";
}
