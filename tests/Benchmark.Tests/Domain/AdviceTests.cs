using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class AdviceTests
{
    private static readonly RuleSet Rules = Samples.Shipped;
    private static readonly Questionnaire Questionnaire = Rules.Questionnaire;

    [Fact]
    public void Every_measure_below_its_desired_level_is_recommended_in_the_published_order()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var score = Scoring.Score(Rules, answers).Value;
            var recommendations = Recommendations.Of(Rules, score);
            Assert.Equal(
                score.Measures.Where(m => m.Desired.Value > m.Counted * 10).Select(m => m.Item).Order(),
                recommendations.Select(r => r.Measure.Id).Order());
            foreach (var (one, other) in recommendations.Zip(recommendations.Skip(1)))
                Assert.True((-one.Gap.Value, -one.Weight, one.Days, one.Measure.Id).CompareTo(
                    (-other.Gap.Value, -other.Weight, other.Days, other.Measure.Id)) < 0);
        }, iter: 200);

    [Fact]
    public void An_unknown_measure_begins_with_finding_out_and_goes_on_from_level_1()
    {
        var answers = Samples.Uniform(Rules, 5).With(Questionnaire, 14, Answer.Unknown);
        var recommendation = Assert.Single(Recommendations.Of(Rules, Scoring.Score(Rules, answers).Value));
        var next = Questionnaire.Measures[14].Next[0];
        Assert.Null(recommendation.Level);
        Assert.Equal(next.Steps, recommendation.Steps.Skip(1));
        Assert.Contains("find out", recommendation.Steps[0].En, StringComparison.Ordinal);
        Assert.Equal((2, next.Days, 40), (recommendation.NextLevel, recommendation.Days, recommendation.Gap.Value));
        Assert.EndsWith(next.Steps[0].En, recommendation.FirstStep.En, StringComparison.Ordinal);
        Assert.Equal(("–", "unknown", "unknown"), (recommendation.ShownGap, recommendation.Way.En, recommendation.Effort.En));
    }

    [Fact]
    public void What_is_unknown_is_not_called_the_largest_gap()
    {
        var unknown = Answers.From(Questionnaire, i => Questionnaire.Items[i] is Measure ? Answer.Unknown : Answer.Of(1));
        Assert.Equal("Of all 25 measures the level is unknown.", Sentence(unknown));
        Assert.Equal("None of the 25 measures reaches the desired level yet; of 24 the level is unknown; the largest gap is in "
            + "\"Anti-malware measures\" (level 1, desired 3).", Sentence(unknown.With(Questionnaire, At("M13"), Answer.Of(1))));
    }

    [Fact]
    public void Measures_that_share_the_largest_gap_are_counted()
    {
        var answers = Samples.Uniform(Rules, 5).With(Questionnaire, At("M13"), Answer.Of(1)).With(Questionnaire, At("M23"), Answer.Of(1));
        var gaps = Recommendations.Of(Rules, Scoring.Score(Rules, answers).Value);
        Assert.Equal(2, gaps.Count(g => g.Gap == gaps[0].Gap));
        Assert.Contains("2 share the largest gap", Sentence(answers), StringComparison.Ordinal);
    }

    [Fact]
    public void Strengths_below_their_desired_level_are_not_passed_off_as_reached()
    {
        var summary = Summary.Of(Rules, Scoring.Score(Rules, Samples.Uniform(Rules, 1)).Value);
        Assert.Equal("No measure reaches its desired level yet; these come closest.", summary.StrengthsNote?.En);
        Assert.Null(Summary.Of(Rules, Scoring.Score(Rules, Samples.Uniform(Rules, 5)).Value).StrengthsNote);
    }

    private static string Sentence(Answers answers) => Summary.Of(Rules, Scoring.Score(Rules, answers).Value).Sentences[1].En;

    private static int At(string item) => Questionnaire.IndexOf(item)!.Value;

    [Fact]
    public void Effort_is_put_into_a_word_by_the_rule_table()
    {
        var score = Scoring.Score(Samples.Small, Answers.Parse(Samples.Small.Questionnaire, "123111").Value).Value with { };
        var high = score with { Measures = [.. score.Measures.Select(m => m with { Desired = Tenths.Whole(5) })] };
        Assert.Equal([(2, EffortSize.Small), (4, EffortSize.Medium), (6, EffortSize.Medium)],
            Recommendations.Of(Samples.Small, high).OrderBy(r => r.Days).Select(r => (r.Days, r.Size)));
        Assert.Equal(("大", "large"), (EffortSize.Large.Word().Ja, EffortSize.Large.Word().En));
    }

    [Fact]
    public void The_summary_has_three_sentences_three_strengths_three_gaps_and_five_actions()
    {
        var answers = Answers.From(Questionnaire, i => Answer.Of(1 + (i % 4)));
        var summary = Summary.Of(Rules, Scoring.Score(Rules, answers).Value);
        Assert.Equal((3, 3, 3, 5), (summary.Sentences.Count, summary.Strengths.Count, summary.Gaps.Count, summary.Actions.Count));
        Assert.All(summary.Sentences, sentence => Assert.True(sentence.Ja.EndsWith('。') && sentence.En.EndsWith('.')));
        Assert.All(summary.Strengths, strength => Assert.True(strength.Reached));
        Assert.Equal(summary.Actions.Take(3), summary.Gaps);
        Assert.StartsWith("総合点は125点満点中61点（最低25点）で、リスク指標", summary.Sentences[0].Ja, StringComparison.Ordinal);
        Assert.StartsWith("The total is 61 of 125 points (lowest 25), and a risk index of", summary.Sentences[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_stands_for_any_answers()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var score = Scoring.Score(Rules, answers).Value;
            var summary = Summary.Of(Rules, score);
            Assert.All(summary.Sentences, sentence => Assert.Equal(1, sentence.Ja.Count(c => c == '。')));
            Assert.Equal(score.UnknownItems.Count > 0, summary.Sentences[0].En.Contains("unknown", StringComparison.Ordinal));
            Assert.Equal(Math.Min(3, score.Measures.Count(m => m.Level is not null)), summary.Strengths.Count);
        }, iter: 200);

    [Fact]
    public void With_nothing_left_to_do_the_summary_says_so()
    {
        var summary = Summary.Of(Rules, Scoring.Score(Rules, Samples.Uniform(Rules, 5)).Value);
        Assert.Empty(summary.Actions);
        Assert.Contains("All 25 measures", summary.Sentences[1].En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_raises_the_total_by_exactly_the_levels_planned_and_leaves_the_layer()
        => Gen.Select(Samples.AnyAnswers, Gen.Int[0, 24].HashSet[1, 8]).Sample((answers, ticked) =>
        {
            var targets = ticked.Where(at => answers[at].Number != 5)
                .ToDictionary(at => Questionnaire.Items[at].Id, at => Math.Min(5, (answers[at].Number ?? 1) + 2));
            var plan = Planner.Plan(Rules, answers, targets).Value;
            Assert.Equal(targets.Sum(t => t.Value - (answers[Questionnaire.IndexOf(t.Key)!.Value].Number ?? 1)), plan.After.Total - plan.Before.Total);
            Assert.Equal((plan.Before.Layer, plan.Before.RiskIndex), (plan.After.Layer, plan.After.RiskIndex));
            Assert.All(plan.Measures, m => Assert.Equal(
                Enumerable.Range(m.From ?? 1, m.To - (m.From ?? 1)), m.Steps.Select(step => step.From)));
            Assert.Equal(plan.Measures.Sum(m => m.Steps.Sum(step => step.Days)), plan.Days);
        }, iter: 200);

    [Fact]
    public void A_plan_shows_the_t_score_it_would_reach()
    {
        var others = Enumerable.Range(2, 3).SelectMany(level => Enumerable.Repeat(Samples.Uniform(Rules, level), 5)).Select(answers =>
            new ConsentedResult(Layer.Adequate, answers.Code[..25].Sum(symbol => symbol - '0'), new(450), answers.Code));
        var statistics = Statistics.Compute(Rules, others, new("試験", "Trial"), new(2026, 11, 23));
        var plan = Planner.Plan(Rules, Samples.Uniform(Rules, 3), Questionnaire.Measures.ToDictionary(m => m.Id, _ => 4)).Value;
        var (before, after) = plan.Among(statistics, counted: true);
        Assert.Equal(("50.0", "62.2"), (before.TScore.ToString(), after.TScore.ToString())); // 25 ÷ (25 × √⅔) × 10 + 50
        Assert.Equal((15, 16), (before.Place!.Of, after.Place!.Of));
        Assert.Equal([35, 20, 30, 25, 15], plan.After.Groups.Select(g => g.Max));
        Assert.All(plan.After.Groups.Zip(plan.Before.Groups), pair => Assert.True(pair.First.Mean > pair.Second.Mean));
    }

    [Theory]
    [InlineData("M01", 3, "4–5")]
    [InlineData("M01", 6, "4–5")]
    [InlineData("P01", 4, "M01–M25")]
    [InlineData("X", 4, "M01–M25")]
    public void A_target_that_is_not_above_the_level_is_refused(string item, int target, string remedy)
    {
        var failure = Planner.Plan(Rules, Samples.Uniform(Rules, 3), new Dictionary<string, int> { [item] = target }).Failure!;
        Assert.Equal(remedy, Assert.Single(failure.Faults).Remedy.En);
    }

    [Fact]
    public void Results_of_two_versions_are_compared_over_their_common_measures_and_it_says_so()
    {
        var later = Scoring.Score(Rules, Samples.Uniform(Rules, 4)).Value;
        var earlier = Scoring.Score(Rules, Samples.Uniform(Rules, 2)).Value;
        earlier = earlier with { RulesVersion = "2025.1", Measures = [.. earlier.Measures.Skip(5)] };
        var comparison = VersionComparison.Of(earlier, later);
        Assert.Equal((20, 40, 80, 100), (comparison.Common.Count, comparison.EarlierTotal, comparison.LaterTotal, comparison.Max));
        Assert.All(comparison.Common, change => Assert.Equal(2, change.Difference));
        Assert.Contains("20 measures", comparison.Statement.En, StringComparison.Ordinal);
        Assert.Contains("2025.1版と2026.1版", comparison.Statement.Ja, StringComparison.Ordinal);
        Assert.DoesNotContain("common", VersionComparison.Of(later, later).Statement.En, StringComparison.Ordinal);
    }
}
