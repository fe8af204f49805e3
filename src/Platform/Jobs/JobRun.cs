using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Jobs;

/// <summary>The node has lost the job to another one, or the job was ended: nothing more may be written.</summary>
public sealed class LeaseLostException() : Exception("The lease of the job was lost.");

/// <summary>A job under way on this node, under a lease with a fencing token.</summary>
public sealed class JobRun
{
    /// <summary>How long a lease holds without being renewed; a killed node's job goes on elsewhere after it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Works works;
    private readonly Job taken;
    private readonly CpuQuota? quota;

    internal JobRun(Works works, Job taken, CpuQuota? quota = null)
    {
        this.works = works;
        this.quota = quota;
        this.taken = taken;
        SavedJson = taken.Saved;
    }

    /// <summary>The job's id.</summary>
    public Guid Id => taken.Id;

    /// <summary>The recorded seed of its randomness, 0 or greater.</summary>
    public long Seed => taken.Seed;

    /// <summary>What was last saved, as JSON; null at the beginning.</summary>
    public string? SavedJson { get; private set; }

    internal long Token => taken.Token;

    /// <summary>The parameters.</summary>
    public T Parameters<T>() => JsonSerializer.Deserialize<T>(taken.Parameters)!;

    /// <summary>What was last saved; the default when nothing was.</summary>
    public T? Saved<T>() => SavedJson is null ? default : JsonSerializer.Deserialize<T>(SavedJson);

    /// <summary>Begins a unit of work that cannot commit unless this run still holds the lease.</summary>
    /// <exception cref="LeaseLostException">It does not.</exception>
    public async Task<UnitOfWork> BeginAsync(CancellationToken cancel)
    {
        if (quota is not null)
            await quota.WaitAsync(cancel);
        var work = await works.BeginAsync(Reader.System, cancel);
        try
        {
            if (!await HoldAsync(work, cancel))
                throw new LeaseLostException();
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    /// <summary>Saves where the job stands, in a unit of <see cref="BeginAsync"/>: kept together with what the unit writes.</summary>
    /// <param name="work">The unit.</param>
    /// <param name="state">What is needed to go on from here.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="total">How much there is; 0 when not known.</param>
    /// <param name="doing">What it is doing.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task SaveAsync<T>(UnitOfWork work, T state, long done, long total, Text doing, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(state);
        await Mine(work).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.Saved, json)
            .SetProperty(x => x.ProgressDone, done).SetProperty(x => x.ProgressTotal, total)
            .SetProperty(x => x.TextJa, doing.Ja).SetProperty(x => x.TextEn, doing.En), cancel);
        SavedJson = json;
    }

    /// <summary>Shows progress without saving a state.</summary>
    /// <exception cref="LeaseLostException">The lease was lost.</exception>
    public async Task ReportAsync(long done, long total, Text doing, CancellationToken cancel)
    {
        await using var work = await BeginAsync(cancel);
        await Mine(work).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.ProgressDone, done).SetProperty(x => x.ProgressTotal, total)
            .SetProperty(x => x.TextJa, doing.Ja).SetProperty(x => x.TextEn, doing.En), cancel);
        await work.CommitAsync(cancel);
    }

    /// <summary>
    /// Renews the lease within a unit of work; false when it is lost. The row stays locked until the unit ends, so that nobody can take
    /// the lease meanwhile: what a unit has read before is worth nothing to a node that was paused in between.
    /// </summary>
    internal async Task<bool> HoldAsync(UnitOfWork work, CancellationToken cancel)
        => await Mine(work).ExecuteUpdateAsync(j => j.SetProperty(x => x.LeaseUntil, work.Now + Lease), cancel) > 0;

    /// <summary>The job's row if this run still holds its lease.</summary>
    internal IQueryable<Job> Mine(UnitOfWork work)
        => work.Enlist<PlatformContext>().Jobs.Where(j => j.Id == Id && j.Token == Token && j.State == JobState.Running);
}
