namespace Sakimori.Benchmark.Files.Office;

/// <summary>The kinds of charts.</summary>
internal enum ChartKind
{
    /// <summary>Spokes around a centre.</summary>
    Radar,

    /// <summary>Upright bars.</summary>
    Columns,
}

/// <summary>One series of a chart.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One value a category; null is a gap.</param>
/// <param name="Cells">The cells that hold the values.</param>
/// <param name="Colour">RRGGBB.</param>
/// <param name="Dashed">Drawn with a broken line, so that colour is not the only difference.</param>
/// <param name="Marked">The position of the one bar that stands out; null for none.</param>
internal sealed record ChartSeries(
    string Name, IReadOnlyList<decimal?> Values, string Cells, string Colour, bool Dashed = false, int? Marked = null);

/// <summary>A native chart (ECMA-376 part 1, 21.2) that a reader can edit.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">The alternative text: what the chart shows, its finding included.</param>
/// <param name="Categories">The names along its axis.</param>
/// <param name="CategoryCells">The cells that hold the names.</param>
/// <param name="Series">Its series.</param>
/// <param name="Least">The lowest value of the axis; null for automatic.</param>
/// <param name="Most">The highest value of the axis; null for automatic.</param>
internal sealed record OfficeChart(
    ChartKind Kind, string Title, string Description, IReadOnlyList<string> Categories, string CategoryCells,
    IReadOnlyList<ChartSeries> Series, int? Least = null, int? Most = null);

/// <summary>A chart on a sheet.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Place">The cells it covers.</param>
internal sealed record PlacedChart(OfficeChart Chart, Area Place);
