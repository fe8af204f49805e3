using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class ScoringTests
{
    private static readonly RuleSet Rules = Samples.Shipped;

    [Fact]
    public void All_lowest_is_25_points_and_not_pressing()
    {
        var score = Scoring.Score(Rules, Samples.Uniform(Rules, 1)).Value;
        Assert.Equal((25, 0, Layer.NotPressing), (score.Total, score.RiskIndex.Value, score.Layer));
        Assert.Equal("not pressing", score.Layer.Name().En);
    }

    [Fact]
    public void All_highest_is_125_points_and_high_level_required()
    {
        var score = Scoring.Score(Rules, Samples.Uniform(Rules, 5)).Value;
        Assert.Equal((125, 1000, Layer.High), (score.Total, score.RiskIndex.Value, score.Layer));
        Assert.Equal(("高水準のセキュリティ対策が要求される層", "high level required"), (score.Layer.Name().Ja, score.Layer.Name().En));
        Assert.All(score.Measures, measure => Assert.True(measure.Gap!.Value.Value <= 0));
    }

    [Fact]
    public void Total_risk_index_and_layer_never_fall_when_an_answer_rises()
        => Gen.Select(Samples.AnyAnswers, Gen.Int[0, Rules.Questionnaire.Items.Count - 1]).Sample((answers, at) =>
        {
            var item = Rules.Questionnaire.Items[at];
            var previous = Scoring.Score(Rules, answers.With(Rules.Questionnaire, at, Answer.Of(1))).Value;
            for (var number = 2; number <= item.Choices; number++)
            {
                var score = Scoring.Score(Rules, answers.With(Rules.Questionnaire, at, Answer.Of(number))).Value;
                Assert.True(score.Total >= previous.Total && score.RiskIndex >= previous.RiskIndex && score.Layer >= previous.Layer);
                Assert.True(item is Measure ? score.Total == previous.Total + 1 : score.RiskIndex > previous.RiskIndex);
                previous = score;
            }
        }, iter: 300);

    [Fact]
    public void Total_is_the_sum_of_the_groups_and_within_25_to_125()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var score = Scoring.Score(Rules, answers).Value;
            Assert.InRange(score.Total, 25, 125);
            Assert.Equal(score.Total, score.Groups.Sum(group => group.Sum));
            Assert.Equal(score.Total, score.Measures.Sum(measure => measure.Level ?? 1));
            Assert.InRange(score.RiskIndex.Value, 0, 1000);
        }, iter: 300);

    [Fact]
    public void Unknown_counts_as_level_1_and_as_the_highest_option_and_is_listed()
        => Samples.AnyAnswers.Sample(answers =>
        {
            var replaced = Answers.From(Rules.Questionnaire, i => !answers[i].IsUnknown ? answers[i]
                : Answer.Of(Rules.Questionnaire.Items[i] is Measure ? 1 : Rules.Questionnaire.Items[i].Choices));
            var (score, known) = (Scoring.Score(Rules, answers).Value, Scoring.Score(Rules, replaced).Value);
            Assert.Equal((known.Total, known.RiskIndex, known.Layer), (score.Total, score.RiskIndex, score.Layer));
            Assert.Equal(Enumerable.Range(0, answers.Count).Where(i => answers[i].IsUnknown).Select(i => Rules.Questionnaire.Items[i].Id),
                score.UnknownItems);
            foreach (var measure in score.Measures)
                Assert.Equal(score.UnknownItems.Contains(measure.Item), measure is { Level: null, Gap: null });
        }, iter: 300);

    [Theory]
    [InlineData("111", 0, Layer.NotPressing)]
    [InlineData("112", 167, Layer.NotPressing)] // (0/9 + 1/3) / 2
    [InlineData("122", 278, Layer.NotPressing)] // (2/9 + 1/3) / 2
    [InlineData("222", 333, Layer.NotPressing)] // (3/9 + 1/3) / 2
    [InlineData("213", 556, Layer.Adequate)] // (1/9 + 3/3) / 2
    [InlineData("233", 889, Layer.High)] // (7/9 + 3/3) / 2
    [InlineData("33u", 1000, Layer.High)]
    public void Risk_index_is_the_mean_of_the_families_shares_rounded_once(string profile, int tenths, Layer layer)
    {
        var score = Scoring.Score(Samples.Small, Answers.Parse(Samples.Small.Questionnaire, "111" + profile).Value).Value;
        Assert.Equal((tenths, layer), (score.RiskIndex.Value, score.Layer));
    }

    [Fact]
    public void The_layer_is_decided_from_the_printed_figure()
    {
        var rules = RuleSet.Parse(Samples.Small.Questionnaire,
            Samples.Bytes(Samples.SmallRules.Replace("33.4", "27.8", StringComparison.Ordinal))).Value;
        var score = Scoring.Score(rules, Answers.Parse(rules.Questionnaire, "111122").Value).Value;
        Assert.Equal(("27.8", Layer.Adequate), (score.RiskIndex.ToString(), score.Layer)); // exactly 27.77…, printed 27.8
    }

    [Fact]
    public void Incomplete_answers_are_refused_with_each_missing_item()
    {
        var answers = Samples.Uniform(Rules, 3).With(Rules.Questionnaire, 6, Answer.Missing).With(Rules.Questionnaire, 30, Answer.Missing);
        var failure = Scoring.Score(Rules, answers).Failure!;
        Assert.Equal(["M07", "P06"], failure.Faults.Select(fault => fault.Column));
    }

    [Fact]
    public void Answers_of_another_questionnaire_are_refused()
        => Assert.Equal(FailureKind.Invalid, Scoring.Score(Rules, Samples.Uniform(Samples.Small, 3)).Failure?.Kind);

    [Fact]
    public void Scoring_allocates_no_more_than_its_result()
    {
        var answers = Samples.Uniform(Rules, 3).With(Rules.Questionnaire, 2, Answer.Unknown);
        Scoring.Score(Rules, answers);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Scoring.Score(Rules, answers);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, 1_000);
    }
}
