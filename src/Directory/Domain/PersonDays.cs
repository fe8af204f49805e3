using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>What is known of a person through time, and how it changes. Between two periods that do not meet the person is away.</summary>
internal static class PersonDays
{
    /// <summary>The entry holds from the day until the next change or end that is planned already, <paramref name="until"/> at most.</summary>
    public static Timeline<PersonEntry> Keep(this Timeline<PersonEntry> days, DateOnly day, PersonEntry entry, DateOnly until)
        => days.Set(new Period(day, Earlier(days.At(day)?.Period.Until ?? days.Next(day), until)), entry);

    /// <summary>The stay that the day belongs to, through every change of post, ends: from <paramref name="until"/> on the person is away.</summary>
    /// <param name="days">The days; something holds on <paramref name="day"/>.</param>
    /// <param name="day">A day of the stay.</param>
    /// <param name="until">First day after it; <see cref="Period.Forever"/> when open. What was known last holds longer when it is later than now.</param>
    public static Timeline<PersonEntry> Stay(this Timeline<PersonEntry> days, DateOnly day, DateOnly until)
    {
        for (var end = days.HoldsUntil(day); end < until; end = days.HoldsUntil(day))
            days = days.Set(new Period(end, Earlier(days.Next(end), until)), days.At(end.AddDays(-1))!.Value.Value);
        return days.Clear(new Period(until, days.HoldsUntil(day)));
    }

    /// <summary>What is wrong with a last day; null when nothing is.</summary>
    public static Fault? LastDayFault(DateOnly from, DateOnly? last) => !(last < from) ? null : new(
        new("終わりの日が始まりの日より前です。", "The last day is before the first."),
        new($"{from:yyyy-MM-dd} 以後の日にするか、終わりが決まっていなければ空けてください。", $"Use {from:yyyy-MM-dd} or later, or leave it blank when no end is set."),
        Column: "until", Value: $"{last:yyyy-MM-dd}");

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
