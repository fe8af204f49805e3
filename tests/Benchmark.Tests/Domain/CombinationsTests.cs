using CsCheck;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Tests.Attacking;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class CombinationsTests
{
    private static readonly Gen<Share[]> Result = Gen.Select(Gen.Int[0, 5], Gen.Int[-2, 3]).Array[1, 3].Select(shares => shares.Select(s => new Share(s.Item1, s.Item2)).ToArray());
    private static readonly Gen<Trace[]> Traces = Gen.Select(Result.Array[1, 2], Gen.Int[0, 6]).Select((results, count) => new Trace(results, count)).Array[1, 7];

    // Every set of up to four organisations is taken out: figures that then say less isolate some of them.
    [Fact]
    public void Safe_is_what_no_four_organisations_taken_out_contradict()
    {
        var (safe, unsafely) = (0, 0);
        Traces.Sample(traces =>
        {
            var organisations = traces.SelectMany(t => Enumerable.Repeat(t.Results, t.Count)).Select(results => (Id: Guid.NewGuid(), results)).ToList();
            var figures = Enumerable.Range(0, 6).Select(set => (IReadOnlyDictionary<Known, long>)organisations
                .SelectMany(o => o.results.Select((r, i) => (new Known(o.Id, new Guid(i, 0, 0, new byte[8])), r.Where(s => s.Set == set).Sum(s => s.Weight))))
                .Where(r => r.Item2 != 0).ToDictionary(r => r.Item1, r => (r.Item2 + Prime) % Prime)).ToList();
            var attack = new Attack(figures);

            // Those of the same kind are left together: it is enough to take out whole kinds.
            var kinds = organisations.GroupBy(o => o.results).Where(g => g.Count() < Disclosure.Fewest).Select(g => g.Select(o => o.Id).ToList()).ToList();
            var found = Enumerable.Range(1, (1 << kinds.Count) - 1).Select(chosen => kinds.Where((_, i) => ((chosen >> i) & 1) == 1).SelectMany(k => k).ToHashSet())
                .Any(few => few.Count < Disclosure.Fewest && attack.Isolates(few));
            Interlocked.Increment(ref found ? ref unsafely : ref safe);
            Assert.Equal(!found, Combinations.IsSafe(traces));
        }, iter: 10_000);
        Assert.True(safe > 500 && unsafely > 500, $"{safe} {unsafely}");
    }

    // For results between two sets both rules are the same.
    [Fact]
    public void It_says_what_the_smallest_cut_says_where_sets_only_follow_one_another()
        => Gen.Select(Gen.Int[0, 5].Array[2, 4], Gen.Int[0, 6]).Select((sets, count) => new Tie([.. sets.Distinct()], count)).Array[0, 10].Sample(ties => Assert.Equal(
            Disclosure.IsSafe(ties),
            Combinations.IsSafe(ties.Select(tie => new Trace([.. tie.Sets.Skip(1).Select(set => (Share[])[.. Of(tie.Sets[0], 1), .. Of(set, -1)])], tie.Count)))), iter: 10_000);

    private const long Prime = 2_147_483_629;

    private static IEnumerable<Share> Of(int set, int weight) => set == Disclosure.Outside ? [] : [new(set, weight)];
}
