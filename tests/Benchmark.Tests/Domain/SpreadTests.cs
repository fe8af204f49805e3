using System.Buffers.Binary;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Domain;

/// <summary>Distributions of one block beside those that were published before.</summary>
public sealed class SpreadTests
{
    private static readonly RuleSet Rules = ShippedRules.Current;
    private readonly List<Guid> organisations = [.. Enumerable.Range(0, 60).Select(_ => Guid.NewGuid())];

    [Fact]
    public void A_third_distribution_is_refused_that_tells_of_two_organisations_though_any_two_hide_them()
    {
        var (low, high) = (organisations[..10], organisations[10..20]);
        var first = Of(Block.Empty, 1, [.. low, .. high]);
        var (one, placed) = (Spread.Of(null, 1, Placed(first, high), [first]), Placed(first, high));
        Assert.True(Spread.MayFollow(null, placed, [first]));

        // Five come to the lower cluster.
        var second = Of(first, 2, [.. low, .. high, .. organisations[20..25]]);
        placed = Placed(second, high);
        Assert.True(Spread.MayFollow(one, placed, [second]));
        var two = Spread.Of(one, 2, placed, [second]);

        // Four of them go again and another one comes; five of the upper cluster answer anew.
        List<Guid> now = [.. low, .. high, organisations[24], organisations[25]];
        var third = Of(second, 3, now, anew: high[..5]);
        Assert.False(Spread.MayFollow(two, Placed(third, high), [third]));
        Assert.Equal((20, 25), (one.Checks.Count(), two.Checks.Count()));

        // Were the second all that came before, they could; but the sums of the first tell as much as its distribution.
        Assert.False(Spread.MayFollow(Spread.Of(null, 2, Placed(second, high), [second]), Placed(third, high), [third]));
        second = Of(Block.Empty, 2, [.. low, .. high, .. organisations[20..25]]);
        third = Of(second, 3, now, anew: high[..5]);
        Assert.True(Spread.MayFollow(Spread.Of(null, 2, Placed(second, high), [second]), Placed(third, high), [third]));
    }

    [Fact]
    public void Sums_are_refused_that_tell_of_two_organisations_beside_a_distribution_that_stands()
    {
        var (low, high) = (organisations[..20], organisations[20..40]);
        var first = Of(Block.Empty, 1, [.. low, .. high]);
        var one = Spread.Of(null, 1, Placed(first, high), [first]);
        Assert.True(Spread.MayFollow(one, [], [first]));
        Assert.True(Spread.MayFollow(one, [], [Of(first, 2, [.. low, .. high[..10]])]));
        Assert.False(Spread.MayFollow(one, [], [Of(first, 2, [.. low[..19], organisations[40]])]));
    }

    [Fact]
    public void A_top_third_is_refused_that_ends_within_a_cluster_near_its_end()
    {
        var block = Of(Block.Empty, 1, organisations[..36]);
        Assert.False(Spread.MayFollow(null, Placed(block, organisations[..14], organisations[..12]), [block]));
        Assert.True(Spread.MayFollow(null, Placed(block, organisations[..17], organisations[..12]), [block]));
        Assert.True(Spread.MayFollow(null, Placed(block, organisations[..12], organisations[..12]), [block]));
    }

    [Fact]
    public void No_more_than_the_last_twelve_are_kept_and_what_was_stored_before_is_read()
    {
        var block = Of(Block.Empty, 1, organisations[..20]);
        var spread = Spread.Of(null, 1, Placed(block, organisations[..10]), [block]);
        for (var i = 0; i < 20; i++)
            spread = new(Spread.Of(spread, i + 2, Placed(block, organisations[..10]), [block]).Data);
        Assert.Equal((20, Spread.MostTogether), (spread.Count, spread.Paths.Max(path => path.Count)));
        Assert.True(spread.IsOf(Placed(block, organisations[..10]), [block]));
        Assert.False(spread.IsOf(Placed(block, organisations[..9]), [block]));

        // Six results: two above the cut of the third, one at it.
        var old = new byte[6 * 35];
        for (var i = 0; i < 6; i++)
        {
            organisations[i].TryWriteBytes(old.AsSpan(i * 35));
            organisations[i + 10].TryWriteBytes(old.AsSpan((i * 35) + 16));
            BinaryPrimitives.WriteUInt16LittleEndian(old.AsSpan((i * 35) + 32), (ushort)(i / 3));
            old[(i * 35) + 34] = (byte)(i switch { < 1 => 2, 1 => 1, _ => 0 });
        }

        spread = new(old);
        Assert.Equal(organisations[10..16], spread.Checks);
        Assert.Equal([3L, 3L, 0L], Enumerable.Range(0, 3).Select(i => spread.Paths[spread[i].Path] is { Count: 2 } path ? path[0].Weight : 0));
        Assert.Throws<InvalidDataException>(() => new Spread(new byte[7]));
    }

    // The block with these results: those anew have answered again, those missing have gone.
    private static Block Of(Block before, int snapshot, List<Guid> now, List<Guid>? anew = null)
    {
        var results = new CountedResults(Rules);
        var answers = Answers.From(Rules.Questionnaire, _ => Answer.Of(3));
        var earlier = Enumerable.Range(0, before.Members).Select(i => before[i]).ToList();
        foreach (var organisation in now)
            results.Add(organisation, anew?.Contains(organisation) == true || !earlier.Exists(m => m.Organisation == organisation) ? Guid.NewGuid() : earlier.Find(m => m.Organisation == organisation).Check,
                new DateTime(2026, 1, 1), new(Layer.High, 75, new(900), answers.Code), null);
        int[] next = [.. earlier.Select(m => !now.Contains(m.Organisation) ? m.Counted ? Block.Leaves : Block.AsItIs : anew?.Contains(m.Organisation) == true ? results.Find(m.Organisation) : Block.AsItIs)];
        List<int> come = [.. Enumerable.Range(0, results.Count).Where(i => !earlier.Exists(m => m.Organisation == results[i].Organisation))];
        Assert.True(before.MayBecome(snapshot, next, come.Count));
        return before.Become(snapshot, next, come, results, 1);
    }

    // In two clusters; of the top third some or nobody.
    private static List<Placed> Placed(Block block, List<Guid> second, List<Guid>? third = null)
        => [.. Enumerable.Range(0, block.Members).Where(i => block[i].Counted).Select(i => (Member: i, block[i].Organisation))
            .Select(m => new Placed(0, m.Member, new((ushort)(second.Contains(m.Organisation) ? 1 : 0), third?.Contains(m.Organisation) == true ? 3 : 0)))];
}
