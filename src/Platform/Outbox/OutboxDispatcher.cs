using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Outbox;

/// <summary>
/// Hands events to their handlers: each handler exactly once, in order within a subject. A failing event is tried again with
/// growing pauses and holds up only its subject; after <see cref="MostTries"/> tries it waits for an administrator. Several nodes
/// may run it.
/// </summary>
internal sealed class OutboxDispatcher(
    Works works, ContextFactory contexts, IEnumerable<EventHandling> handlings, IServiceScopeFactory scopes, OutboxSignal signal,
    CpuQuota quota, TimeProvider time, ILogger<OutboxDispatcher> log) : BackgroundService
{
    /// <summary>Tries before an event is left to an administrator; the last one comes about 17 minutes after the first.</summary>
    public const int MostTries = 11;

    private const int Batch = 256;
    private const int LongestError = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly ILookup<string, EventHandling> byName = handlings.ToLookup(h => h.Event.Name);

    /// <summary>Handles what is due once; true when there may be more at once.</summary>
    internal async Task<bool> DispatchAsync(CancellationToken cancel)
    {
        var heads = await HeadsAsync(cancel);
        var unwanted = heads.Where(e => !byName.Contains(e.Type)).ToList();
        if (unwanted.Count > 0)
            await PassAsync(unwanted, cancel);
        var handled = unwanted.Count > 0;
        foreach (var e in heads.Where(e => byName.Contains(e.Type)))
        {
            await quota.WaitAsync(cancel);
            handled |= await HandleAsync(e, cancel);
        }

        return handled;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchAsync(stoppingToken))
                {
                }

                await signal.WaitAsync(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError("The outbox could not be read: {Error}", error.GetType().Name);
                await Task.Delay(Idle, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // The first unhandled event of each subject, if it is due.
    private async Task<List<OutboxEvent>> HeadsAsync(CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var now = time.UtcMoment();
        return await platform.Outbox
            .Where(e => e.Handled == null && e.Due <= now && e.Tries < MostTries && !platform.Held.Any(h => h.Event == e.Id)
                && !platform.Outbox.Any(earlier => earlier.Subject == e.Subject && earlier.Handled == null && earlier.Id < e.Id))
            .OrderBy(e => e.Id).Take(Batch).ToListAsync(cancel);
    }

    private async Task PassAsync(List<OutboxEvent> unwanted, CancellationToken cancel)
    {
        var ids = unwanted.ConvertAll(e => e.Id);
        await using var work = await works.BeginAsync(Reader.System, cancel);
        await work.Enlist<PlatformContext>().Outbox.Where(e => ids.Contains(e.Id))
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.Handled, work.Now), cancel);
        await work.CommitAsync(cancel);
    }

    // True when the event is handled by all; false when it waits or another node has it.
    private async Task<bool> HandleAsync(OutboxEvent e, CancellationToken cancel)
    {
        var all = byName[e.Type].Where(h => h.Event.Version == e.Version).ToList();
        if (all.Count == 0)
        {
            await NoteFailureAsync(e, $"No handler understands version {e.Version} of {e.Type}.", cancel);
            return false;
        }

        var whole = true;
        foreach (var handling in all)
        {
            try
            {
                whole &= await HandleAsync(e, handling, all, cancel);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                whole = false;
                log.LogWarning("{Handler} failed on event {Event}: {Error}", handling.Name, e.Id, error.GetType().Name);
                await NoteFailureAsync(e, $"{handling.Name}: {error.GetType().Name}: {error.Message}", cancel);
            }
        }

        return whole;
    }

    private async Task<bool> HandleAsync(OutboxEvent e, EventHandling handling, List<EventHandling> all, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        if (!await TakeAsync(work, e.Id, cancel))
            return false;
        var platform = work.Enlist<PlatformContext>();
        var marks = await platform.OutboxMarks.Where(m => m.Event == e.Id).Select(m => m.Handler).ToListAsync(cancel);
        if (!marks.Contains(handling.Name))
        {
            await using var scope = scopes.CreateAsyncScope();
            await handling.HandleAsync(scope.ServiceProvider, e.Body, work, cancel);
            platform.OutboxMarks.Add(new OutboxMark { Event = e.Id, Handler = handling.Name });
            marks.Add(handling.Name);
        }

        if (all.TrueForAll(h => marks.Contains(h.Name)))
        {
            await platform.Outbox.Where(x => x.Id == e.Id).ExecuteUpdateAsync(
                x => x.SetProperty(y => y.Handled, work.Now).SetProperty(y => y.Error, (string?)null), cancel);
            Meters.EventsHandled.Add(1);
        }

        await work.CommitAsync(cancel);
        return true;
    }

    // The row's lock keeps other nodes off until the commit; on SQLite the unit is alone anyway.
    private async Task<bool> TakeAsync(UnitOfWork work, long id, CancellationToken cancel)
    {
        const string unhandled = """SELECT 1 FROM platform_outbox WHERE "Id" = @id AND "Handled" IS NULL""";
        return await RecordRows.ScalarAsync(work.Connection, work.Transaction,
            contexts.Engine == Engine.Postgres ? $"{unhandled} FOR UPDATE SKIP LOCKED" : unhandled, cancel, ("@id", id)) is not null;
    }

    private async Task NoteFailureAsync(OutboxEvent e, string error, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var due = work.Now + TimeSpan.FromSeconds(Math.Min(600, 1 << Math.Min(e.Tries, 10)));
        var text = error.Length > LongestError ? error[..LongestError] : error;
        await work.Enlist<PlatformContext>().Outbox.Where(x => x.Id == e.Id && x.Handled == null).ExecuteUpdateAsync(
            x => x.SetProperty(y => y.Tries, e.Tries + 1).SetProperty(y => y.Due, due).SetProperty(y => y.Error, text), cancel);
        await work.CommitAsync(cancel);
    }
}
