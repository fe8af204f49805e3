namespace Sakimori.Directory.Domain;

/// <summary>A span of days in Japan.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day after; <see cref="Forever"/> when open.</param>
public readonly record struct Period(DateOnly From, DateOnly Until)
{
    /// <summary>The first day that the directory knows.</summary>
    public static DateOnly Earliest { get; } = new(1800, 1, 1);

    /// <summary>No end; stored as this day.</summary>
    public static DateOnly Forever { get; } = new(9999, 1, 1);

    /// <summary>True when it holds no day.</summary>
    public bool IsEmpty => From >= Until;

    /// <summary>True when it has no end.</summary>
    public bool IsOpen => Until == Forever;

    /// <summary>True when the day lies within.</summary>
    public bool Contains(DateOnly day) => From <= day && day < Until;

    /// <summary>True when every day of the other lies within.</summary>
    public bool Contains(Period other) => other.IsEmpty || (From <= other.From && other.Until <= Until);

    /// <summary>The days of both; empty when there are none.</summary>
    public Period And(Period other) => new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
}
