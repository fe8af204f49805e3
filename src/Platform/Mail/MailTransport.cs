using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Sakimori.Platform.Outbound;

namespace Sakimori.Platform.Mail;

/// <summary>How a try to deliver ended.</summary>
internal enum MailEnd
{
    /// <summary>Handed over.</summary>
    Delivered,

    /// <summary>Not handed over, for certain; another try may succeed.</summary>
    NotNow,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>The connection ended before the answer: it may have been handed over.</summary>
    Unknown,
}

/// <summary>Delivers messages, to a server or to files. One connection serves many letters.</summary>
internal sealed class MailTransport(MailSettings settings) : IAsyncDisposable
{
    private const int Milliseconds = 60_000;
    private SmtpClient? client;

    /// <summary>Delivers one message; the reason names no address.</summary>
    public Task<(MailEnd End, string? Reason)> SendAsync(Guid letter, MimeMessage message, CancellationToken cancel)
        => settings.Smtp is { } server ? SendAsync(server, message, cancel) : WriteAsync(letter, message, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (client is not { } open)
            return;
        client = null;
        using (open)
        {
            try
            {
                await open.DisconnectAsync(quit: true);
            }
            catch (Exception)
            {
                // The other end is gone: there is nothing left to close.
            }
        }
    }

    /// <summary>The file that a letter becomes where no server is set.</summary>
    public static string FileOf(Guid letter, MailSettings settings) => Path.Combine(settings.Folder, $"{letter:N}.eml");

    private async Task<(MailEnd End, string? Reason)> SendAsync(SmtpServer server, MimeMessage message, CancellationToken cancel)
    {
        try
        {
            await ConnectAsync(server, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await DisposeAsync();
            return (MailEnd.NotNow, $"{server.Host}:{server.Port}: {error.GetType().Name}: {error.Message}");
        }

        try
        {
            await client!.SendAsync(message, cancel);
            return (MailEnd.Delivered, null);
        }
        catch (SmtpCommandException error)
        {
            // RFC 5321, 4.2.1: 4xx another time, 5xx never. The answer's text may repeat the address; its code does not.
            await DisposeAsync();
            return ((int)error.StatusCode >= 500 ? MailEnd.Refused : MailEnd.NotNow, $"SMTP {(int)error.StatusCode} ({error.ErrorCode})");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await DisposeAsync();
            return (MailEnd.Unknown, error.GetType().Name);
        }
    }

    private async Task ConnectAsync(SmtpServer server, CancellationToken cancel)
    {
        if (client is { IsConnected: true })
            return;
        client = new SmtpClient { Timeout = Milliseconds };
        if (server.AuthorityFile is { } authorities)
        {
            // An authority within the house publishes no list of revoked certificates that could be asked.
            client.CheckCertificateRevocation = false;
            client.ServerCertificateValidationCallback = OwnAuthorities.Judge(authorities);
        }

        await client.ConnectAsync(server.Host, server.Port, server.Tls switch
        {
            MailTls.Implicit => SecureSocketOptions.SslOnConnect,
            MailTls.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancel);
        if (server is { User: { } user, PasswordFile: { } file })
            await client.AuthenticateAsync(user, (await File.ReadAllLinesAsync(file, cancel)).FirstOrDefault() ?? "", cancel);
    }

    // The name is the letter's, so a repeated try replaces the same file.
    private async Task<(MailEnd End, string? Reason)> WriteAsync(Guid letter, MimeMessage message, CancellationToken cancel)
    {
        try
        {
            var path = FileOf(letter, settings);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(settings.Folder);
            }
            else
            {
                const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                Directory.CreateDirectory(settings.Folder, owner | UnixFileMode.UserExecute);
                options.UnixCreateMode = owner;
            }

            await using (var file = new FileStream(path + ".new", options))
            {
                await message.WriteToAsync(file, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + ".new", path, overwrite: true);
            return (MailEnd.Delivered, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (MailEnd.NotNow, $"{error.GetType().Name}: {error.Message}");
        }
    }
}
