namespace Sakimori.Platform.Outbox;

/// <summary>A fact that other modules will handle: written in the transaction that made it true.</summary>
public sealed class OutboxEvent
{
    /// <summary>Rises in commit order within a subject.</summary>
    public long Id { get; init; }

    /// <summary>Events of one subject are handled in order.</summary>
    public required string Subject { get; init; }

    /// <summary>The contract's type name.</summary>
    public required string Type { get; init; }

    /// <summary>The contract as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; init; }
}

/// <summary>Wakes the dispatcher of this node when a commit left events behind.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

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
