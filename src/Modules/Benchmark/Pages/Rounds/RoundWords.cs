using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>How rounds are spoken of.</summary>
public static class RoundWords
{
    /// <summary>Where a round stands on a moment, UTC, and the kind of its tag.</summary>
    public static (Text Name, string Kind) State(Round round, DateTime now)
        => now < round.Begins ? (new("開始前", "not begun"), "plain")
            : now >= round.Ends ? (new("終了", "closed"), "plain")
            : Dates.DayInJapan(now) > round.Due ? (new("期限を過ぎています", "past due"), "caution")
            : (new("実施中", "open"), "positive");

    /// <summary>Where an invitation stands for those who have received it.</summary>
    public static (Text Name, string Kind) State(ReceivedInvitation received, DateTime now)
        => !received.IsTakenBack ? State(received.Round, now)
            : (received.Invitation.Successor is null ? new("招待の取消し", "taken back") : new("合併先へ引継ぎ", "passed on"), "plain");

    /// <summary>Where an invitation stands, and the kind of its tag.</summary>
    public static (Text Name, string Kind) State(RoundRow row, bool overdue) => row.State switch
    {
        LineState.Answered => (new("回答済み", "answered"), "positive"),
        LineState.Declined => (new("共有しない", "declined"), "plain"),
        LineState.Opened when overdue => (new("期限超過（開封済み）", "overdue, opened"), "caution"),
        LineState.Invited when overdue => (new("期限超過", "overdue"), "caution"),
        LineState.Opened => (new("開封済み", "opened"), "plain"),
        _ => (row.Organisation is null ? new("招待済み（未登録）", "invited, not registered") : new("招待済み", "invited"), "plain"),
    };
}
