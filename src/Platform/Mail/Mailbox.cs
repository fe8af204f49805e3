using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Mail;

/// <summary>What administrators do with letters.</summary>
public static class Mailbox
{
    /// <summary>
    /// The body as it may be shown: a one-time link is masked, for only its addressee may hold it; unless letters only become files
    /// and a demonstration is loaded now.
    /// </summary>
    public static async Task<string> ShownAsync(
        QueuedMail letter, MailSettings settings, IEnumerable<Demonstration> demonstrations, CancellationToken cancel)
    {
        if (letter.Secret is not { Length: > 0 } secret)
            return letter.Body;
        if (settings.Smtp is null)
        {
            foreach (var demonstration in demonstrations)
            {
                if (await demonstration.IsLoadedAsync(cancel))
                    return letter.Body;
            }
        }

        return letter.Body.Replace(secret, "…", StringComparison.Ordinal);
    }

    /// <summary>True for a letter that only became a file: nobody has received it.</summary>
    public static bool IsFile(QueuedMail letter, MailSettings settings)
        => letter.State == MailState.Delivered && (settings.Smtp is null || File.Exists(MailTransport.FileOf(letter.Id, settings)));

    /// <summary>Sets a letter going again that was given up; false when it is not given up or does not exist.</summary>
    public static async Task<bool> RetryAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        var found = await work.Enlist<PlatformContext>().Mail.Where(m => m.Id == id && m.State == MailState.Failed).ExecuteUpdateAsync(
            m => m.SetProperty(x => x.State, MailState.Waiting).SetProperty(x => x.Tries, 0).SetProperty(x => x.Due, work.Now), cancel);
        if (found > 0)
            work.Audit("platform.mail.retried", $"mail:{id}");
        return found > 0;
    }
}
