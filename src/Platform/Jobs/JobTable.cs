using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Jobs;

/// <summary>What a worker writes into the table of jobs.</summary>
internal sealed class JobTable(Works works, ContextFactory contexts, TimeProvider time)
{
    /// <summary>A job that is begun more often than that is ended as failed: it may be what kills its node.</summary>
    public const int MostBegins = 20;

    private const string FirstDue = """
        SELECT * FROM platform_job WHERE (("State" = 0 AND "Due" <= {0}) OR ("State" = 1 AND "LeaseUntil" < {0}))
        AND NOT EXISTS (SELECT 1 FROM backup_held WHERE "Job" = platform_job."Id")
        ORDER BY "Due", "Id" LIMIT 1
        """;

    /// <summary>Takes the lease of the job that is due first; null when none is.</summary>
    public async Task<Job?> TakeAsync(CancellationToken cancel)
    {
        await using (var platform = contexts.Read<PlatformContext>(Reader.System))
        {
            var now = time.UtcMoment();
            if (!await platform.Jobs.AnyAsync(j => ((j.State == JobState.Waiting && j.Due <= now)
                || (j.State == JobState.Running && j.LeaseUntil < now)) && !platform.Held.Any(h => h.Job == j.Id), cancel))
                return null;
        }

        await using var work = await works.BeginAsync(Reader.System, cancel);
        var job = await work.Enlist<PlatformContext>().Jobs
            .FromSqlRaw(contexts.Engine == Engine.Postgres ? $"{FirstDue} FOR UPDATE SKIP LOCKED" : FirstDue, work.Now)
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancel);
        if (job is null)
            return null;
        job.Token++;
        job.Begun++;
        job.Began ??= work.Now;
        job.State = JobState.Running;
        job.LeaseUntil = work.Now + JobRun.Lease;
        await work.CommitAsync(cancel);
        return job;
    }

    /// <summary>Renews the lease. False when it is lost; otherwise says whether somebody wants the job to end.</summary>
    public async Task<(bool Held, bool CancelAsked)> RenewAsync(JobRun run, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        if (!await run.HoldAsync(work, cancel))
            return (false, false);
        var cancelAsked = await run.Mine(work).Select(j => j.CancelAsked).SingleAsync(cancel);
        await work.CommitAsync(cancel);
        return (true, cancelAsked);
    }

    /// <summary>Ends the run, unless its lease is lost; true when it was not.</summary>
    public async Task<bool> EndAsync(JobRun run, JobState state, Text? text)
    {
        await using var work = await works.BeginAsync(Reader.System);
        if (!await run.HoldAsync(work, CancellationToken.None))
            return false;
        var job = await run.Mine(work).SingleAsync();
        job.State = state;
        job.LeaseUntil = null;
        if (state == JobState.Waiting)
            job.Due = work.Now;
        else
            job.Ended = work.Now;
        if (text is { } words)
            (job.TextJa, job.TextEn) = (words.Ja, words.En);
        await work.CommitAsync();
        return true;
    }

    /// <summary>Enters the next run of each scheduled job; the slot is unique, so several nodes enter it once.</summary>
    public async Task PlanAsync(IEnumerable<JobKind> kinds, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var held = await platform.Held.Where(h => h.Schedule != null).Select(h => h.Schedule!).ToListAsync(cancel);
        var next = kinds.Where(k => k.Schedule is not null && !held.Contains(k.Key))
            .Select(k => (Kind: k, Due: k.Schedule!.Next(time.UtcMoment())))
            .Select(n => (n.Kind, n.Due, Slot: $"{n.Kind.Key}@{n.Due:yyyy-MM-ddTHH:mm:ssZ}")).ToList();
        var slots = next.ConvertAll(n => n.Slot);
        var there = await platform.Jobs.Where(j => slots.Contains(j.Slot!)).Select(j => j.Slot!).ToListAsync(cancel);
        foreach (var (kind, due, slot) in next.Where(n => !there.Contains(n.Slot)))
        {
            await using var work = await works.BeginAsync(Reader.System, cancel);
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction, """
                INSERT INTO platform_job ("Id", "Key", "Parameters", "Seed", "Slot", "Made", "Due", "State", "Token", "CancelAsked", "Begun",
                    "ProgressDone", "ProgressTotal")
                VALUES (@id, @key, '{}', @seed, @slot, @made, @due, 0, 0, @no, 0, 0, 0) ON CONFLICT DO NOTHING
                """, cancel,
                ("@id", Guid.CreateVersion7(new DateTimeOffset(work.Now))), ("@key", kind.Key), ("@seed", JobRequests.NewSeed()),
                ("@slot", slot), ("@made", work.Now), ("@due", due), ("@no", false));
            await work.CommitAsync(cancel);
        }
    }
}
