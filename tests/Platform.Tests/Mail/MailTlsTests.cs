using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Mail;

/// <summary>Letters to a real server with TLS, a certificate of an authority of the house, and a password.</summary>
public sealed class MailTlsTests : IDisposable
{
    private const string Password = "合言葉 correct horse";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-tls-").FullName;
    private readonly X509Certificate2 authority = TestCertificates.Authority("Test authority");
    private readonly SmtpReceiver receiver = new();

    [Theory]
    [InlineData(MailTls.StartTls)]
    [InlineData(MailTls.Implicit)]
    public async Task A_letter_goes_to_the_server_that_the_authority_vouches_for_after_the_password(MailTls mode)
    {
        using var certificate = TestCertificates.Issue(authority, "127.0.0.1");
        await receiver.StartAsync(mode, certificate, Password);
        await DeliverAsync(mode, authority, Password);
        Assert.Equal("hanako@example.jp", Assert.Single(receiver.Received).To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData(MailTls.StartTls, "another authority")]
    [InlineData(MailTls.Implicit, "another authority")]
    [InlineData(MailTls.StartTls, "the machine's authorities")]
    [InlineData(MailTls.Implicit, "the machine's authorities")]
    [InlineData(MailTls.StartTls, "another name")]
    [InlineData(MailTls.Implicit, "another name")]
    [InlineData(MailTls.Implicit, "out of date")]
    [InlineData(MailTls.Implicit, "not for servers")]
    public async Task No_letter_and_no_password_goes_to_a_server_with_a_wrong_certificate(MailTls mode, string wrong)
    {
        using var other = TestCertificates.Authority("Another authority");
        using var certificate = TestCertificates.Issue(authority, wrong == "another name" ? "127.0.0.9" : "127.0.0.1",
            outOfDate: wrong == "out of date", forServers: wrong != "not for servers");
        await receiver.StartAsync(mode, certificate, Password);
        await DeliverAsync(mode, wrong switch { "another authority" => other, "the machine's authorities" => null, _ => authority }, Password, expected: "SslHandshakeException");
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task A_wrong_password_delivers_nothing_and_is_tried_again()
    {
        using var certificate = TestCertificates.Issue(authority, "127.0.0.1");
        await receiver.StartAsync(MailTls.StartTls, certificate, Password);
        await DeliverAsync(MailTls.StartTls, authority, "wrong", expected: "AuthenticationException");
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task A_server_that_offers_no_tls_gets_nothing()
    {
        await receiver.StartAsync();
        await DeliverAsync(MailTls.StartTls, authority, Password, expected: "NotSupportedException");
        Assert.Empty(receiver.Received);
    }

    public void Dispose()
    {
        receiver.Dispose();
        authority.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task DeliverAsync(MailTls mode, X509Certificate2? trusted, string password, string? expected = null)
    {
        var (secret, authorities) = (Path.Combine(folder, "password"), Path.Combine(folder, "authorities.pem"));
        await File.WriteAllTextAsync(secret, password + "\n");
        if (trusted is not null)
            await File.WriteAllTextAsync(authorities, trusted.ExportCertificatePem());
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite, mail: data => receiver.Settings(data) with
        {
            Smtp = new SmtpServer("127.0.0.1", receiver.Port, mode, "office", secret, trusted is null ? null : authorities),
        });
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            work.Send(new Letter("hanako@example.jp", Language.Ja, new("件名", "Subject"), new("本文", "Body")));
            await work.CommitAsync();
        }

        await store.Get<MailDelivery>().DeliverAsync(default);
        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var letter = await platform.Mail.SingleAsync();
        if (expected is null)
        {
            Assert.True(letter.State == MailState.Delivered, letter.Error);
            return;
        }

        Assert.Equal(MailState.Waiting, letter.State);
        Assert.Contains(expected, letter.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(password, letter.Error, StringComparison.Ordinal);
    }
}
