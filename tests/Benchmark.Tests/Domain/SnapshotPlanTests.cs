using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

/// <summary>Layers that are given and left out, and what becomes of their blocks meanwhile.</summary>
public sealed class SnapshotPlanTests
{
    private static readonly RuleSet Rules = ShippedRules.Current;
    private readonly Dictionary<Guid, (Guid Check, int Profile, string? Industry, int Level)> organisations = [];
    private readonly HashSet<Guid> withdrawn = [];
    private LastSnapshot last = new(null, new Dictionary<BlockKey, Block>(), new HashSet<BlockKey>(), new Dictionary<Layer, Spread>());
    private int number;

    private static Layer Low => Of(1).Layer;

    private static Layer High => Of(4).Layer;

    [Fact]
    public void A_block_kept_in_a_layer_that_is_not_given_holds_nobody_back_and_never_counts_somebody_twice()
    {
        var (making, trade) = (Come(15, 4, "jsic-14:E"), Come(15, 4, "jsic-14:G"));
        Come(20, 1, null);
        Publish();
        Withdraw(trade[..5]);
        var next = Publish();
        Assert.Equal((25, 20), (next.Of(High).Count, next.Of(Low).Count));

        // The other industry goes as a whole, and two of the ten that are left move to the other layer, with three that come there.
        Withdraw(making);
        foreach (var organisation in trade[5..7])
            AnswerAgain(organisation, 1);
        Come(3, 1, null);
        next = Publish();
        Assert.Equal((0, 25), (next.Of(High).Count, next.Of(Low).Count));

        // The layer is given again: the ten with two that are elsewhere can be neither renewed nor kept.
        Come(15, 4, "jsic-14:E");
        next = Publish();
        Assert.Equal((15, 25), (next.Of(High).Count, next.Of(Low).Count));

        // Three more change, and it is.
        foreach (var organisation in trade[7..10])
            AnswerAgain(organisation, 4);
        next = Publish();
        Assert.Equal((23, 25), (next.Of(High).Count, next.Of(Low).Count));
    }

    [Fact]
    public void A_layer_is_left_out_whose_sums_would_tell_of_two_organisations_beside_a_distribution_that_was_published()
    {
        var (low, high) = (Come(20, 4, null, level: 2), Come(20, 4, null, level: 4));
        Assert.Equal([20, 20], Publish().Of(High).Histogram!.Bins.Select(bin => bin.Count));

        // The upper bin goes as a whole; of the lower one a single organisation goes, and another one comes.
        Withdraw([.. high, low[0]]);
        Come(1, 4, null, level: 2);
        var next = Publish().Of(High);
        Assert.Equal((0, Statistics.TooClose), (next.Count, next.Withheld));

        // Four more come: with five the sums tell of no fewer.
        Come(4, 4, null, level: 2);
        Assert.Equal(24, Publish().Of(High).Count);
    }

    private static Score Of(int profile, int level = 3) => Scoring.Score(Rules, AnswersOf(profile, level)).Value;

    private static Answers AnswersOf(int profile, int level) => Answers.From(Rules.Questionnaire, i => Answer.Of(i < Rules.Questionnaire.Measures.Count ? level : profile));

    private Guid[] Come(int count, int profile, string? industry, int level = 3)
    {
        Guid[] come = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
        foreach (var organisation in come)
            organisations.Add(organisation, (Guid.NewGuid(), profile, industry, level));
        return come;
    }

    private void AnswerAgain(Guid organisation, int profile) => organisations[organisation] = organisations[organisation] with { Check = Guid.NewGuid(), Profile = profile };

    private void Withdraw(Guid[] leaving)
    {
        foreach (var organisation in leaving)
        {
            withdrawn.Add(organisations[organisation].Check);
            organisations.Remove(organisation);
        }
    }

    private Statistics Publish()
    {
        var results = new CountedResults(Rules);
        foreach (var (organisation, of) in organisations)
        {
            var score = Of(of.Profile, of.Level);
            results.Add(organisation, of.Check, new DateTime(2026, 1, 1), new(score.Layer, score.Total, score.RiskIndex, AnswersOf(of.Profile, of.Level).Code), of.Industry);
        }

        number++;
        var gone = last.Blocks.Values.SelectMany(b => Enumerable.Range(0, b.Members).Select(i => b[i].Check)).Distinct().ToDictionary(check => check, withdrawn.Contains);
        var plan = SnapshotPlan.Of(number, last.Blocks, results, gone, 15);
        var standing = gone.Keys.ToDictionary(check => check, _ => new StandingResult(75, 500, new byte[Rules.Questionnaire.Measures.Count]));
        var next = NextSnapshot.Of(number, Rules, plan, results, standing, last, Text.Same("x"), new(2026, 1, 1));
        var counted = next.Given.Where(b => b.Planned.Step != BlockStep.Withhold).SelectMany(b => Enumerable.Range(0, b.After.Members).Select(i => b.After[i])).Where(m => m.Counted).ToList();
        Assert.Equal(counted.Count, counted.Select(m => m.Organisation).Distinct().Count());
        last = new(next.Statistics, last.Blocks.Concat(next.Given.Select(b => KeyValuePair.Create(b.Planned.Key, b.After))).GroupBy(b => b.Key).ToDictionary(g => g.Key, g => g.Last().Value),
            next.Given.Where(b => b.Planned.Step == BlockStep.Withhold).Select(b => b.Planned.Key).ToHashSet(), last.Spreads.Concat(next.Spreads).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Last().Value));
        return next.Statistics;
    }
}
