using CsCheck;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Domain;

public sealed class SnapshotTests
{
    // Few ids, so that two memberships share some.
    private static readonly Gen<Member[]> Members = Gen.Select(Gen.Int[1, 30], Gen.Int[1, 3])
        .Select((organisation, check) => new Member(Id(organisation), Id(1000 + (organisation * 10) + check)))
        .Array[0, 25].Select(members => members.DistinctBy(m => m.Organisation).ToArray());

    [Fact]
    public void What_differs_is_what_the_sets_say()
        => Gen.Select(Members, Members).Sample((before, after) =>
        {
            var change = Membership.Of(before).ChangeTo(Membership.Of(after));
            var (old, now) = (before.ToDictionary(m => m.Organisation), after.ToDictionary(m => m.Organisation));
            Assert.Equal(now.Values.Where(m => !old.TryGetValue(m.Organisation, out var o) || o != m).Select(m => m.Organisation).Order(), change.Came.Order());
            Assert.Equal(old.Values.Where(m => !now.ContainsKey(m.Organisation)).OrderBy(m => m.Organisation), change.Gone.OrderBy(m => m.Organisation));
        });

    [Fact]
    public void The_nearest_published_membership_is_found_on_the_way_back()
        => Members.Array[1, 6].Sample(memberships =>
        {
            var published = memberships.Select(Membership.Of).ToList();
            var now = published[^1];
            published.RemoveAt(published.Count - 1);
            if (published.Count == 0 || published[^1].Count == 0)
                return;
            var back = Enumerable.Range(1, published.Count - 1).Reverse()
                .Select(i => Membership.Read(Membership.Of(published[i].WayBackTo(published[i - 1])).ToBytes()).Members);
            Assert.Equal(published.Min(p => Changed(p, now)), now.Nearest(published[^1], back));
        });

    private static int Changed(Membership one, Membership other)
        => one.Members.Except(other.Members).Concat(other.Members.Except(one.Members)).Select(m => m.Organisation).Distinct().Count();

    [Fact]
    public void A_membership_reads_back_as_it_was_written()
        => Members.Sample(members => Assert.Equal(members.OrderBy(m => m.Organisation), Membership.Read(Membership.Of(members).ToBytes()).Members));

    [Fact]
    public void Bytes_that_are_no_membership_are_refused()
        => Assert.Throws<InvalidDataException>(() => Membership.Read(new byte[33]));

    [Theory]
    [InlineData(0, false, LayerStep.Renew)]
    [InlineData(1, false, LayerStep.Keep)]
    [InlineData(4, false, LayerStep.Keep)]
    [InlineData(4, true, LayerStep.Withhold)]
    [InlineData(5, true, LayerStep.Renew)]
    [InlineData(5, false, LayerStep.Renew)]
    public void A_layer_is_renewed_only_when_enough_of_it_has_changed(int changed, bool withdrawn, LayerStep step)
        => Assert.Equal(step, Snapshot.StepOf(changed, withdrawn));

    private static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
