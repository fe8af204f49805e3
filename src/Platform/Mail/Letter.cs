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
