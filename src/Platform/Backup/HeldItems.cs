using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>Something that waits, with what is known of it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Name">The letter's subject, the event's type, the job's or the schedule's key; a dash when what waited is there no more.</param>
/// <param name="For">The letter's address or the event's subject; null for jobs.</param>
/// <param name="At">When it was written, happened or was due, UTC; null for schedules.</param>
public sealed record HeldRow(HeldItem Item, string Name, string? For, DateTime? At);

/// <summary>What waits since a restore: administrators release and discard it.</summary>
public sealed class HeldItems(Works works, ContextFactory contexts, HeldWatch watch)
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 1_000;

    /// <summary>A page of what waits, in the order in which it was held, and how much there is of each kind; five queries, whatever there is.</summary>
    /// <param name="kind">The kind; null for all.</param>
    /// <param name="skip">How many stand before the page.</param>
    /// <param name="take">How many are on it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<(IReadOnlyList<HeldRow> Rows, IReadOnlyDictionary<HeldKind, int> Counts)> ListAsync(HeldKind? kind, int skip, int take, CancellationToken cancel)
    {
        await using var backup = contexts.Read<BackupContext>(Reader.System);
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var counts = await CountsAsync(backup, cancel);
        var items = await backup.Held.Where(h => kind == null || h.Kind == kind).OrderBy(h => h.Number).Skip(skip).Take(take).ToListAsync(cancel);
        var (letterIds, eventIds, jobIds) = (items.ConvertAll(i => i.Letter), items.ConvertAll(i => i.Event), items.ConvertAll(i => i.Job));
        var letters = await platform.Mail.Where(m => letterIds.Contains(m.Id)).Select(m => new { m.Id, m.Subject, m.To, m.Made }).ToDictionaryAsync(m => m.Id, cancel);
        var events = await platform.Outbox.Where(e => eventIds.Contains(e.Id)).Select(e => new { e.Id, e.Type, e.Subject, e.At }).ToDictionaryAsync(e => e.Id, cancel);
        var jobs = await platform.Jobs.Where(j => jobIds.Contains(j.Id)).Select(j => new { j.Id, j.Key, j.Due }).ToDictionaryAsync(j => j.Id, cancel);
        return ([.. items.Select(i => i switch
        {
            { Letter: { } id } when letters.TryGetValue(id, out var letter) => new HeldRow(i, letter.Subject, letter.To, letter.Made),
            { Event: { } id } when events.TryGetValue(id, out var happened) => new HeldRow(i, happened.Type, happened.Subject, happened.At),
            { Job: { } id } when jobs.TryGetValue(id, out var job) => new HeldRow(i, job.Key, null, job.Due),
            _ => new HeldRow(i, i.Schedule ?? "—", null, null),
        })], counts);
    }

    /// <summary>Lets one go on. Fails when it does not wait. For administrators.</summary>
    public Task<Failure?> ReleaseAsync(Reader reader, long number, CancellationToken cancel) => DecideAsync(reader, number, async (work, item) =>
    {
        await DeleteAsync(work, item, cancel);
        work.Audit("platform.held.released", SubjectOf(item));
        return null;
    }, cancel);

    /// <summary>Lets all of a kind go on; how many. For administrators.</summary>
    public async Task<Outcome<int>> ReleaseAllAsync(Reader reader, HeldKind kind, CancellationToken cancel)
    {
        if (!Decides(reader))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        var released = await work.Enlist<BackupContext>().Held.Where(h => h.Kind == kind).ExecuteDeleteAsync(cancel);
        if (released > 0)
            work.Audit("platform.held.all-released", $"held:{kind.Code()}", after: new { released });
        await work.CommitAsync(cancel);
        await watch.LookAsync(cancel);
        return released;
    }

    /// <summary>
    /// Ends one for good, with a reason: a letter counts as given up, an event as handled, a job as cancelled. Fails when it does not wait, without a
    /// reason, and for a schedule, which can only be released. For administrators.
    /// </summary>
    public async Task<Failure?> DiscardAsync(Reader reader, long number, string? reason, CancellationToken cancel)
    {
        var given = reason?.Trim() ?? "";
        if (given.Length is 0 or > LongestReason)
        {
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [new(
                new("理由が必要です。", "A reason is needed."), new($"1～{LongestReason}文字で入力してください。", $"Write 1 to {LongestReason} characters."), Column: "reason")]);
        }

        return await DecideAsync(reader, number, async (work, item) =>
        {
            var platform = work.Enlist<PlatformContext>();
            switch (item.Kind)
            {
                case HeldKind.Letter:
                    await platform.Mail.Where(m => m.Id == item.Letter).ExecuteUpdateAsync(
                        m => m.SetProperty(x => x.State, MailState.Failed).SetProperty(x => x.Error, "Discarded after a restore."), cancel);
                    break;
                case HeldKind.Event:
                    await platform.Outbox.Where(e => e.Id == item.Event).ExecuteUpdateAsync(e => e.SetProperty(x => x.Handled, work.Now), cancel);
                    break;
                case HeldKind.Job:
                    await platform.Jobs.Where(j => j.Id == item.Job).ExecuteUpdateAsync(
                        j => j.SetProperty(x => x.State, JobState.Cancelled).SetProperty(x => x.Ended, work.Now).SetProperty(x => x.LeaseUntil, (DateTime?)null), cancel);
                    break;
                default:
                    return new(FailureKind.Conflict, new("定期処理の予定は破棄できません。再開してください。", "A schedule cannot be discarded. Release it."));
            }

            await DeleteAsync(work, item, cancel);
            work.Audit("platform.held.discarded", SubjectOf(item), after: new { Reason = given });
            return null;
        }, cancel);
    }

    /// <summary>Holds letters, events and jobs that are not at their end, and the schedule of every kind of job; how many of each are held now.</summary>
    internal static async Task<IReadOnlyDictionary<HeldKind, int>> HoldAsync(UnitOfWork work, IEnumerable<JobKind> kinds, CancellationToken cancel)
    {
        // What an earlier restore held may be held still.
        foreach (var statement in (string[])
        [
            """INSERT INTO backup_held ("Kind", "Letter") SELECT 0, "Id" FROM platform_mail WHERE "State" = 0 ORDER BY "Made", "Id" ON CONFLICT DO NOTHING""",
            """INSERT INTO backup_held ("Kind", "Event") SELECT 1, "Id" FROM platform_outbox WHERE "Handled" IS NULL ORDER BY "Id" ON CONFLICT DO NOTHING""",
            """INSERT INTO backup_held ("Kind", "Job") SELECT 2, "Id" FROM platform_job WHERE "State" IN (0, 1) ORDER BY "Due", "Id" ON CONFLICT DO NOTHING""",
        ])
        {
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction, statement, cancel);
        }

        foreach (var key in kinds.Where(k => k.Schedule is not null).Select(k => k.Key).Order(StringComparer.Ordinal))
        {
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction,
                """INSERT INTO backup_held ("Kind", "Schedule") VALUES (3, @key) ON CONFLICT DO NOTHING""", cancel, ("@key", key));
        }

        return await CountsAsync(work.Enlist<BackupContext>(), cancel);
    }

    private static async Task<IReadOnlyDictionary<HeldKind, int>> CountsAsync(BackupContext backup, CancellationToken cancel)
        => await backup.Held.GroupBy(h => h.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    private static bool Decides(Reader reader) => reader.SeesAll || reader.Holds(Role.Administrator);

    private static Task<int> DeleteAsync(UnitOfWork work, HeldItem item, CancellationToken cancel)
        => work.Enlist<BackupContext>().Held.Where(h => h.Number == item.Number).ExecuteDeleteAsync(cancel);

    private static string SubjectOf(HeldItem item) => item.Kind switch
    {
        HeldKind.Letter => $"mail:{item.Letter}",
        HeldKind.Event => $"event:{item.Event}",
        HeldKind.Job => $"job:{item.Job}",
        _ => $"schedule:{item.Schedule}",
    };

    private async Task<Failure?> DecideAsync(Reader reader, long number, Func<UnitOfWork, HeldItem, Task<Failure?>> decide, CancellationToken cancel)
    {
        if (!Decides(reader))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        var held = work.Enlist<BackupContext>().Held;

        // Of two who decide at the same time the second finds nothing.
        var found = await (contexts.Engine == Engine.Postgres
            ? held.FromSqlRaw("""SELECT * FROM backup_held WHERE "Number" = {0} FOR UPDATE""", number) : held.Where(h => h.Number == number))
            .AsNoTracking().ToListAsync(cancel);
        if (found is not [var item])
            return Failure.NotFound;
        if (await decide(work, item) is { } refused)
            return refused;
        await work.CommitAsync(cancel);
        await watch.LookAsync(cancel);
        return null;
    }
}
