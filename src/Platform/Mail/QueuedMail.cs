namespace Sakimori.Platform.Mail;

/// <summary>Where a letter stands.</summary>
public enum MailState
{
    /// <summary>To be delivered.</summary>
    Waiting,

    /// <summary>Handed to the mail server, or written to the outbox folder.</summary>
    Delivered,

    /// <summary>Given up after the last try.</summary>
    Failed,
}

/// <summary>A letter in the queue: delivered at least once, always under the same Message-ID.</summary>
public sealed class QueuedMail
{
    /// <summary>The id, from which the Message-ID is made.</summary>
    public Guid Id { get; init; }

    /// <summary>The address.</summary>
    public required string To { get; init; }

    /// <summary>The subject in the addressee's language.</summary>
    public required string Subject { get; init; }

    /// <summary>The body in the addressee's language.</summary>
    public required string Body { get; init; }

    /// <summary>The one-time link within the body; null when there is none.</summary>
    public string? Secret { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>Where it stands.</summary>
    public MailState State { get; set; }

    /// <summary>How often delivery was tried.</summary>
    public int Tries { get; set; }

    /// <summary>When it is tried next, UTC.</summary>
    public DateTime Due { get; set; }

    /// <summary>When the try that is under way began, UTC; null when none is. One that a crash cut short leaves it behind.</summary>
    public DateTime? Begun { get; set; }

    /// <summary>
    /// True when an earlier try may have delivered it: the node or the connection ended after the letter was handed over and before
    /// the server's answer was noted. The addressee may have it twice, under the same Message-ID.
    /// </summary>
    public bool MayBeDouble { get; set; }

    /// <summary>When it was delivered, UTC.</summary>
    public DateTime? Delivered { get; set; }

    /// <summary>Why the last try failed; without addresses.</summary>
    public string? Error { get; set; }
}
