using System.Globalization;
using Sakimori.Kernel;
using Sakimori.Platform.Indicators;
using Sakimori.Web.Charts;

namespace Sakimori.Web.Console.Indicators;

/// <summary>The chart of any indicator: a line over months, bars over the members of a dimension.</summary>
public static class IndicatorChart
{
    /// <summary>So many months are drawn; the table has them all.</summary>
    private const int MostMonths = 36;

    /// <summary>The chart; null when no value is given.</summary>
    public static ChartModel? Of(Indicator indicator, IReadOnlyList<IndicatorValue> values)
    {
        if (values.All(v => v.Value is null))
            return null;
        var percent = indicator.Unit == IndicatorUnit.Percent ? 100m : (decimal?)null;
        if (indicator.Dimension is { } by)
        {
            var latest = values.GroupBy(v => v.Member).ToDictionary(g => g.Key ?? "", g => g.Last());
            return new BarModel("indicator", indicator.Name, [.. by.Members.Select(m => m.Name)],
                [new(SeriesKind.Own, indicator.Name, [.. by.Members.Select(m => latest.GetValueOrDefault(m.Id)?.Value)])], indicator.Unit.Name)
            {
                Maximum = percent,
            };
        }

        var shown = values.TakeLast(MostMonths).ToList();
        return new LineModel("indicator", indicator.Name, [.. shown.Select(v => Tick(v.Period))],
            [new(SeriesKind.Own, indicator.Name, [.. shown.Select(v => v.Value)])], indicator.Unit.Name)
        {
            Maximum = percent,
        };
    }

    // Narrow enough to stand side by side.
    private static Text Tick(string period)
        => DateOnly.TryParseExact(period + "-01", "yyyy-MM-dd", out var month)
            ? new($"{month.Year}年{month.Month}月", $"{CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month.Month)} {month.Year}") : IndicatorWords.Period(period);
}
