using CsCheck;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class DisclosureTests
{
    private static readonly Gen<Tie[]> Ties = Gen.Select(Gen.Int[0, 6].Array[1, 4], Gen.Int[0, 7])
        .Select((sets, count) => new Tie([.. sets.Distinct()], count)).Array[0, 14];

    // Every way to part the nodes in two: a combination of figures leaves the organisations of at least one such cut.
    [Fact]
    public void Safe_is_what_no_parting_of_the_sets_contradicts()
        => Ties.Sample(ties =>
        {
            var least = Enumerable.Range(1, 126).Select(side => ties.Where(tie => tie.Sets.Select(set => (side >> set) & 1).Distinct().Count() > 1).Sum(tie => tie.Count))
                .Where(count => count > 0).DefaultIfEmpty(int.MaxValue).Min();
            Assert.True((least >= Disclosure.Fewest) == Disclosure.IsSafe(ties), $"{least}: {string.Join(' ', ties.Select(tie => $"{{{string.Join(',', tie.Sets)}}}x{tie.Count}"))}");
        }, iter: 20_000);

    [Fact]
    public void Joining_what_is_tied_together_changes_no_answer()
        => Ties.Sample(ties =>
        {
            var joined = Disclosure.Joined(ties);
            Assert.Equal(Disclosure.IsSafe(ties), Disclosure.IsSafe(ties.Select(tie => tie with { Sets = [.. tie.Sets.Select(set => joined.GetValueOrDefault(set, set)).Distinct()] })));
        }, iter: 5_000);
}
