namespace Sakimori.Actions.Domain;

/// <summary>What the calendar in Japan says of an action.</summary>
public static class Deadline
{
    /// <summary>So many days before the due date the owner is reminded.</summary>
    private static readonly int[] Before = [7, 1];

    /// <summary>So many days after it, while it is still open.</summary>
    private static readonly int[] After = [1, 8, 15, 29];

    /// <summary>The farthest day ahead of which anybody is reminded.</summary>
    public static int Horizon => Before[0];

    /// <summary>True when the action is still open and its last day is over: it may still be done on the day itself.</summary>
    public static bool IsOverdue(ActionState state, DateOnly due, DateOnly today) => state.IsOpen() && due < today;

    /// <summary>
    /// Whether a day for a reminder has come since <paramref name="settled"/>, the day up to which the owner knows: 7 days and 1
    /// day before the due date; 1, 8, 15 and 29 days after it.
    /// </summary>
    public static bool CallsForReminder(ActionState state, DateOnly due, DateOnly settled, DateOnly today)
        => state.IsOpen() && Before.Select(days => due.AddDays(-days)).Concat(After.Select(due.AddDays))
            .Any(day => settled < day && day <= today);
}
