using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Indicators;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// The published periods of uses as values of every month: a month that was joined with others is suppressed, so that nothing more is
/// said here than in the statistics that everybody reads.
/// </summary>
internal static class UseMonths
{
    /// <summary>Uses by month; of the current one nothing is said yet.</summary>
    public static IReadOnlyList<IndicatorValue> Uses(IReadOnlyList<UsesOfPeriod> periods, DateOnly today)
        => Of(periods, today, (month, uses) => IndicatorValue.Of(month, uses.Total));

    /// <summary>The share with consent; undefined where there was no use.</summary>
    public static IReadOnlyList<IndicatorValue> ConsentShares(IReadOnlyList<UsesOfPeriod> periods, DateOnly today)
        => Of(periods, today, (month, uses) => IndicatorValue.Rate(month, uses.Provided, uses.Total));

    private static List<IndicatorValue> Of(IReadOnlyList<UsesOfPeriod> periods, DateOnly today, Func<string, UseCount, IndicatorValue> value)
    {
        var values = new List<IndicatorValue>();
        var current = new DateOnly(today.Year, today.Month, 1);
        for (var month = periods.Count > 0 ? periods[0].From : current.AddMonths(1); month < current; month = month.AddMonths(1))
        {
            var name = $"{month:yyyy-MM}";
            values.Add(periods.FirstOrDefault(p => p.From <= month && month <= p.To) switch
            {
                { } period when period.From == period.To => value(name, period.Uses),
                null when month < periods[^1].From => value(name, default),
                _ => IndicatorValue.Suppressed(name),
            });
        }

        if (values.Count > 0)
            values.Add(IndicatorValue.Undefined($"{current:yyyy-MM}") with { Provisional = true });
        return values;
    }
}
