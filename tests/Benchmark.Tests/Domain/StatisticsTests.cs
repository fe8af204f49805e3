using System.Numerics;
using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class StatisticsTests
{
    private static readonly RuleSet Rules = Samples.Shipped;
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly Text Source = new("試験用の結果", "Results for tests");
    private static readonly Gen<ConsentedResult[]> Population = Samples.AnyAnswers.Select(Counted).Array[0, 60];

    [Fact]
    public void Bins_hold_at_least_5_cover_every_total_and_sum_to_n()
        => Gen.Int[25, 125].Array[0, 300].Sample(totals =>
        {
            var counts = new int[101];
            foreach (var total in totals)
                counts[total - 25]++;
            var histogram = Histogram.Of(counts, 25, 5, 5);
            if (totals.Length < 5)
            {
                Assert.Null(histogram);
                return;
            }

            var bins = histogram!.Bins;
            Assert.Equal((25, 125), (bins[0].From, bins[^1].To));
            Assert.All(bins, bin => Assert.True(bin.Count >= 5));
            Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.Equal(pair.First.To + 1, pair.Second.From));
            Assert.All(bins, bin => Assert.Equal(totals.Count(t => t >= bin.From && t <= bin.To), bin.Count));
            Assert.Equal(totals.Length, bins.Sum(bin => bin.Count));
        });

    [Fact]
    public void Rank_and_percentile_ranges_contain_the_true_ones()
        => Gen.Select(Gen.Int[25, 125].Array[15, 200], Gen.Int[25, 125], Gen.Bool).Sample((totals, own, counted) =>
        {
            if (counted)
                own = totals[0];
            var counts = new int[101];
            foreach (var total in totals)
                counts[total - 25]++;
            var place = Histogram.Of(counts, 25, 5, 5)!.PlaceOf(own, counted);
            Assert.InRange(1 + totals.Count(t => t > own), place.RankFrom, place.RankTo);
            Assert.InRange(totals.Count(t => t < own) * 100m / totals.Length, place.PercentileFrom.ToDecimal(), place.PercentileTo.ToDecimal());
            Assert.InRange(own, place.Bin.From, place.Bin.To);
            Assert.Equal(counted ? totals.Length : totals.Length + 1, place.Of);
            Assert.InRange(place.RankTo, place.RankFrom, place.Of);
            Assert.InRange(place.PercentileTo.ToDecimal(), 0m, 100m);
        });

    [Fact]
    public void Every_figure_of_a_layer_is_that_of_its_results()
        => Population.Sample(results =>
        {
            var statistics = Statistics.Compute(Rules, results, Source, Day);
            Assert.Equal(results.GroupBy(result => result.Layer).Select(layer => layer.Count()).Where(n => n >= 15).Sum(), statistics.Count);
            foreach (var layer in Layers.All)
            {
                var own = results.Where(result => result.Layer == layer).ToList();
                var peers = statistics.Of(layer);
                Assert.Equal(own.Count < 15 ? 0 : own.Count, peers.Count);
                if (own.Count < 15)
                {
                    Assert.NotNull(peers.Withheld);
                    Assert.True(peers is { Mean: null, StandardDeviation: null, Histogram: null });
                    Assert.Empty(peers.Clusters);
                    Assert.All(peers.Measures, measure => Assert.Null(measure.Mean));
                    continue;
                }

                Assert.Null(peers.Withheld);
                Assert.Equal(Tenths.Ratio(own.Sum(result => result.Total), own.Count), peers.Mean);
                Assert.Equal(own.Count, peers.Histogram!.Bins.Sum(bin => bin.Count));
                Assert.Equal(own.Count, peers.Clusters.Sum(cluster => cluster.Count));
                Assert.All(peers.Clusters, cluster => Assert.InRange(cluster.Count, 5, own.Count));
                Assert.All(peers.Clusters, cluster => Assert.InRange(cluster.RiskIndex.Value,
                    own.Min(result => result.RiskIndex.Value), own.Max(result => result.RiskIndex.Value)));
                for (var i = 0; i < peers.Measures.Count; i++)
                {
                    var levels = own.Select(result => result.Answers[i]).Where(symbol => symbol != 'u').Select(symbol => symbol - '0').ToList();
                    Assert.Equal(levels.Count < 15 ? null : Tenths.Ratio(levels.Sum(), levels.Count), peers.Measures[i].Mean);
                    Assert.Equal(DesiredOf(own, i) ?? Tenths.Whole(Rules.Rules.Measures[i].Desired[(int)layer]), peers.Measures[i].Desired);
                }
            }
        }, iter: 100);

    // A place at a time: N of them, three to a result, go down the ranking; results with one total share theirs.
    private static Tenths? DesiredOf(List<ConsentedResult> own, int measure)
    {
        long sum = 0, count = 0, scale = own.GroupBy(r => r.Total).Aggregate(1L, (all, g) => all * g.Count() / (long)BigInteger.GreatestCommonDivisor(all, g.Count()));
        var left = own.Count * scale;
        foreach (var tied in own.GroupBy(r => r.Total).OrderByDescending(g => g.Key))
        {
            var each = Math.Min(3 * scale, left / tied.Count());
            left -= each * tied.Count();
            foreach (var level in tied.Select(r => r.Answers[measure]).Where(symbol => symbol != 'u'))
                (sum, count) = (sum + (each * (level - '0')), count + each);
        }

        return count == 0 ? null : Tenths.Ratio(sum, count);
    }

    [Fact]
    public void Desired_levels_are_the_top_third_s_and_ties_share_the_places_that_remain()
    {
        // Sixteen results: five and a third places. Four at 100 have one each, the eight at 75 share one and a third.
        ConsentedResult[] results = [.. Enumerable.Repeat(Counted(Answers(4)), 4), .. Enumerable.Repeat(Counted(Answers(3)), 8), .. Enumerable.Repeat(Counted(Answers(1)), 4)];
        var peers = Statistics.Compute(Rules, results, Source, Day).Of(results[0].Layer);
        Assert.True(peers.DesiredMeasured);
        Assert.All(peers.Measures, measure => Assert.Equal(Tenths.Ratio((4 * 4 * 3) + (4 * 3), 16), measure.Desired));
        var few = Statistics.Compute(Rules, results[..14], Source, Day).Of(results[0].Layer);
        Assert.False(few.DesiredMeasured);
        Assert.Equal(Rules.Rules.Measures.Select(m => Tenths.Whole(m.Desired[(int)results[0].Layer])), few.Measures.Select(m => m.Desired));
    }

    [Fact]
    public void Below_15_results_nothing_about_others_is_given_but_the_reason()
    {
        var fourteen = Statistics.Compute(Rules, Same(14), Source, Day);
        var comparison = Comparison.Of(Own(3), fourteen);
        Assert.True(comparison is { TScore: null, Place: null });
        Assert.DoesNotContain("14", comparison.NoTScore!.Value.En, StringComparison.Ordinal);
        Assert.Contains("既定", comparison.NoTScore!.Value.Ja, StringComparison.Ordinal);

        var fifteen = Statistics.Compute(Rules, Same(14).Append(Counted(Answers(2))), Source, Day);
        Assert.True(Comparison.Of(Own(3), fifteen) is { TScore: not null, NoTScore: null, Place: not null });
    }

    [Fact]
    public void When_every_total_is_the_same_the_t_score_is_undefined_with_a_reason()
    {
        var comparison = Comparison.Of(Own(3), Statistics.Compute(Rules, Same(20), Source, Day), counted: true);
        Assert.Null(comparison.TScore);
        Assert.Contains("標準偏差", comparison.NoTScore!.Value.Ja, StringComparison.Ordinal);
        Assert.Equal((1, 20, 20), (comparison.Place!.RankFrom, comparison.Place.RankTo, comparison.Place.Of));
    }

    [Fact]
    public void Counting_allocates_nothing_per_result()
    {
        var results = Same(100_000).ToArray();
        Statistics.Compute(Rules, results, Source, Day);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Statistics.Compute(Rules, results, Source, Day);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 240_000);
    }

    [Fact]
    public void A_result_of_other_rules_is_a_bug()
        => Assert.ThrowsAny<ArgumentException>(() => Statistics.Compute(Rules, [new(Layer.High, 24, default, new string('1', 40))], Source, Day));

    [Theory]
    [InlineData(3567, 5558, 9125, "39.1", "60.9")]
    public void The_shares_of_uses_with_and_without_consent_are_those_published(int provided, int not, int total, string with, string without)
    {
        var uses = new UseCount(provided, not);
        Assert.Equal((total, with, without), (uses.Total, uses.ProvidedShare.ToString(), uses.NotProvidedShare.ToString()));
        Assert.Null(default(UseCount).ProvidedShare);
    }

    private static Answers Answers(int level) => Benchmark.Domain.Answers.From(Rules.Questionnaire,
        i => Answer.Of(Rules.Questionnaire.Items[i] is Measure ? level : 1));

    private static Score Own(int level) => Scoring.Score(Rules, Answers(level)).Value;

    private static IEnumerable<ConsentedResult> Same(int count) => Enumerable.Repeat(Counted(Answers(3)), count);

    private static ConsentedResult Counted(Answers answers)
    {
        var score = Scoring.Score(Rules, answers).Value;
        return new(score.Layer, score.Total, score.RiskIndex, answers.Code);
    }
}
