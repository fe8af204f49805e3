using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Mail;

/// <summary>
/// Delivers letters at least once, each under the same Message-ID: tried again with growing pauses, given up after
/// <see cref="MostTries"/> tries or when the server refuses for good. Several nodes may run it.
/// </summary>
internal sealed class MailDelivery(
    Works works, ContextFactory contexts, MailSettings settings, CpuQuota quota, TimeProvider time, ILogger<MailDelivery> log) : BackgroundService
{
    /// <summary>Tries before a letter is given up; the last one comes about two days after the first.</summary>
    public const int MostTries = 16;

    private const string FirstDue = """
        SELECT * FROM platform_mail WHERE "State" = 0 AND "Due" <= {0} AND NOT EXISTS (SELECT 1 FROM backup_held WHERE "Letter" = platform_mail."Id")
        ORDER BY "Due", "Id" LIMIT 1
        """;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    // How long a try may take; a letter that a crash left behind waits so long.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Delivers what is due; returns how many letters were tried.</summary>
    internal async Task<int> DeliverAsync(CancellationToken cancel)
    {
        await using var transport = new MailTransport(settings);
        var tried = 0;
        while (await TakeAsync(cancel) is { } letter)
        {
            // A letter that has been taken is brought to its end, also while the server stops.
            var (end, reason) = Message.Of(letter, settings) is { } message
                ? await transport.SendAsync(letter.Id, message, CancellationToken.None)
                : (MailEnd.Refused, "The address cannot be used.");
            await NoteAsync(letter, end, reason);
            tried++;
            await quota.WaitAsync(cancel);
        }

        return tried;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("Mail could not be delivered: {Error}", error.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Idle, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<QueuedMail?> TakeAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using (var platform = contexts.Read<PlatformContext>(Reader.System))
        {
            var now = time.UtcMoment();
            if (!await platform.Mail.AnyAsync(m => m.State == MailState.Waiting && m.Due <= now && !platform.Held.Any(h => h.Letter == m.Id), cancel))
                return null;
        }

        await using var work = await works.BeginAsync(Reader.System, cancel);
        var letter = await work.Enlist<PlatformContext>().Mail
            .FromSqlRaw(contexts.Engine == Engine.Postgres ? $"{FirstDue} FOR UPDATE SKIP LOCKED" : FirstDue, work.Now)
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancel);
        if (letter is null)
            return null;
        letter.MayBeDouble |= letter.Begun is not null;
        letter.Begun = work.Now;
        letter.Tries++;
        letter.Due = work.Now + Longest;
        await work.CommitAsync(cancel);
        return letter;
    }

    private async Task NoteAsync(QueuedMail taken, MailEnd end, string? reason)
    {
        await using var work = await works.BeginAsync(Reader.System);
        var mine = work.Enlist<PlatformContext>().Mail.Where(m => m.Id == taken.Id && m.Begun == taken.Begun);

        // The row is locked first: a node that was paused meanwhile must not write over what another has done since.
        if (await mine.ExecuteUpdateAsync(m => m.SetProperty(x => x.Begun, x => x.Begun)) == 0)
            return;
        var letter = await mine.SingleAsync();
        letter.Begun = null;
        letter.Error = reason;
        letter.MayBeDouble |= end == MailEnd.Unknown;
        letter.State = end switch
        {
            MailEnd.Delivered => MailState.Delivered,
            MailEnd.Refused => MailState.Failed,
            _ => letter.Tries < MostTries ? MailState.Waiting : MailState.Failed,
        };
        if (end == MailEnd.Delivered)
            letter.Delivered = work.Now;

        // Half a minute, one, two … at most six hours.
        letter.Due = work.Now + TimeSpan.FromSeconds(Math.Min(6 * 3600, 30L << Math.Min(letter.Tries - 1, 12)));
        await work.CommitAsync();
        Meters.MailTries.Add(1, new KeyValuePair<string, object?>("end", end.ToString().ToLowerInvariant()));
        if (end != MailEnd.Delivered)
            log.LogWarning("Letter {Letter} was not delivered: {End}, try {Try}", letter.Id, end, letter.Tries);
    }
}
