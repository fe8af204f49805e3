using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>Recomputes the statistics from consented results: once a day in Japan, in the night or earlier when the office asks.</summary>
internal sealed class RecomputeStatistics(StatisticsStore store) : IJob
{
    public const string Key = "benchmark.statistics";

    /// <summary>What an administrator reads of the job.</summary>
    public static Text Title { get; } = new("自己診断の統計の計算", "Compute the self-check's statistics");

    /// <summary>In the night, so that what was withdrawn is left out by the following day.</summary>
    public static Schedule Nightly { get; } = Schedule.Daily(new(2, 30));

    /// <summary>Asks for the day's computation now; it does nothing when the day has had it.</summary>
    public static Guid Ask(UnitOfWork work) => JobRequests.Ask(work, Key);

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        var made = await store.RecomputeAsync(run.BeginAsync, cancel);
        return made is null
            ? new Text("今日の統計はすでに計算してあります。", "Today's statistics have been computed already.")
            : new Text($"結果 {made.Sum(s => s.Count):#,0} 件から統計を計算しました。", $"Statistics were computed from {made.Sum(s => s.Count):#,0} results.");
    }
}
