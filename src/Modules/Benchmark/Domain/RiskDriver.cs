using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>What one profile item adds to the risk index: why a result lies in its layer.</summary>
/// <param name="Item">The profile item.</param>
/// <param name="Option">The option counted, from 1; the highest one when unknown.</param>
/// <param name="Unknown">True when the item was answered 'unknown'.</param>
/// <param name="Adds">What it adds to the risk index, 0.0–100.0; each is rounded by itself, so that the sum may differ by a few tenths.</param>
/// <param name="Most">What its highest option would add.</param>
public sealed record RiskDriver(ProfileItem Item, int Option, bool Unknown, Tenths Adds, Tenths Most)
{
    /// <summary>Every profile item, the one that adds most first; of equal ones the earlier in the questionnaire.</summary>
    public static IReadOnlyList<RiskDriver> Of(RuleSet rules, Answers answers)
    {
        var questionnaire = rules.Questionnaire;
        var weights = rules.Rules.FamilyWeights;
        var highest = questionnaire.Families
            .Select(family => questionnaire.Profile.Zip(rules.Rules.Profile)
                .Where(pair => pair.First.Family == family.Id).Sum(pair => (long)pair.Second.Points[^1] * pair.Second.Weight))
            .ToArray();
        return [.. questionnaire.Profile.Select((item, i) =>
            {
                var family = Array.FindIndex([.. questionnaire.Families], f => f.Id == item.Family);
                var rule = rules.Rules.Profile[i];
                var answer = answers[questionnaire.Measures.Count + i];
                var option = answer.Number ?? item.Choices;
                var whole = weights.Sum() * highest[family];
                return new RiskDriver(item, option, answer.IsUnknown,
                    Tenths.Percent((long)weights[family] * rule.Points[option - 1] * rule.Weight, whole),
                    Tenths.Percent((long)weights[family] * rule.Points[^1] * rule.Weight, whole));
            })
            .OrderByDescending(driver => driver.Adds)];
    }
}
