using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Operations;

/// <summary>Reads the condition every quarter of a minute, so that gauges never wait for the database.</summary>
internal sealed class ConditionGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly Meter meter = new(Meters.Name);
    private readonly ContextFactory contexts;
    private readonly TimeProvider time;
    private readonly ILogger<ConditionGauges> log;
    private Condition? last;

    public ConditionGauges(ContextFactory contexts, TimeProvider time, ILogger<ConditionGauges> log)
    {
        (this.contexts, this.time, this.log) = (contexts, time, log);
        meter.CreateObservableGauge("sakimori.outbox.lag", () => Age(last?.OldestEvent), "s", "Age of the oldest event that is not handled.");
        meter.CreateObservableGauge("sakimori.outbox.waiting", () => last?.EventsWaiting ?? 0, "{event}", "Events that are not handled.");
        meter.CreateObservableGauge("sakimori.outbox.stuck", () => last?.EventsStuck ?? 0, "{event}", "Events that were given up and wait for an administrator.");
        meter.CreateObservableGauge("sakimori.mail.waiting", () => last?.MailWaiting ?? 0, "{letter}", "Letters that wait to be delivered.");
        meter.CreateObservableGauge("sakimori.mail.lag", () => Age(last?.OldestMail), "s", "Age of the oldest letter that waits.");
        meter.CreateObservableGauge("sakimori.mail.failed", () => last?.MailFailed ?? 0, "{letter}", "Letters that were given up.");
        meter.CreateObservableGauge("sakimori.audit.lag", () => Age(last?.OldestUnsealed), "s", "Age of the audit entry that waits longest to be sealed.");
        meter.CreateObservableGauge("sakimori.audit.waiting", () => last?.Unsealed ?? 0, "{entry}", "Audit entries that wait to be sealed.");
        meter.CreateObservableGauge("sakimori.jobs.running", () => last?.JobsRunning ?? 0, "{job}", "Jobs that run.");
        meter.CreateObservableGauge("sakimori.jobs.failed", () => last?.JobsFailed ?? 0, "{job}", "Jobs that failed within seven days.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                last = await Condition.ReadAsync(contexts, time, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The condition could not be read: {Error}", error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private double Age(DateTime? since) => since is { } then ? Math.Max(0, (time.UtcMoment() - then).TotalSeconds) : 0;
}
