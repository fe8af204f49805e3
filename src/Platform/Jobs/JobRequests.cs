using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Jobs;

/// <summary>Asks for jobs, cancels them and runs them again, in a unit of work.</summary>
public static class JobRequests
{
    /// <summary>Asks for a job; it begins after the unit is committed.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="key">The kind's key.</param>
    /// <param name="parameters">What the job is told, kept as JSON; null for nothing.</param>
    /// <param name="seed">The seed of its randomness; chosen and recorded when null.</param>
    /// <returns>The job's id.</returns>
    public static Guid Ask(UnitOfWork work, string key, object? parameters = null, long? seed = null)
    {
        var job = new Job
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            Key = key,
            Parameters = parameters is null ? "{}" : JsonSerializer.Serialize(parameters),
            Seed = seed ?? NewSeed(),
            Account = work.Reader.Account,
            Made = work.Now,
            Due = work.Now,
        };
        work.Enlist<PlatformContext>().Jobs.Add(job);
        work.Audit("platform.job.asked", $"job:{job.Id}", after: new { key });
        return job.Id;
    }

    /// <summary>Asks for the same work once more: same parameters, same seed. Null when there is no such job or it has not ended.</summary>
    public static async Task<Guid?> AgainAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        var platform = work.Enlist<PlatformContext>();
        if (await platform.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.State >= JobState.Done, cancel) is not { } old)
            return null;
        var again = Ask(work, old.Key, null, old.Seed);
        platform.Entry(platform.Jobs.Local.Single(j => j.Id == again)).Property(j => j.Parameters).CurrentValue = old.Parameters;
        return again;
    }

    /// <summary>
    /// Cancels a job: one that waits at once, one that runs as soon as its node hears of it. False when it has ended already or does
    /// not exist.
    /// </summary>
    public static async Task<bool> CancelAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        var jobs = work.Enlist<PlatformContext>().Jobs;
        var found = await jobs.Where(j => j.Id == id && j.State == JobState.Waiting).ExecuteUpdateAsync(
            j => j.SetProperty(x => x.State, JobState.Cancelled).SetProperty(x => x.Ended, work.Now), cancel);
        if (found == 0)
        {
            found = await jobs.Where(j => j.Id == id && j.State == JobState.Running).ExecuteUpdateAsync(
                j => j.SetProperty(x => x.CancelAsked, true), cancel);
        }

        if (found > 0)
            work.Audit("platform.job.cancelled", $"job:{id}");
        return found > 0;
    }

    internal static long NewSeed() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
}
