using MimeKit;
using MimeKit.Utils;

namespace Sakimori.Platform.Mail;

/// <summary>Makes the message of a letter: the same bytes whenever it is made.</summary>
internal static class Message
{
    /// <summary>The message; null when the address cannot be used.</summary>
    public static MimeMessage? Of(QueuedMail letter, MailSettings settings)
    {
        if (Address(letter.To) is not { } to || Address(settings.From) is not { } from)
            return null;
        var message = new MimeMessage
        {
            MessageId = Id(letter.Id, settings),
            Date = new DateTimeOffset(letter.Made, TimeSpan.Zero),
            Subject = OneLine(letter.Subject),
            Body = new TextPart("plain") { Text = letter.Body, ContentTransferEncoding = ContentEncoding.Base64 },
        };
        from.Name = "Sakimori";
        message.From.Add(from);
        message.To.Add(to);

        // RFC 3834: no vacation notice shall answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>The Message-ID without its angle brackets (RFC 5322, 3.6.4).</summary>
    public static string Id(Guid letter, MailSettings settings) => $"{letter:N}@{settings.IdHost}";

    // One plain address: no display name, group, route, comment or line break can come in with it.
    private static MailboxAddress? Address(string text)
        => !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailboxAddress.TryParse(text, out var address) && address.Name is null or "" && address!.Address == text
            ? address : null;

    private static string OneLine(string subject)
        => string.Create(subject.Length, subject, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        });
}
