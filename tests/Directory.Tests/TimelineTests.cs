using CsCheck;
using Sakimori.Directory.Domain;

namespace Sakimori.Directory.Tests;

public sealed class TimelineTests
{
    private static readonly DateOnly First = new(2000, 1, 1);

    private static readonly Gen<(int Day, int? Value)> Change = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 3], Gen.Bool)
        .Select((day, value, clear) => (day, clear ? (int?)null : value));

    [Fact]
    public void Periods_stay_in_order_and_never_overlap_whatever_is_changed()
        => Change.Array[0, 30].Sample(changes =>
        {
            var entries = Apply(changes).Entries;
            Assert.All(entries, e => Assert.False(e.Period.IsEmpty));
            Assert.All(entries.Zip(entries.Skip(1)), pair =>
            {
                Assert.True(pair.First.Period.Until <= pair.Second.Period.From);
                Assert.False(pair.First.Period.Until == pair.Second.Period.From && pair.First.Value == pair.Second.Value);
            });
        });

    [Fact]
    public void A_change_holds_from_its_day_until_the_next_planned_one_and_touches_nothing_else()
        => Gen.Select(Change.Array[0, 20], Change).Sample((changes, last) =>
        {
            var before = Apply(changes);
            var after = Apply([.. changes, last]);
            var next = before.Entries.Select(e => e.Period.From).Where(f => f > First.AddDays(last.Day)).DefaultIfEmpty(Period.Forever).Min();
            for (var day = First; day < First.AddDays(60); day = day.AddDays(1))
            {
                var expected = day >= First.AddDays(last.Day) && day < next ? last.Value : before.At(day)?.Value;
                Assert.Equal(expected, after.At(day)?.Value);
            }
        });

    [Fact]
    public void Overlapping_periods_are_refused()
        => Assert.Throws<ArgumentException>(() => Timeline<int>.Of(
        [
            new(new(First, First.AddDays(10)), 1), new(new(First.AddDays(9), Period.Forever), 2),
        ]));

    [Fact]
    public void A_timeline_covers_a_period_only_without_gaps()
    {
        var timeline = Timeline<int>.Empty.Set(First, 1).Clear(First.AddDays(5)).Set(First.AddDays(6), 2);
        Assert.True(timeline.Covers(new(First, First.AddDays(5))));
        Assert.False(timeline.Covers(new(First, First.AddDays(6))));
        Assert.True(timeline.Covers(new(First.AddDays(6), Period.Forever)));
    }

    private static Timeline<int> Apply(IEnumerable<(int Day, int? Value)> changes)
        => changes.Aggregate(Timeline<int>.Empty, (timeline, change) => change.Value is { } value
            ? timeline.Set(First.AddDays(change.Day), value)
            : timeline.Clear(First.AddDays(change.Day)));
}
