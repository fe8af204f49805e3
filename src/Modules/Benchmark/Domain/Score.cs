using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>How levels are written.</summary>
public static class Levels
{
    /// <summary>A whole level without a decimal, a mean with one: <c>4</c>, <c>3.5</c>, <c>-1</c>.</summary>
    public static string Written(this Tenths level) => level.Value % 10 == 0 ? $"{level.Value / 10}" : level.ToString();
}

/// <summary>One measure of a result.</summary>
/// <param name="Item">The identifier of the measure.</param>
/// <param name="Level">The level answered, 1–5; null when unknown.</param>
/// <param name="Desired">The desired level of the organisation's layer, 1.0–5.0.</param>
public readonly record struct MeasureScore(string Item, int? Level, Tenths Desired)
{
    /// <summary>What it counts in the total: the level, 1 when unknown.</summary>
    public int Counted => Level ?? 1;

    /// <summary>Desired − level: negative when above it; null when unknown.</summary>
    public Tenths? Gap => Level is { } level ? Desired - Tenths.Whole(level) : null;
}

/// <summary>A profile item answered 'unknown', with the option that it counts as.</summary>
/// <param name="Item">The identifier of the item.</param>
/// <param name="Option">Its highest option.</param>
public readonly record struct AssumedOption(string Item, int Option);

/// <summary>One group of a result.</summary>
/// <param name="Group">The identifier of the group.</param>
/// <param name="Sum">The sum of the levels counted.</param>
/// <param name="Count">The number of measures.</param>
public readonly record struct GroupScore(string Group, int Sum, int Count)
{
    /// <summary>The highest sum possible.</summary>
    public int Max => Count * Measure.TopLevel;

    /// <summary>The mean level, 1.0–5.0.</summary>
    public Tenths Mean => Tenths.Ratio(Sum, Count);
}

/// <summary>
/// The result of a self-check, computed by <see cref="Scoring.Score"/>: always reproducible from the answers and the version of the
/// rules it names.
/// </summary>
public sealed record Score
{
    /// <summary>The version of the rules it was computed with.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The sum of the levels, 25–125 with 25 measures; an unknown measure counts 1.</summary>
    public required int Total { get; init; }

    /// <summary>The risk index リスク指標, 0.0–100.0, as it is printed.</summary>
    public required Tenths RiskIndex { get; init; }

    /// <summary>The layer, decided by the printed risk index.</summary>
    public required Layer Layer { get; init; }

    /// <summary>The measures, in the order of the questionnaire.</summary>
    public required IReadOnlyList<MeasureScore> Measures { get; init; }

    /// <summary>The groups, in the order of the questionnaire.</summary>
    public required IReadOnlyList<GroupScore> Groups { get; init; }

    /// <summary>The items answered 'unknown', measures and profile items, in order.</summary>
    public required IReadOnlyList<string> UnknownItems { get; init; }

    /// <summary>The profile items among them, each with the highest option that it counts as; in order.</summary>
    public required IReadOnlyList<AssumedOption> Assumed { get; init; }

    /// <summary>A measure of this result by its identifier; null when it has no such measure.</summary>
    /// <param name="item">The identifier, in any case.</param>
    /// <param name="at">Where it stands in another result: looked at first, for results by the same rules have it there.</param>
    public MeasureScore? Find(string item, int at)
    {
        if (at < Measures.Count && Measures[at].Item == item)
            return Measures[at];
        foreach (var measure in Measures)
        {
            if (string.Equals(measure.Item, item, StringComparison.OrdinalIgnoreCase))
                return measure;
        }

        return null;
    }

    /// <summary>The same result measured against the desired levels of <paramref name="peers"/>.</summary>
    public Score Against(Peers peers) => this with
    {
        Measures = [.. Measures.Select((measure, i) => measure with { Desired = peers.Measures[i].Desired })],
    };
}
