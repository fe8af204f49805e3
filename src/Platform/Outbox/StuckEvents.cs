using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Outbox;

/// <summary>Events whose handling fails, for those who run the portal.</summary>
public static class StuckEvents
{
    /// <summary>Events that have failed at least once and are not handled, oldest first.</summary>
    public static IQueryable<OutboxEvent> Of(PlatformContext platform)
        => platform.Outbox.Where(e => e.Handled == null && e.Tries > 0 && !platform.Held.Any(h => h.Event == e.Id)).OrderBy(e => e.Id);

    /// <summary>True when the dispatcher has given up on it: it and its subject wait for an administrator.</summary>
    public static bool GivenUp(OutboxEvent happened) => happened.Tries >= OutboxDispatcher.MostTries;

    /// <summary>Sets an event going again; false when it is handled already or does not exist.</summary>
    public static async Task<bool> RetryAsync(UnitOfWork work, long id, CancellationToken cancel)
    {
        var found = await work.Enlist<PlatformContext>().Outbox.Where(e => e.Id == id && e.Handled == null).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.Tries, 0).SetProperty(x => x.Due, work.Now), cancel);
        if (found > 0)
            work.Audit("platform.event.retried", $"event:{id}");
        return found > 0;
    }
}
