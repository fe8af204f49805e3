using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>A series before its values stand in cells.</summary>
internal sealed record DataSeries(string Name, IReadOnlyList<decimal?> Values, string Colour, bool Dashed = false, int? Marked = null);

/// <summary>A chart and its data, before they have a place.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">The alternative text: what the chart shows, its finding included.</param>
/// <param name="Heading">What the categories are.</param>
/// <param name="Categories">The names along its axis.</param>
/// <param name="Series">Its series.</param>
/// <param name="Least">The lowest value of the axis; null for automatic.</param>
/// <param name="Most">The highest value of the axis; null for automatic.</param>
internal sealed record ChartData(
    ChartKind Kind, string Title, string Description, string Heading, IReadOnlyList<string> Categories,
    IReadOnlyList<DataSeries> Series, int? Least = null, int? Most = null)
{
    /// <summary>Writes the data as a table from a row on, and gives the chart that follows its cells.</summary>
    public OfficeChart On(SheetContent sheet, int row)
    {
        sheet.Headings(row, Series.Select(series => series.Name).Prepend(Heading));
        for (var i = 0; i < Categories.Count; i++)
        {
            sheet.Text(row + 1 + i, 1, Categories[i], Look.Cell);
            for (var s = 0; s < Series.Count; s++)
                sheet.Number(row + 1 + i, s + 2, Series[s].Values[i]);
        }

        return new(Kind, Title, Description, Categories, sheet.Of(Area.Down(row + 1, 1, Categories.Count)),
            [.. Series.Select((series, s) => new ChartSeries(series.Name, series.Values,
                sheet.Of(Area.Down(row + 1, s + 2, Categories.Count)), series.Colour, series.Dashed, series.Marked))],
            Least, Most);
    }

    /// <summary>The chart and the workbook that stands behind it in a text document.</summary>
    public (OfficeChart Chart, byte[] Workbook) InWorkbook(Language language, DateOnly date)
    {
        var sheet = new SheetContent(language == Language.Ja ? "データ" : "Data", [30, .. Series.Select(_ => 14.0)]);
        var chart = On(sheet, 1);
        var book = new WorkbookFile(Title, language, date);
        book.Sheets.Add(sheet);
        return (chart, book.ToBytes());
    }
}
