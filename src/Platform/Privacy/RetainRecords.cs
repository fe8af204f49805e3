using Sakimori.Kernel;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>
/// Daily: deletes what persons left behind when the periods of the register are over, a batch a unit of work. What is held stays. What it
/// has done it finds done, so it can be ended and begun again at any time.
/// </summary>
public sealed class RetainRecords(
    IEnumerable<PersonalRetention> retentions, RetentionSettings settings, AccountErasure erasure, ContextFactory contexts, TimeProvider time) : IJob
{
    /// <summary>The job's key.</summary>
    public const string Key = "platform.retain";

    internal static Text Title { get; } = new("保存期間を過ぎた個人データの削除", "Delete personal data whose period is over");

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        await erasure.FinishAsync(run.BeginAsync, cancel);
        var (sum, now) = (0L, time.UtcMoment());
        foreach (var retention in retentions)
        {
            for (var more = true; more;)
            {
                (var rows, more) = await retention.RunAsync(contexts, run.BeginAsync, settings, now, cancel);
                sum += rows;
            }
        }

        return new Text($"保存期間を過ぎた {sum} 件を処理しました。", $"{sum} rows whose period was over were deleted or emptied.");
    }
}
