using System.Collections.Frozen;

namespace Sakimori.Platform.Outbox;

/// <summary>Knows which events anybody handles, and wakes the dispatcher of this node when a commit left some behind.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly FrozenSet<string> handled;

    /// <summary>Takes every handler of the modules.</summary>
    internal OutboxSignal(IEnumerable<EventHandling> handlings) => handled = handlings.Select(h => h.Event.Name).ToFrozenSet();

    /// <summary>True when a handler waits for the event; what nobody waits for is on record and nothing more.</summary>
    internal bool Wants(OutboxEvent e) => handled.Contains(e.Type);

    /// <summary>Says that there is something to do; many times are as good as once.</summary>
    public void Raise()
    {
        lock (raised)
        {
            if (raised.CurrentCount == 0)
                raised.Release();
        }
    }

    /// <summary>Waits until raised, at most <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => raised.WaitAsync(atMost, cancel);

    /// <inheritdoc/>
    public void Dispose() => raised.Dispose();
}
