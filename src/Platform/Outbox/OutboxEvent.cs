namespace Sakimori.Platform.Outbox;

/// <summary>A fact that other modules will handle: written in the transaction that made it true.</summary>
public sealed class OutboxEvent
{
    /// <summary>Rises in commit order within a subject.</summary>
    public long Id { get; init; }

    /// <summary>Events of one subject are handled in order.</summary>
    public required string Subject { get; init; }

    /// <summary>The contract's name.</summary>
    public required string Type { get; init; }

    /// <summary>The contract's version, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The contract as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>When every handler had handled it, UTC; null while one has not.</summary>
    public DateTime? Handled { get; set; }

    /// <summary>How often handling failed since it happened or was last set going again by an administrator.</summary>
    public int Tries { get; set; }

    /// <summary>When it is handled at the earliest, UTC.</summary>
    public DateTime Due { get; set; }

    /// <summary>Which handler failed last, and how; null when none did.</summary>
    public string? Error { get; set; }

    internal static OutboxEvent Of(string subject, EventName name, string body, DateTime now)
        => new() { Subject = subject, Type = name.Name, Version = name.Version, Body = body, At = now, Due = now };
}

/// <summary>One handler has handled one event: written in the transaction of what it did.</summary>
public sealed class OutboxMark
{
    /// <summary>The event's id.</summary>
    public long Event { get; init; }

    /// <summary>The handler's name.</summary>
    public required string Handler { get; init; }
}
