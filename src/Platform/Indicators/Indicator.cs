using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Platform.Indicators;

/// <summary>What an indicator is measured in.</summary>
/// <param name="Code">For programs: <c>uses</c>, <c>percent</c>, <c>points</c>.</param>
/// <param name="Name">For people.</param>
public sealed record IndicatorUnit(string Code, Text Name)
{
    /// <summary>Percent of a whole.</summary>
    public static IndicatorUnit Percent { get; } = new("percent", new("%", "%"));
}

/// <summary>By what the values of an indicator are told apart besides time.</summary>
/// <param name="Id">For programs.</param>
/// <param name="Name">For people.</param>
/// <param name="Members">What it can be, in order: ids and names.</param>
public sealed record IndicatorDimension(string Id, Text Name, IReadOnlyList<IndicatorMember> Members);

/// <summary>One of the things that a dimension tells apart.</summary>
/// <param name="Id">For programs.</param>
/// <param name="Name">For people.</param>
public sealed record IndicatorMember(string Id, Text Name);

/// <summary>Over what time values are measured.</summary>
public enum IndicatorPeriod
{
    /// <summary>A calendar month in Japan: <c>2026-11</c>.</summary>
    Month,

    /// <summary>As of a day in Japan: <c>2026-11-28</c>.</summary>
    Day,
}

/// <summary>A figure that a module offers to all others 指標: what it is, not its values.</summary>
public sealed record Indicator
{
    /// <summary>Unique in the portal, begins with the module: <c>benchmark.uses</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public required Text Name { get; init; }

    /// <summary>What is counted and how, and what is suppressed.</summary>
    public required Text Meaning { get; init; }

    /// <summary>The unit of its values.</summary>
    public required IndicatorUnit Unit { get; init; }

    /// <summary>Over what time.</summary>
    public required IndicatorPeriod Period { get; init; }

    /// <summary>Its dimension; null when there is one value a period.</summary>
    public IndicatorDimension? Dimension { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required Text Source { get; init; }

    /// <summary>Who may see it.</summary>
    public Guid Audience { get; init; } = Audiences.Public;
}

/// <summary>Whether a value is given.</summary>
public enum ValueState
{
    /// <summary>It is.</summary>
    Given,

    /// <summary>There is none: nothing to measure, or the denominator is 0.</summary>
    Undefined,

    /// <summary>There is one, but it would say too much of too few: neither value nor numerator and denominator are given.</summary>
    Suppressed,
}

/// <summary>One value of an indicator. Only the ways below make one, so that a suppressed value never carries its figures.</summary>
public sealed record IndicatorValue
{
    private IndicatorValue()
    {
    }

    /// <summary>The period: <c>2026-11</c> or <c>2026-11-28</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The member of the dimension; null without a dimension.</summary>
    public string? Member { get; init; }

    /// <summary>Whether it is given.</summary>
    public ValueState State { get; private init; }

    /// <summary>The value in the indicator's unit; null unless given.</summary>
    public decimal? Value { get; private init; }

    /// <summary>The numerator of a rate; null for others and unless given.</summary>
    public long? Numerator { get; private init; }

    /// <summary>The denominator of a rate; null for others and unless given.</summary>
    public long? Denominator { get; private init; }

    /// <summary>True while it may still change; false when it is final.</summary>
    public bool Provisional { get; init; }

    /// <summary>Counts the times it was published: a greater one takes the place of a lesser.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The version of the rules by which it was computed; null where no rules apply.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>Where this value comes from, when it is more than the indicator says; null otherwise.</summary>
    public Text? Source { get; init; }

    /// <summary>A number.</summary>
    public static IndicatorValue Of(string period, decimal value, string? member = null) => new() { Period = period, Member = member, Value = value };

    /// <summary>A percentage with one decimal, rounded half away from zero; undefined when the denominator is 0.</summary>
    public static IndicatorValue Rate(string period, long numerator, long denominator, string? member = null)
        => denominator == 0 ? Undefined(period, member) : new()
        {
            Period = period,
            Member = member,
            Value = Tenths.Percent(numerator, denominator).ToDecimal(),
            Numerator = numerator,
            Denominator = denominator,
        };

    /// <summary>No value.</summary>
    public static IndicatorValue Undefined(string period, string? member = null) => new() { Period = period, Member = member, State = ValueState.Undefined };

    /// <summary>A value that is not told.</summary>
    public static IndicatorValue Suppressed(string period, string? member = null) => new() { Period = period, Member = member, State = ValueState.Suppressed };
}
