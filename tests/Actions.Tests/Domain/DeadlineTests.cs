using CsCheck;
using Sakimori.Actions.Domain;
using Sakimori.Kernel;

namespace Sakimori.Actions.Tests.Domain;

public class DeadlineTests
{
    private static readonly DateOnly Due = new(2026, 11, 30);

    [Theory]
    [InlineData("2026-11-30T14:59:59Z", false)]
    [InlineData("2026-11-30T15:00:00Z", true)]
    public void Overdue_begins_at_midnight_in_Japan(string moment, bool overdue)
    {
        var today = Dates.DayInJapan(DateTimeOffset.Parse(moment).UtcDateTime);
        Assert.Equal(overdue, Deadline.IsOverdue(ActionState.Planned, Due, today));
    }

    [Fact]
    public void Nothing_that_is_closed_is_overdue_or_reminded_of()
        => Gen.Select(Gen.Int[-60, 60], Gen.Int[-60, 60]).Sample((settled, today) =>
        {
            foreach (var state in (ActionState[])[ActionState.Done, ActionState.Dropped])
            {
                Assert.False(Deadline.IsOverdue(state, Due, Due.AddDays(today)));
                Assert.False(Deadline.CallsForReminder(state, Due, Due.AddDays(settled), Due.AddDays(today)));
            }
        });

    [Fact]
    public void A_daily_check_reminds_six_times_and_never_twice_for_the_same_day()
    {
        List<int> days = [];
        var settled = Due.AddDays(-60);
        for (var day = -60; day <= 120; day++)
        {
            if (!Deadline.CallsForReminder(ActionState.InProgress, Due, settled, Due.AddDays(day)))
                continue;
            days.Add(day);
            settled = Due.AddDays(day);
        }

        Assert.Equal([-7, -1, 1, 8, 15, 29], days);
    }

    [Fact]
    public void Days_on_which_the_check_did_not_run_give_one_reminder_together()
    {
        Assert.True(Deadline.CallsForReminder(ActionState.Planned, Due, Due.AddDays(-8), Due.AddDays(9)));
        Assert.False(Deadline.CallsForReminder(ActionState.Planned, Due, Due.AddDays(9), Due.AddDays(9)));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_they_promised_for_the_same_day()
        => Assert.False(Deadline.CallsForReminder(ActionState.Planned, Due, Due, Due));
}
