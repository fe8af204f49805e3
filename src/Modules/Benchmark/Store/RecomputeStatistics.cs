using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>Publishes the next snapshot of consented results when enough organisations have changed: tried every night, and when the office asks.</summary>
internal sealed class RecomputeStatistics(Snapshots snapshots) : IJob
{
    public const string Key = "benchmark.statistics";

    /// <summary>What an administrator reads of the job.</summary>
    public static Text Title { get; } = new("自己診断の統計の公表", "Publish the self-check's statistics");

    /// <summary>In the night.</summary>
    public static Schedule Nightly { get; } = Schedule.Daily(new(2, 30));

    /// <summary>Asks for it now; it publishes nothing while too few have changed.</summary>
    public static Guid Ask(UnitOfWork work) => JobRequests.Ask(work, Key);

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        var outcome = await snapshots.PublishAsync(run.BeginAsync, cancel);

        // What a nation's snapshot leaves behind, some hundred megabytes, shall not wait for the next large work.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        return outcome switch
        {
            { Published: { } number, Count: var count } => new Text(
                $"結果{count:#,0}件から統計の第{number}版を公表しました。", $"Snapshot {number} was published from {count:#,0} results."),
            { TakenDown: true } => new Text(
                $"同意の取消しが{Snapshot.MostDaysPending}日を過ぎたため、現在の版を取り下げました。", $"The current snapshot was taken down: a withdrawal of consent has waited {Snapshot.MostDaysPending} days."),
            _ => new Text(
                $"前の版から変わった組織がまだ少ないため（{Snapshot.MinimumChanged}組織、層や業種ごとに{Disclosure.Fewest}組織から）、公表しませんでした。",
                $"Nothing was published: too few organisations have changed since the last snapshot ({Snapshot.MinimumChanged} are needed, {Disclosure.Fewest} in a layer or industry)."),
        };
    }
}
