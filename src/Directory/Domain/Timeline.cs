using System.Collections.Immutable;

namespace Sakimori.Directory.Domain;

/// <summary>A value and the days on which it holds.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly record struct Dated<T>(Period Period, T Value)
    where T : IEquatable<T>;

/// <summary>
/// What holds when: periods in order that never overlap; between them nothing holds. Neighbours with the same value are one.
/// Immutable.
/// </summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class Timeline<T>
    where T : IEquatable<T>
{
    private Timeline(ImmutableArray<Dated<T>> entries) => Entries = entries;

    /// <summary>Nothing ever holds.</summary>
    public static Timeline<T> Empty { get; } = new([]);

    /// <summary>The periods in order.</summary>
    public ImmutableArray<Dated<T>> Entries { get; }

    /// <summary>A timeline of periods in any order.</summary>
    /// <exception cref="ArgumentException">Two of them overlap.</exception>
    public static Timeline<T> Of(IEnumerable<Dated<T>> entries)
    {
        var sorted = entries.Where(e => !e.Period.IsEmpty).OrderBy(e => e.Period.From).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Period.From < sorted[i - 1].Period.Until)
                throw new ArgumentException($"Periods overlap on {sorted[i].Period.From:yyyy-MM-dd}.", nameof(entries));
        }

        return new(Joined(sorted));
    }

    /// <summary>The value that holds on a day; null when there is none.</summary>
    public Dated<T>? At(DateOnly day)
    {
        foreach (var entry in Entries)
        {
            if (entry.Period.Contains(day))
                return entry;
        }

        return null;
    }

    /// <summary>The value holds from the day until the next change that is planned already.</summary>
    public Timeline<T> Set(DateOnly day, T value) => Set(new Period(day, Next(day)), value);

    /// <summary>The value holds on the days of the period, whatever held there before.</summary>
    public Timeline<T> Set(Period period, T value) => Of(Without(period).Append(new(period, value)));

    /// <summary>Nothing holds from the day until the next change that is planned already.</summary>
    public Timeline<T> Clear(DateOnly day) => Clear(new Period(day, Next(day)));

    /// <summary>Nothing holds on the days of the period.</summary>
    public Timeline<T> Clear(Period period) => Of(Without(period));

    /// <summary>The first day from the given one on that nothing holds on.</summary>
    public DateOnly HoldsUntil(DateOnly day)
    {
        foreach (var entry in Entries)
        {
            if (entry.Period.Contains(day))
                day = entry.Period.Until;
        }

        return day;
    }

    /// <summary>True when something holds on every day of the period.</summary>
    public bool Covers(Period period) => HoldsUntil(period.From) >= period.Until;

    /// <summary>The first day after the given one on which another value begins to hold; <see cref="Period.Forever"/> when none does.</summary>
    public DateOnly Next(DateOnly day)
        => Entries.Where(e => e.Period.From > day).Select(e => e.Period.From).DefaultIfEmpty(Period.Forever).First();

    // What holds before the period and after it.
    private IEnumerable<Dated<T>> Without(Period period) => Entries.SelectMany(e => (Dated<T>[])
    [
        e with { Period = e.Period.And(new(DateOnly.MinValue, period.From)) },
        e with { Period = e.Period.And(new(period.Until, Period.Forever)) },
    ]);

    private static ImmutableArray<Dated<T>> Joined(List<Dated<T>> sorted)
    {
        var joined = ImmutableArray.CreateBuilder<Dated<T>>(sorted.Count);
        foreach (var entry in sorted)
        {
            if (joined.Count > 0 && joined[^1].Period.Until == entry.Period.From && joined[^1].Value.Equals(entry.Value))
                joined[^1] = joined[^1] with { Period = new(joined[^1].Period.From, entry.Period.Until) };
            else
                joined.Add(entry);
        }

        return joined.ToImmutable();
    }
}
