using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>How much waits since a restore, known without asking the database on every page: looked at when the node starts and every quarter of a minute.</summary>
public sealed class HeldWatch(ContextFactory contexts, TimeProvider time, ILogger<HeldWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private volatile int count;

    /// <summary>How many items wait.</summary>
    public int Count => count;

    /// <summary>Looks now.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await using var backup = contexts.Read<BackupContext>(Reader.System);
        count = await backup.Held.CountAsync(cancel);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("What is held could not be counted: {Error}", error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
