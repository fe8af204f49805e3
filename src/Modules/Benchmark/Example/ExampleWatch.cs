using Microsoft.Extensions.Hosting;
using Sakimori.Benchmark.Store;

namespace Sakimori.Benchmark.Example;

/// <summary>
/// Looks whether the worked example is still there, so that its notice leaves every node when it is removed on one. Once gone it does
/// not come back, and nobody looks any more.
/// </summary>
internal sealed class ExampleWatch(WorkedExample example, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(QuestionnaireVersions.Interval, time);
        do
        {
            try
            {
                if (!await example.IsLoadedAsync(stoppingToken))
                    return;
            }
            catch (System.Data.Common.DbException)
            {
                // The database is away: what was seen last stands until it is back.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
