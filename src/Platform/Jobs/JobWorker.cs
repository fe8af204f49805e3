using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Jobs;

/// <summary>Runs due jobs on this node, at most <see cref="Parallel"/> at a time.</summary>
internal sealed class JobWorker(
    JobTable table, Works works, IEnumerable<JobKind> kinds, IServiceScopeFactory scopes, CpuQuota quota, TimeProvider time, ILogger<JobWorker> log)
    : BackgroundService
{
    /// <summary>Jobs that run at the same time on a node.</summary>
    public const int Parallel = 2;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Planning = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, JobKind> byKey = kinds.ToDictionary(k => k.Key);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        long? planned = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (planned is null || time.GetElapsedTime(planned.Value) > Planning)
                {
                    await table.PlanAsync(byKey.Values, stoppingToken);
                    planned = time.GetTimestamp();
                }

                running.RemoveAll(r => r.IsCompleted);
                if (running.Count < Parallel && await table.TakeAsync(stoppingToken) is { } job)
                {
                    running.Add(Task.Run(() => RunAsync(job, stoppingToken), CancellationToken.None));
                    continue;
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("Jobs could not be read: {Error}", error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(Idle, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(running);
    }

    /// <summary>Runs a job that was taken to one of its ends. Never throws.</summary>
    internal async Task RunAsync(Job job, CancellationToken stopping)
    {
        var run = new JobRun(works, job, quota);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var beating = new CancellationTokenSource();
        var cancelled = false;
        var beat = Task.Run(async () =>
        {
            while (!beating.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(Heartbeat, time, beating.Token);
                    var (held, cancelAsked) = await table.RenewAsync(run, beating.Token);
                    cancelled |= cancelAsked;
                    if (!held || cancelAsked)
                        await ending.CancelAsync();
                }
                catch (Exception error)
                {
                    // A lease that could not be renewed runs out; the fencing token keeps this run from writing then.
                    if (!beating.IsCancellationRequested)
                        log.LogWarning("The lease of job {Job} could not be renewed: {Error}", job.Id, error.GetType().Name);
                }
            }
        }, CancellationToken.None);

        var (state, text) = await EndOfAsync(job, run, ending.Token);
        await beating.CancelAsync();
        await beat;
        if (ending.IsCancellationRequested && state == JobState.Cancelled && !cancelled)
            (state, text) = (JobState.Waiting, null);
        await NoteEndAsync(job, run, state, text);
    }

    private async Task<(JobState State, Text? Text)> EndOfAsync(Job job, JobRun run, CancellationToken cancel)
    {
        if (!byKey.TryGetValue(job.Key, out var kind))
            return (JobState.Failed, new($"この処理「{job.Key}」は登録されていません。", $"No job '{job.Key}' is registered."));
        if (job.Begun > JobTable.MostBegins)
            return (JobState.Failed, new($"{JobTable.MostBegins} 回中断されたため、打ち切りました。", $"Given up after {JobTable.MostBegins} interruptions."));
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var end = await ((IJob)scope.ServiceProvider.GetRequiredService(kind.Job)).RunAsync(run, cancel);
            return end.Failure is { } failure ? (JobState.Failed, failure.Detail) : (JobState.Done, end.Value);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return (JobState.Cancelled, null);
        }
        catch (Exception error)
        {
            return (JobState.Failed, Kernel.Text.Same($"{error.GetType().Name}: {error.Message}"));
        }
    }

    private async Task NoteEndAsync(Job job, JobRun run, JobState state, Text? text)
    {
        try
        {
            if (!await table.EndAsync(run, state, text))
                log.LogWarning("Job {Job} ({Key}) was taken over by another worker", job.Id, job.Key);
            else if (state == JobState.Failed)
                log.LogError("Job {Job} ({Key}) failed", job.Id, job.Key);
            if (state == JobState.Failed)
                Meters.JobFailures.Add(1, new KeyValuePair<string, object?>("key", job.Key));
        }
        catch (Exception error)
        {
            log.LogError("The end of job {Job} could not be written: {Error}", job.Id, error.GetType().Name);
        }
    }
}
