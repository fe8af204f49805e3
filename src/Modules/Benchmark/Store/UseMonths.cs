using Sakimori.Platform.Indicators;

namespace Sakimori.Benchmark.Store;

/// <summary>What was kept in one month; accounts without organisation count as one each.</summary>
internal sealed class UseMonth
{
    /// <summary>The month in Japan: <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    /// <summary>Self-checks kept.</summary>
    public long Uses { get; init; }

    /// <summary>By how many organisations.</summary>
    public long Organisations { get; init; }

    /// <summary>With consent.</summary>
    public long Consented { get; init; }

    /// <summary>By how many organisations with consent.</summary>
    public long ConsentedOrganisations { get; init; }

    /// <summary>By how many without.</summary>
    public long OtherOrganisations { get; init; }
}

/// <summary>Values of every month from the first with a use to the current one.</summary>
internal static class UseMonths
{
    /// <summary>Nothing is said of fewer.</summary>
    public const int FewestOrganisations = 5;

    /// <summary>Uses by month; the current one is provisional.</summary>
    public static IReadOnlyList<IndicatorValue> Uses(IReadOnlyList<UseMonth> kept, DateOnly today)
        => [.. All(kept, today).Select(m => Judge(m.Found, () => IndicatorValue.Of(m.Month, m.Found.Uses), m.Found.Organisations) with { Provisional = m.Current })];

    /// <summary>
    /// The share with consent of every month that is over: read before and after a submission, that of the current month would tell
    /// whether somebody has consented.
    /// </summary>
    public static IReadOnlyList<IndicatorValue> ConsentShares(IReadOnlyList<UseMonth> kept, DateOnly today)
        => [.. All(kept, today).Select(m => m.Current
            ? IndicatorValue.Undefined(m.Month) with { Provisional = true }
            : Judge(m.Found, () => IndicatorValue.Rate(m.Month, m.Found.Consented, m.Found.Uses), Math.Min(m.Found.ConsentedOrganisations, m.Found.OtherOrganisations)))];

    // Of nobody anything may be said.
    private static IndicatorValue Judge(UseMonth month, Func<IndicatorValue> value, long organisations)
        => month.Uses > 0 && organisations < FewestOrganisations ? IndicatorValue.Suppressed(month.Month) : value();

    private static IEnumerable<(string Month, UseMonth Found, bool Current)> All(IReadOnlyList<UseMonth> kept, DateOnly today)
    {
        if (kept.Count == 0)
            yield break;
        var found = kept.ToDictionary(k => k.Month);
        var first = DateOnly.ParseExact(kept[0].Month + "-01", "yyyy-MM-dd");
        for (var month = first; month <= today; month = month.AddMonths(1))
        {
            var name = $"{month:yyyy-MM}";
            yield return (name, found.GetValueOrDefault(name) ?? new UseMonth { Month = name }, month.AddMonths(1) > today);
        }
    }
}
