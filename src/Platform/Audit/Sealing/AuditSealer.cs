using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Kernel;
using Sakimori.Platform.Jobs;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>Seals the audit trail on whichever node has the lease, and writes the log outside the database.</summary>
internal sealed class AuditSealer(AuditSealing sealing, AuditLogExport export, TimeProvider time, ILogger<AuditSealer> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private SealingLease? lease;
    private Text? told;

    // A crash may have left the folder behind the database.
    private bool behind = true;

    /// <summary>Seals all that waits, if this node has the lease or can take it, and writes it out; false when another node has it.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancel)
    {
        if ((lease is null && behind) || await sealing.AnyWaitingAsync(cancel))
        {
            if (lease is null)
            {
                var taken = await sealing.TakeAsync(cancel);
                Tell(taken.Failure);
                if (!taken.Succeeded || taken.Value is null)
                    return false;
                lease = taken.Value;
            }

            try
            {
                behind = true;
                while (await sealing.SealAsync(lease, cancel) == AuditSealing.Batch)
                {
                }
            }
            catch (LeaseLostException)
            {
                log.LogInformation("Another node seals the audit trail now");
                lease.Dispose();
                lease = null;
                return false;
            }
        }

        if (lease is not null && behind)
        {
            var failure = await export.RunAsync(cancel);
            Tell(failure);
            behind = failure is not null;
        }

        return lease is not null;
    }

    /// <summary>Gives the lease back, so that nobody waits for its end.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (lease is not null)
                await sealing.GiveBackAsync(lease);
        }
        catch (Exception error)
        {
            log.LogWarning("The lease of the audit trail could not be given back: {Error}", error.GetType().Name);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lease?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("The audit trail could not be sealed: {Error}", error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Once, not every five seconds.
    private void Tell(Failure? failure)
    {
        if (failure is not null && failure.Detail != told)
            log.LogError("{Trouble}", failure.Detail.En);
        told = failure?.Detail;
    }
}
