using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using Sakimori.Platform.Mail;

namespace Sakimori.Platform.Tests.Mail;

/// <summary>A real SMTP server on loopback (Debian's python3-aiosmtpd) that keeps what it receives in a Maildir.</summary>
internal sealed class SmtpReceiver : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-smtp-").FullName;
    private Process? server;

    public SmtpReceiver()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>The settings that lead to it.</summary>
    public MailSettings Settings(string dataFolder)
        => new(Path.Combine(dataFolder, "mail"), "office@portal.example", "portal.example", new SmtpServer("127.0.0.1", Port, MailTls.None, null, null));

    /// <summary>Starts it and waits until it accepts connections.</summary>
    public Task StartAsync() => StartAsync("-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{Port}", "-c", "aiosmtpd.handlers.Mailbox", Path.Combine(folder, "box"));

    /// <summary>Starts it with TLS and the user <c>office</c>.</summary>
    /// <param name="mode">STARTTLS, or TLS from the first byte.</param>
    /// <param name="certificate">Its certificate with the key.</param>
    /// <param name="password">The user's password.</param>
    public Task StartAsync(MailTls mode, X509Certificate2 certificate, string password)
    {
        var (chain, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        File.WriteAllText(chain, certificate.ExportCertificatePem());
        File.WriteAllText(key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return StartAsync(Path.Combine(AppContext.BaseDirectory, "Mail", "smtp_tls.py"),
            mode == MailTls.Implicit ? "implicit" : "starttls", $"{Port}", chain, key, Path.Combine(folder, "box"), password);
    }

    private async Task StartAsync(params string[] arguments)
    {
        if (!System.IO.Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd"))
            throw new InvalidOperationException("The SMTP server is not installed: apt-get install python3-aiosmtpd, or run ./test, which does it.");
        server = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments));
        for (var n = 0; ; n++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (n < 200 && !server!.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Ends it.</summary>
    public async Task StopAsync()
    {
        server!.Kill();
        await server.WaitForExitAsync();
    }

    /// <summary>What it has received.</summary>
    public IReadOnlyList<MimeMessage> Received
        => System.IO.Directory.Exists(Path.Combine(folder, "box", "new"))
            ? [.. System.IO.Directory.GetFiles(Path.Combine(folder, "box", "new")).Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f))] : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        server?.Kill();
        server?.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
