using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>What a chart shows, in both languages; each kind of chart knows its finding, its drawing and its table.</summary>
/// <param name="Id">Begins every id of the drawing: a letter, then letters, digits and hyphens; unique on the page.</param>
/// <param name="Title">What the chart is about.</param>
public abstract record ChartModel(string Id, Text Title)
{
    /// <summary>What the chart shows, said in words: the description that a screen reader hears and everybody can read.</summary>
    public abstract Text Finding { get; }

    /// <summary>The figures, heading first, as they stand beneath the chart.</summary>
    public abstract ChartTable Table(Language language);

    /// <summary>Draws the chart and says how large the drawing is, in view-box units (one unit is about a pixel).</summary>
    public abstract (double Width, double Height) Draw(SvgCanvas canvas);

    /// <summary>A figure as charts write it: up to two decimals; an en dash where there is none.</summary>
    protected internal static string Figure(decimal? value) => value is { } figure ? ChartFigureText.Of(figure) : "–";
}

/// <summary>The figures of a chart.</summary>
/// <param name="Head">The headings; the first column names the row.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Head"/>.</param>
public sealed record ChartTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One series of figures over a chart's axes or categories.</summary>
/// <param name="Kind">Whose figures they are; each kind at most once in a chart.</param>
/// <param name="Name">Their name in the legend.</param>
/// <param name="Values">One figure for each axis or category, in its unit; null where it is unknown or withheld: a gap.</param>
public sealed record ChartSeries(SeriesKind Kind, Text Name, IReadOnlyList<decimal?> Values);

/// <summary>A line across a chart that figures are compared with.</summary>
/// <param name="Value">Where it stands, in the axis's unit.</param>
/// <param name="Name">What it means.</param>
public sealed record ChartBound(decimal Value, Text Name);

/// <summary>Figures as charts write them; the small ones, of which charts are full, are put together once.</summary>
internal static class ChartFigureText
{
    private static readonly string?[] Small = new string?[201 * 100];

    public static string Of(decimal figure)
    {
        // A decimal is a whole number of tenths or hundredths already.
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(figure, parts);
        var (low, scale) = ((uint)parts[0], parts[3] >>> 16);
        if ((parts[1] | parts[2]) != 0 || scale > 2 || low > Small.Length)
            return Written(figure);
        var hundredths = low * (scale == 0 ? 100L : scale == 1 ? 10 : 1);
        return hundredths < Small.Length ? Small[hundredths] ??= Written(figure) : Written(figure);
    }

    private static string Written(decimal figure) => figure.ToString("#,0.##");
}
