using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Example;

public class DemonstrationSetTests
{
    private static readonly IReadOnlyList<ConsentedResult> Results = [.. DemonstrationSet.Results(ShippedRules.Current)];

    [Fact]
    public void There_are_two_thousand_organisations_and_every_layer_is_alive()
    {
        Assert.Equal(2_000, Results.Count);
        Assert.All(Layers.All, layer => Assert.InRange(Results.Count(r => r.Layer == layer), 200, 1_400));
    }

    [Fact]
    public void The_distributions_are_those_that_are_stated()
        => Golden.Verify(string.Concat(Layers.All.Select(layer =>
        {
            var peers = Statistics.Compute(ShippedRules.Current, Results, DemonstrationSet.Source, new DateOnly(2026, 4, 1), true).Of(layer);
            return $"{layer.Id()} N={peers.Count} sum={peers.Sum} squares={peers.SumOfSquares} unknown={Results.Where(r => r.Layer == layer).Sum(r => r.Answers.Count(c => c == 'u'))}\n";
        })), "demonstration-set.txt");

    [Fact]
    public void Organisations_with_more_at_stake_tend_to_do_more()
    {
        var means = Layers.All.Select(layer => Results.Where(r => r.Layer == layer).Average(r => r.Total)).ToList();
        Assert.True(means[0] < means[1] && means[1] < means[2], string.Join(" ", means));
    }

    [Fact]
    public void Every_level_of_every_measure_is_chosen_by_somebody()
        => Assert.All(Enumerable.Range(0, ShippedRules.Current.Questionnaire.Measures.Count), m =>
            Assert.All("12345", level => Assert.Contains(Results, r => r.Answers[m] == level)));

    [Fact]
    public void Groups_are_given_too_and_their_layers_are_those_of_all_two_thousand()
    {
        var rules = ShippedRules.Current;
        var grouped = NextSnapshot.First(rules, DemonstrationSet.Counted(rules), DemonstrationSet.Source, new(2026, 4, 1));
        var all = Statistics.Compute(rules, Results, DemonstrationSet.Source, new(2026, 4, 1));
        Assert.Equal(2_000, grouped.Count);
        Assert.All(Layers.All, layer =>
        {
            Assert.Equal((all.Of(layer).Sum, all.Of(layer).SumOfSquares), (grouped.Of(layer).Sum, grouped.Of(layer).SumOfSquares));
            Assert.Equal(all.Of(layer).Measures, grouped.Of(layer).Measures);
            Assert.Equal(all.Of(layer).Count, grouped.Of(layer).Histogram!.Bins.Sum(bin => bin.Count));
        });
        Assert.True(grouped.Others.Count(p => p.Segment.Dimension == Segment.IndustryDimension) == 7, string.Join(' ', grouped.Others.Select(p => p.Segment)));
        Assert.True(grouped.Others.Count > 30);
    }
}
