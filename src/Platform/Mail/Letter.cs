using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Mail;

/// <summary>What is written to one person, in that person's language.</summary>
/// <param name="To">The address.</param>
/// <param name="Language">The reader's language.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text; its links are absolute.</param>
/// <param name="Secret">A one-time link within the body that nobody but the addressee may see; null when there is none.</param>
public sealed record Letter(string To, Language Language, Text Subject, Text Body, string? Secret = null);

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

    /// <summary>When it was delivered, UTC.</summary>
    public DateTime? Delivered { get; set; }

    /// <summary>Why the last try failed; without addresses.</summary>
    public string? Error { get; set; }
}

/// <summary>Writes letters in a unit of work: they leave only if it commits.</summary>
public static class Letters
{
    /// <summary>Queues a letter.</summary>
    public static void Send(this UnitOfWork work, Letter letter)
        => work.Enlist<PlatformContext>().Mail.Add(new QueuedMail
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            To = letter.To,
            Subject = letter.Subject.In(letter.Language),
            Body = letter.Body.In(letter.Language),
            Secret = letter.Secret,
            Made = work.Now,
            Due = work.Now,
        });
}
