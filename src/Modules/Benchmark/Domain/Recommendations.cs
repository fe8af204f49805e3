using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>How much work a step is, in a word.</summary>
public enum EffortSize
{
    /// <summary>小.</summary>
    Small,

    /// <summary>中.</summary>
    Medium,

    /// <summary>大.</summary>
    Large,
}

/// <summary>A measure that is below its desired level, and what to do next about it.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Level">The level it stands at; null when unknown.</param>
/// <param name="Desired">The desired level.</param>
/// <param name="Gap">Desired − level; for an unknown measure desired − 1.</param>
/// <param name="Weight">1–3, from the rule table.</param>
/// <param name="Steps">Concrete steps to the next level; for an unknown measure first to find out how things stand.</param>
/// <param name="Days">Effort in person-days for an organisation of about 50 people.</param>
/// <param name="Size">The effort in a word.</param>
/// <param name="Who">Who does it.</param>
public sealed record Recommendation(
    Measure Measure, int? Level, Tenths Desired, Tenths Gap, int Weight, IReadOnlyList<Text> Steps, int Days, EffortSize Size, Text Who)
{
    /// <summary>The level that the steps lead to.</summary>
    public int NextLevel => (Level ?? 1) + 1;

    /// <summary>What to do first, in a sentence or two.</summary>
    public Text FirstStep => Level is null
        ? new($"現状を確かめる。何も決まっていなければ、{Steps[1].Ja}", $"Find out; if undecided: {Steps[1].En}")
        : Steps[0];

    /// <summary>From which level to which; 'unknown' where nobody can say.</summary>
    public Text Way => Level is { } level ? Text.Same($"{level} → {NextLevel}") : new("不明", "unknown");

    /// <summary>The gap as it is shown: a dash where the level is unknown, although the desired level counts for the order.</summary>
    public string ShownGap => Level is null ? "–" : $"{Gap}";

    /// <summary>The effort in words; where the level is unknown it depends on what is found.</summary>
    public Text Effort => Level is null
        ? new("現状による", "unknown")
        : new($"{Days}人日（{Size.Word().Ja}）", $"{Days} person-{(Days == 1 ? "day" : "days")} ({Size.Word().En})");
}

/// <summary>Which measures to take up first.</summary>
public static class Recommendations
{
    internal static readonly Text FindOut = new(
        "まず、現状がどの水準に当たるかを担当者に確かめ、回答を改める。",
        "First find out with those in charge which level describes the present state, and correct the answer.");

    /// <summary>
    /// The measures below their desired level, ordered by gap (largest first), weight (heaviest first), effort (least first) and
    /// identifier.
    /// </summary>
    public static IReadOnlyList<Recommendation> Of(RuleSet rules, Score score)
    {
        var below = new List<Recommendation>(score.Measures.Count);
        for (var i = 0; i < score.Measures.Count; i++)
        {
            if (score.Measures[i] is var measure && measure.Desired - Tenths.Whole(measure.Counted) is { Value: > 0 } gap)
                below.Add(Recommend(rules, measure, i, gap));
        }

        below.Sort((a, b)
            => a.Gap != b.Gap ? b.Gap.CompareTo(a.Gap)
            : a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight)
            : a.Days != b.Days ? a.Days.CompareTo(b.Days)
            : string.CompareOrdinal(a.Measure.Id, b.Measure.Id));
        return below;
    }

    /// <summary>The word for an effort.</summary>
    public static Text Word(this EffortSize size) => size switch
    {
        EffortSize.Small => new("小", "small"),
        EffortSize.Medium => new("中", "medium"),
        _ => new("大", "large"),
    };

    private static Recommendation Recommend(RuleSet rules, MeasureScore scored, int at, Tenths gap)
    {
        var measure = rules.Questionnaire.Measures[at];
        var next = measure.Next[scored.Counted - 1];
        var effort = rules.Rules.Effort;
        var size = next.Days <= effort.Small ? EffortSize.Small : next.Days <= effort.Medium ? EffortSize.Medium : EffortSize.Large;
        return new(measure, scored.Level, scored.Desired, gap, rules.Rules.Measures[at].Weight,
            scored.Level is null ? [FindOut, .. next.Steps] : next.Steps, next.Days, size, next.Who);
    }
}
