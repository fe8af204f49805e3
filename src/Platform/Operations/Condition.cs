using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Operations;

/// <summary>How the portal is doing at a moment: what operators watch.</summary>
/// <param name="OldestMail">When the oldest letter that waits was written, UTC; null when none waits.</param>
/// <param name="MailWaiting">Letters that wait.</param>
/// <param name="MailFailed">Letters that were given up.</param>
/// <param name="OldestEvent">When the oldest unhandled event happened, UTC; null when all are handled.</param>
/// <param name="EventsWaiting">Events that are not handled.</param>
/// <param name="EventsStuck">Those of them that wait for an administrator.</param>
/// <param name="JobsFailed">Jobs that failed in the last 7 days.</param>
/// <param name="JobsRunning">Jobs that run.</param>
/// <param name="OldestUnsealed">When the entry of the audit trail was written that waits longest to be sealed, UTC; null when none waits.</param>
/// <param name="Unsealed">Entries that wait to be sealed.</param>
public sealed record Condition(
    DateTime? OldestMail, int MailWaiting, int MailFailed, DateTime? OldestEvent, int EventsWaiting, int EventsStuck, int JobsFailed, int JobsRunning,
    DateTime? OldestUnsealed, int Unsealed)
{
    /// <summary>The condition now; two queries, whatever there is.</summary>
    public static async Task<Condition> ReadAsync(ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var since = time.UtcMoment().AddDays(-7);
        var waiting = await platform.Outbox.Where(e => e.Handled == null).GroupBy(_ => 1).Select(g => new
        {
            Oldest = g.Min(e => e.At),
            All = g.Count(),
            Stuck = g.Count(e => e.Tries >= OutboxDispatcher.MostTries),
        }).SingleOrDefaultAsync(cancel);
        var mail = platform.Mail.Where(m => m.State == MailState.Waiting);
        var rest = await platform.Jobs.Where(_ => false).Select(j => 0).DefaultIfEmpty().Select(_ => new
        {
            Oldest = mail.Min(m => (DateTime?)m.Made),
            Waiting = mail.Count(),
            Failed = platform.Mail.Count(m => m.State == MailState.Failed),
            JobsFailed = platform.Jobs.Count(j => j.State == JobState.Failed && j.Ended >= since),
            JobsRunning = platform.Jobs.Count(j => j.State == JobState.Running),
            OldestUnsealed = platform.PendingEntries.OrderBy(p => p.Number)
                .Select(p => platform.Audit.Where(a => a.Id == p.Entry).Select(a => (DateTime?)a.At).FirstOrDefault()).FirstOrDefault(),
            Unsealed = platform.PendingEntries.Count(),
        }).SingleAsync(cancel);
        return new(rest.Oldest, rest.Waiting, rest.Failed, waiting?.Oldest, waiting?.All ?? 0, waiting?.Stuck ?? 0, rest.JobsFailed, rest.JobsRunning,
            rest.OldestUnsealed, rest.Unsealed);
    }
}
