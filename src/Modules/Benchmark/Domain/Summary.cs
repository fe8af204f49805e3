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
    /// <summary>Sums a result up.</summary>
    public static Summary Of(RuleSet rules, Score score)
    {
        var recommendations = Recommendations.Of(rules, score);
        var strengths = score.Measures
            .Select((measure, i) => (measure, i))
            .Where(x => x.measure.Level is not null)
            .OrderBy(x => x.measure.Gap!.Value).ThenByDescending(x => x.measure.Level)
            .ThenByDescending(x => rules.Rules.Measures[x.i].Weight).ThenBy(x => x.measure.Item, StringComparer.Ordinal)
            .Take(3)
            .Select(x => new Strength(rules.Questionnaire.Measures[x.i], x.measure.Level!.Value, x.measure.Desired));
        return new(
            [Position(rules, score), Reached(score, recommendations), First(recommendations)],
            [.. strengths], [.. recommendations.Take(3)], [.. recommendations.Take(5)]);
    }

    private static Text Position(RuleSet rules, Score score)
    {
        var unknown = score.UnknownItems.Count == 0 ? default : new Text(
            $"、不明{score.UnknownItems.Count}項目", $", {score.UnknownItems.Count} unknown");
        return new(
            $"総合点は{rules.Questionnaire.HighestTotal}点満点中{score.Total}点で、リスク指標{score.RiskIndex}により「{score.Layer.Name().Ja}」に当たります（最低{rules.Questionnaire.LowestTotal}点{unknown.Ja}）。",
            $"The total is {score.Total} of {rules.Questionnaire.HighestTotal} points, and a risk index of {score.RiskIndex} places the organisation in the layer \"{score.Layer.Name().En}\" (lowest total {rules.Questionnaire.LowestTotal}{unknown.En}).");
    }

    private static Text Reached(Score score, IReadOnlyList<Recommendation> recommendations)
    {
        var (all, reached) = (score.Measures.Count, score.Measures.Count - recommendations.Count);
        if (recommendations.Count == 0)
            return new($"{all}項目の対策のすべてが、望まれる水準に達しています。",
                $"All {all} measures reach their desired level.");
        var first = recommendations[0];
        return new(
            $"{all}項目の対策のうち{reached}項目が望まれる水準に達しており、差が最も大きいのは「{first.Measure.Title.Ja}」（{Now(first).Ja}、望まれる水準{first.Desired.Written()}）です。",
            $"Of {all} measures {reached} reach the desired level; the largest gap is in \"{first.Measure.Title.En}\" ({Now(first).En}, desired {first.Desired.Written()}).");
    }

    private static Text First(IReadOnlyList<Recommendation> recommendations)
    {
        if (recommendations.Count == 0)
            return new("現在の水準を保ち、環境の変化や事故に照らして見直しを続けてください。",
                "Keep the present levels and go on reviewing them against changes and incidents.");
        var first = recommendations[0];
        return first.Level is null
            ? new($"まず「{first.Measure.Title.Ja}」の現状を確かめ、{first.Who.Ja}が約{first.Days}人日で次の水準へ進めます。",
                $"Start by finding out how things stand in \"{first.Measure.Title.En}\"; the next level takes about {first.Days} person-{(first.Days == 1 ? "day" : "days")} ({first.Who.En}).")
            : new($"まず「{first.Measure.Title.Ja}」に取り組むと、約{first.Days}人日で水準{first.Level}から{first.NextLevel}に上がります（{first.Who.Ja}）。",
                $"Start with \"{first.Measure.Title.En}\": about {first.Days} person-{(first.Days == 1 ? "day takes" : "days take")} it from level {first.Level} to {first.NextLevel} ({first.Who.En}).");
    }

    private static Text Now(Recommendation recommendation) => recommendation.Level is { } level
        ? new($"水準{level}", $"level {level}")
        : new("不明", "unknown");
}
