using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Jobs;

/// <summary>
/// Daily: forgets handled events and delivered letters after 30 days and ended jobs after 90, a thousand at a time. The audit trail
/// is never pruned; letters to accounts under a hold and jobs that they asked for stay.
/// </summary>
internal sealed class PruneRecords : IJob
{
    public const string Key = "platform.prune";

    /// <summary>How long handled events are kept, in days.</summary>
    public const int EventDays = 30;

    /// <summary>How long delivered letters are kept, in days.</summary>
    public const int LetterDays = 30;

    /// <summary>How long ended jobs are kept, in days.</summary>
    public const int JobDays = 90;

    private const int Batch = 1000;

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        var events = await EachAsync(run, async (platform, now, _) =>
        {
            var old = await platform.Outbox.Where(e => e.Handled < now.AddDays(-EventDays)).OrderBy(e => e.Handled).Take(Batch).Select(e => e.Id).ToListAsync(cancel);
            await platform.OutboxMarks.Where(m => old.Contains(m.Event)).ExecuteDeleteAsync(cancel);
            return await platform.Outbox.Where(e => old.Contains(e.Id)).ExecuteDeleteAsync(cancel);
        }, cancel);
        var letters = await EachAsync(run, (platform, now, holds) => platform.Mail.Where(m => platform.Mail
            .Where(x => x.State == MailState.Delivered && x.Delivered < now.AddDays(-LetterDays) && !holds.Addresses.Contains(x.To)).Select(x => x.Id).Take(Batch).Contains(m.Id))
            .ExecuteDeleteAsync(cancel), cancel);
        var jobs = await EachAsync(run, (platform, now, holds) => platform.Jobs.Where(j => platform.Jobs
            .Where(x => x.State >= JobState.Done && x.Ended < now.AddDays(-JobDays) && (x.Account == null || !holds.Accounts.Contains(x.Account.Value))).Select(x => x.Id).Take(Batch).Contains(j.Id))
            .ExecuteDeleteAsync(cancel), cancel);
        return new Text($"通知 {events} 件、メール {letters} 件、処理 {jobs} 件を整理しました。", $"Pruned {events} events, {letters} messages and {jobs} jobs.");
    }

    private static async Task<int> EachAsync(JobRun run, Func<PlatformContext, DateTime, StandingHolds, Task<int>> prune, CancellationToken cancel)
    {
        for (var sum = 0; ;)
        {
            await using var work = await run.BeginAsync(cancel);
            var pruned = await prune(work.Enlist<PlatformContext>(), work.Now, await StandingHolds.OfAsync(work, cancel));
            await work.CommitAsync(cancel);
            sum += pruned;
            if (pruned < Batch)
                return sum;
        }
    }
}
