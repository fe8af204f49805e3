namespace Sakimori.Benchmark.Domain;

/// <summary>The uses of a month.</summary>
/// <param name="Provided">Uses whose answers were provided for analysis.</param>
/// <param name="Providers">How many organisations those are of, accounts without one left out.</param>
/// <param name="NotProvided">Uses whose answers were not.</param>
/// <param name="Others">How many organisations those are of, accounts without one left out.</param>
public readonly record struct MonthOfUses(int Provided, int Providers, int NotProvided, int Others);

/// <summary>The uses of one month or of several that follow one another.</summary>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The first day of the last month.</param>
/// <param name="Uses">The uses, by whether their answers were provided.</param>
public sealed record UsesOfPeriod(DateOnly From, DateOnly To, UseCount Uses)
{
    /// <summary>
    /// Months joined with those that follow until nobody stands out: each count of a period is 0 or of at least
    /// <see cref="Disclosure.Fewest"/> organisations. What is left at the end waits for more.
    /// </summary>
    public static IReadOnlyList<UsesOfPeriod> Of(IEnumerable<KeyValuePair<DateOnly, MonthOfUses>> months)
    {
        var periods = new List<UsesOfPeriod>();
        (DateOnly From, MonthOfUses Sum)? open = null;
        foreach (var (month, uses) in months)
        {
            var (from, sum) = open ?? (month, default);
            sum = new(sum.Provided + uses.Provided, Math.Max(sum.Providers, uses.Providers), sum.NotProvided + uses.NotProvided, Math.Max(sum.Others, uses.Others));
            open = (from, sum);
            if ((sum.Provided > 0 && sum.Providers < Disclosure.Fewest) || (sum.NotProvided > 0 && sum.Others < Disclosure.Fewest))
                continue;
            periods.Add(new(from, month, new(sum.Provided, sum.NotProvided)));
            open = null;
        }

        return periods;
    }
}
