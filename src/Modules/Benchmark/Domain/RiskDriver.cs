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
        var (profile, first) = (rules.Questionnaire.Profile, rules.Questionnaire.Measures.Count);
        var drivers = new RiskDriver[profile.Count];
        for (var i = 0; i < drivers.Length; i++)
        {
            var answer = answers[first + i];
            var option = answer.Number ?? profile[i].Choices;
            drivers[i] = new(profile[i], option, answer.IsUnknown, rules.Added(i, option), rules.Added(i, profile[i].Choices));
        }

        return [.. drivers.OrderByDescending(driver => driver.Adds)];
    }
}
