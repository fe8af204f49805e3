using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A measure in which the organisation stands well.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Level">Its level.</param>
/// <param name="Desired">Its desired level.</param>
public sealed record Strength(Measure Measure, int Level, Tenths Desired)
{
    /// <summary>True when the desired level is reached; otherwise it is merely among the best there are.</summary>
    public bool Reached => Tenths.Whole(Level) >= Desired;
}

/// <summary>What the board reads: the first page of a result.</summary>
/// <param name="Sentences">The result in three sentences.</param>
/// <param name="Strengths">The three measures furthest above, or least below, their desired level; fewer when fewer are known.</param>
/// <param name="Gaps">The three first recommendations.</param>
/// <param name="Actions">The five first recommendations with their steps.</param>
public sealed record Summary(
    IReadOnlyList<Text> Sentences, IReadOnlyList<Strength> Strengths,
    IReadOnlyList<Recommendation> Gaps, IReadOnlyList<Recommendation> Actions)
{
    /// <summary>What to know of the strengths when not all of them reach their desired level; null when they do, or there are none.</summary>
    public Text? StrengthsNote => (Strengths.Count, Strengths.Count(s => s.Reached)) switch
    {
        (0, _) => null,
        var (all, reached) when all == reached => null,
        (_, 0) => new("望まれる水準に達した対策はまだありません。差の小さいものを挙げます。", "No measure reaches its desired level yet; these come closest."),
        var (_, reached) => new($"望まれる水準に達したのは{reached}項目です。ほかは差の小さいものです。",
            $"{reached} of these {(reached == 1 ? "reaches" : "reach")} the desired level; the rest come closest."),
    };

    /// <summary>Sums a result up.</summary>
    /// <param name="rules">Its rules.</param>
    /// <param name="score">The result.</param>
    /// <param name="known">What <see cref="Recommendations.Of"/> says of it; asked for when null.</param>
    public static Summary Of(RuleSet rules, Score score, IReadOnlyList<Recommendation>? known = null)
    {
        var recommendations = known ?? Recommendations.Of(rules, score);
        return new(
            [Position(rules, score), Reached(score, recommendations), First(recommendations)],
            Strongest(rules, score), [.. recommendations.Take(3)], [.. recommendations.Take(5)]);
    }

    // The three with the smallest gap; of equal ones the higher level, then the heavier weight, then the identifier.
    private static List<Strength> Strongest(RuleSet rules, Score score)
    {
        var known = new List<int>(score.Measures.Count);
        for (var i = 0; i < score.Measures.Count; i++)
        {
            if (score.Measures[i].Level is not null)
                known.Add(i);
        }

        known.Sort((a, b) =>
        {
            var (one, other) = (score.Measures[a], score.Measures[b]);
            return one.Gap != other.Gap ? one.Gap!.Value.CompareTo(other.Gap!.Value)
                : one.Level != other.Level ? other.Level!.Value.CompareTo(one.Level!.Value)
                : rules.Rules.Measures[a].Weight != rules.Rules.Measures[b].Weight ? rules.Rules.Measures[b].Weight.CompareTo(rules.Rules.Measures[a].Weight)
                : string.CompareOrdinal(one.Item, other.Item);
        });
        return known[..Math.Min(3, known.Count)]
            .ConvertAll(i => new Strength(rules.Questionnaire.Measures[i], score.Measures[i].Level!.Value, score.Measures[i].Desired));
    }

    private static Text Position(RuleSet rules, Score score)
    {
        var unknown = score.UnknownItems.Count == 0 ? default : new Text(
            $"、不明{score.UnknownItems.Count}項目", $", {score.UnknownItems.Count} unknown");
        return new(
            $"総合点は{rules.Questionnaire.HighestTotal}点満点中{score.Total}点（最低{rules.Questionnaire.LowestTotal}点{unknown.Ja}）で、リスク指標{score.RiskIndex}により「{score.Layer.Name().Ja}」に当たります。",
            $"The total is {score.Total} of {rules.Questionnaire.HighestTotal} points (lowest {rules.Questionnaire.LowestTotal}{unknown.En}), and a risk index of {score.RiskIndex} places the organisation in the layer \"{score.Layer.Name().En}\".");
    }

    private static Text Reached(Score score, IReadOnlyList<Recommendation> recommendations)
    {
        var (all, reached) = (score.Measures.Count, score.Measures.Count - recommendations.Count);
        if (recommendations.Count == 0)
            return new($"{all}項目の対策のすべてが、この層に望まれる水準に達しています。",
                $"All {all} measures reach the level desired in this layer.");
        var known = recommendations.Where(r => r.Level is not null).ToList();
        var unknown = recommendations.Count - known.Count;
        if (unknown == all)
            return new($"{all}項目の対策のすべてで、水準が分かりません。", $"Of all {all} measures the level is unknown.");
        List<Text> parts = reached > 0
            ? [new($"{reached}項目が望まれる水準に達しており", $"Of {all} measures {reached} {(reached == 1 ? "reaches" : "reach")} the desired level")]
            : [new("望まれる水準に達したものはまだなく", $"None of the {all} measures reaches the desired level yet")];
        if (unknown > 0)
            parts.Add(new(known.Count > 0 ? $"{unknown}項目は水準が分からず" : $"{unknown}項目は水準が分かりません", $"of {unknown} the level is unknown"));
        if (known.Count > 0)
            parts.Add(Largest(known));
        return new($"{all}項目の対策のうち{string.Join('、', parts.Select(p => p.Ja))}。", $"{string.Join("; ", parts.Select(p => p.En))}.");
    }

    // Several measures may share the largest gap: then none of them is singled out as the one.
    private static Text Largest(List<Recommendation> known)
    {
        var first = known[0];
        var sharing = known.Count(r => r.Gap == first.Gap);
        var (ja, en) = ($"「{first.Measure.Title.Ja}」（水準{first.Level}、望まれる水準{first.Desired.Written()}）",
            $"\"{first.Measure.Title.En}\" (level {first.Level}, desired {first.Desired.Written()})");
        return sharing == 1
            ? new($"差が最も大きいのは{ja}です", $"the largest gap is in {en}")
            : new($"差が最も大きいのは{ja}など{sharing}項目です", $"{sharing} share the largest gap, {en} among them");
    }

    private static Text First(IReadOnlyList<Recommendation> recommendations)
    {
        if (recommendations.Count == 0)
            return new("現在の水準を保ち、環境の変化や事故に照らして見直しを続けてください。",
                "Keep the present levels and go on reviewing them against changes and incidents.");
        var first = recommendations[0];
        return first.Level is null
            ? new($"まず「{first.Measure.Title.Ja}」の現状を確かめてください（{first.Who.Ja}）。",
                $"Start by finding out how things stand in \"{first.Measure.Title.En}\" ({first.Who.En}).")
            : new($"まず「{first.Measure.Title.Ja}」に取り組むと、約{first.Days}人日で水準{first.Level}から{first.NextLevel}に上がります（{first.Who.Ja}）。",
                $"Start with \"{first.Measure.Title.En}\": about {first.Days} person-{(first.Days == 1 ? "day takes" : "days take")} it from level {first.Level} to {first.NextLevel} ({first.Who.En}).");
    }
}
