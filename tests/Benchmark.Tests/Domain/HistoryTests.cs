using Sakimori.Benchmark.Tests.Attacking;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

/// <summary>
/// Small populations whose organisations come and go in every way, and whoever combines all that is published of them: of up to four
/// organisations every set is tried.
/// </summary>
public sealed class HistoryTests
{
    private const string Making = "jsic-14:E";
    private const string Trade = "jsic-14:G";
    private readonly History history = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_any_history_of_a_small_population_nothing_combines_to_fewer_than_five_organisations(int seed)
        => NothingTells(seed, fewest: false);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nor_where_as_many_come_as_a_layer_needs_and_no_more(int seed) => NothingTells(seed, fewest: true);

    // The sums of the third snapshot less those of the first would be of one.
    [Fact]
    public void Results_that_left_and_would_return_do_not()
    {
        history.Come(15);
        var some = history.Come(5);
        Publish(20);
        history.Withdraw(some);
        var others = history.Come(5);
        Publish(20);
        history.Return(some);
        history.Withdraw(others[1..]);
        history.Come(15, 4);
        Publish(0);

        // With one more that leaves the others stand; those that returned are counted again with what they answer anew.
        history.Withdraw(others[..1]);
        history.Come(10, 4);
        Publish(15);
        history.Answer(some);
        history.Come(5, 4);
        Publish(20);
    }

    // The smallest found by chance that tells of four where results that left are let in again: a merger took them out, a refusal brings them back.
    [Fact]
    public void Results_that_left_for_a_merger_and_would_return_with_a_refusal_do_not()
    {
        var lived = Act.Live([
            new(What.Come, 0, 0, 17, Industry: Making), new(What.Come, 1, 0, 6, Level: 2), new(What.Come, 2, 0, 5, Profile: 4), new(What.Come, 3, 0, 15, Industry: Making),
            new(What.Merge, 2, 0, 3, Into: 0), new(What.Answer, 2, 0, 5), new(What.Answer, 3, 0, 15), new(What.Come, 4, 0, 15, Level: 2),
            new(What.Publish), new(What.Merge, 3, 0, 12, Into: 2), new(What.Answer, 4, 10, 2), new(What.Answer, 3, 6, 6),
            new(What.Move, 3, 0, 12),
            new(What.Publish), new(What.Come, 6, 0, 6, Profile: 4), new(What.Withdraw, 3, 1, 10), new(What.Publish)]);
        Assert.Equal(3, lived.Published);
        Assert.Null(new Attack(lived.Figures).Fewest());
    }

    // All but one leave, and come back with new results while that one answers anew: its two results must not hide behind theirs.
    [Fact]
    public void Who_left_and_comes_anew_hides_nobody_who_stayed()
    {
        var some = history.Come(17, industry: Trade);
        Publish(17);
        history.Expire(some[1..]);
        history.Come(12, industry: Trade, level: 4);
        history.Come(5);
        Publish(18);
        history.Answer(some);
        Publish(34);
    }

    // Five go to another layer and come back with a new result: it ties nothing of what was before to what comes. Of fifteen two leave
    // with it and the others later: the second sums less the third and with the fourth would be of these two.
    [Fact]
    public void Who_left_and_comes_anew_hides_nobody_who_leaves_meanwhile()
    {
        history.Come(15, industry: Trade);
        var (some, others) = (history.Come(5, industry: Making), history.Come(15, level: 4));
        Publish(35);
        history.Come(8, 4, Trade);
        history.Answer(some, 4);
        Publish(30);
        history.Answer(some, 1);
        history.Expire(others[12..14]);
        Publish(33);
        history.Answer(others, 4);
        history.Come(10, 4);
        Publish(33);
    }

    // The clusters less the industry's sums are five of another block, whose sums less these five would be of one.
    [Fact]
    public void Results_of_a_distribution_that_left_their_block_tell_of_nobody()
    {
        history.Come(16, industry: Making);
        var expire = history.Come(15, industry: Making);
        history.Come(5);
        var upper = history.Come(6, level: 2);
        Publish(42);
        Assert.Equal(2, history.Of(1).Clusters.Count);
        history.Expire(expire);
        history.Exclude(upper[..5]);
        Publish(0);
    }

    // Three that were merged count with the latest result of each two: three have gone, whoever the others are counted for.
    [Fact]
    public void Mergers_change_as_many_results_as_leave()
    {
        var (into, merged) = (history.Come(18), history.Come(3));
        history.Come(15, 4);
        Publish(21);
        foreach (var (one, other) in merged.Zip(into))
            history.Merge(one, other);
        history.Come(12, 4);
        Publish(21);

        // Two others go, too: now they can.
        history.Exclude(into[5..7]);
        history.Come(9, 4);
        Publish(16);

        // The former's refusal takes its result out, and the one that had left does not return for it.
        history.Withdraw(merged);
        history.Come(10, 4);
        Publish(0);
    }

    // A layer is not given while its organisations are counted in another one, whose block then is kept, as the first would be.
    [Fact]
    public void Nobody_is_counted_twice_by_two_blocks_that_are_kept()
    {
        var (some, others) = (history.Come(16, industry: Making), history.Come(5, industry: Making));
        Publish(21);
        history.Answer(some, 4);
        Publish(0);
        history.Exclude([.. some, .. others[..3]]);
        history.Come(4, 4, Making);
        history.Come(15);
        Publish(15);
        Assert.Equal(16, history.Of(4).Count);
    }

    [Theory]
    [InlineData(9, 0, 0)]
    [InlineData(0, 9, 0)]
    [InlineData(0, 0, 9)]
    [InlineData(3, 3, 3)]
    [InlineData(4, 0, 5)]
    public void Nine_that_come_change_or_go_publish_nothing_and_ten_do(int come, int change, int go)
    {
        var (some, others) = (history.Come(30), history.Come(6));
        Publish(36);
        history.Come(come);
        history.Answer(some[..change]);
        history.Answer(some[..change]);
        history.Withdraw(some[15..(15 + go)]);
        Assert.False(history.TryPublish());

        // A merger that changes no result that counts, and who was never counted, make no tenth.
        history.Exclude(history.Come(1));
        history.Merge(others[0], some[29]);
        history.Merge(others[0], null);
        Assert.False(history.TryPublish());
        history.Answer(others[..1]);
        Publish(36 + come - go);

        // Who has gone differs no more.
        history.Answer(some[..9]);
        Assert.False(history.TryPublish());
    }

    // Two are gone from a block that was left out for them: they differed from the snapshot before, and not from this one.
    [Fact]
    public void Who_is_gone_from_a_block_that_was_left_out_makes_no_tenth()
    {
        var some = history.Come(20);
        history.Come(15, 4);
        Publish(20);
        history.Withdraw(some[..2]);
        history.Come(8, 4);
        Publish(0);
        var others = history.Come(9, 4);
        Assert.False(history.TryPublish());
        history.Answer(others[..1]);
        Assert.False(history.TryPublish());
        history.Come(1, 4);
        Publish(0);
    }

    // Fourteen that would be kept in a layer hold nobody back: it is not given. Fifteen do.
    [Theory]
    [InlineData(19, 0, 32)]
    [InlineData(20, 15, 30)]
    public void A_layer_in_which_fourteen_would_be_kept_holds_nobody_back(int came, int high, int low)
    {
        var (making, trade) = (history.Come(15, 4, Making), history.Come(came, 4, Trade));
        history.Come(20);
        Publish(20);
        history.Withdraw(trade[..5]);
        history.Come(5);
        Publish(25);
        history.Withdraw(making);
        history.Answer(trade[5..7], 1);
        history.Come(5);
        Assert.True(history.TryPublish());
        NobodyIsTold();
        Assert.Equal((high, low), (history.Of(4).Count, history.Of(1).Count));
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void Fifteen_newcomers_open_a_block_of_their_industry(int count, bool told)
    {
        history.Come(20);
        history.Come(count, industry: Making);
        Publish(20 + count);
        Assert.Equal(told, history.Tells("industry"));

        // Those that come later stand together by themselves, not with the fourteen.
        history.Come(10, industry: Making);
        Publish(30 + count);
        Assert.Equal(told, history.Tells("industry"));
    }

    [Fact]
    public void Of_fourteen_nothing_is_given_and_fifteen_have_a_desired_level_of_five()
    {
        var lower = history.Come(9, industry: Making);
        var upper = history.Come(5, industry: Making, level: 5);
        Assert.False(history.TryPublish());
        history.Come(1, industry: Making);
        Publish(15);
        Assert.True(history.Of(1).DesiredMeasured);
        Assert.Equal(Enumerable.Repeat(new Tenths(50), 25), history.Of(1).Measures.Select(m => m.Desired));

        // One of the third by another: neither the level nor the sums change for it. With five they do.
        history.Withdraw(upper[..1]);
        history.Come(1, industry: Making, level: 5);
        history.Come(15, 4);
        Publish(0);
        history.Answer(lower[..4]);
        history.Come(10, 4);
        Publish(15);
    }

    private static void NothingTells(int seed, bool fewest)
    {
        var published = 0;
        for (var i = 0; i < 60; i++)
        {
            var lived = Act.Live(Act.Any((seed * 1000) + i, fewest));
            published += lived.Published;
            var few = new Attack(lived.Figures).Fewest();
            Assert.True(few is null, $"{few?.Count} organisations can be worked out: {(seed * 1000) + i}.");
        }

        Assert.True(published > (fewest ? 200 : 400), $"{published}");
    }

    private void Publish(int count)
    {
        Assert.True(history.TryPublish());
        NobodyIsTold();
        Assert.Equal(count, history.Of(1).Count);
    }

    private void NobodyIsTold()
    {
        var few = new Attack(history.Figures).Fewest();
        Assert.True(few is null, $"{few?.Count} organisations can be worked out.");
    }
}
