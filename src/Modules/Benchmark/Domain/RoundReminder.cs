namespace Sakimori.Benchmark.Domain;

/// <summary>
/// When those who have neither answered nor declined are written to again. Rule of this programme, version 2026.1: seven days and one
/// day before the due day, and one day after it.
/// </summary>
public static class RoundReminder
{
    /// <summary>Days from the due day, in rising order; negative before it.</summary>
    public static IReadOnlyList<int> Days { get; } = [-7, -1, 1];

    /// <summary>
    /// The day such that whoever was last written to before it is to be written to now; null when nobody is. A day on which no letters
    /// could be sent is made good on the next.
    /// </summary>
    /// <param name="due">The round's due day.</param>
    /// <param name="askedByHand">The day on which the host asked for reminders; null when it did not.</param>
    /// <param name="today">Today in Japan.</param>
    public static DateOnly? WrittenBefore(DateOnly due, DateOnly? askedByHand, DateOnly today)
    {
        if (askedByHand == today)
            return today;
        var passed = Days.Select(days => due.AddDays(days)).Where(day => day <= today).ToList();
        return passed.Count == 0 ? null : passed[^1];
    }
}
