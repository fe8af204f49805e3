using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Portal.Tests.Privacy;

/// <summary>The daily job of retention.</summary>
internal static class DailyJob
{
    /// <summary>Asks for it as an administrator would, and waits for its end; what it says.</summary>
    public static async Task<string> RunAsync(AccessWorld world)
    {
        Guid id;
        await using (var work = await world.Portal.Get<Works>().BeginAsync(Reader.System))
        {
            id = JobRequests.Ask(work, RetainRecords.Key);
            await work.CommitAsync();
        }

        for (var tries = 0; tries < 1200; tries++)
        {
            await using (var platform = world.Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System))
            {
                var job = await platform.Jobs.SingleAsync(j => j.Id == id);
                if (job.State >= JobState.Done)
                {
                    Assert.True(job.State == JobState.Done, job.TextEn);
                    return job.TextEn!;
                }
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("The job has not ended.");
    }
}
