namespace Sakimori.Platform.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailTls
{
    /// <summary>STARTTLS, and no delivery without it (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Implicit,

    /// <summary>None: for a relay on the same machine only.</summary>
    None,
}

/// <summary>The mail server.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Tls">How the connection is protected.</param>
/// <param name="User">The user name; null when the server asks for none.</param>
/// <param name="PasswordFile">A file whose first line is the password, read for every connection; null when there is no user.</param>
/// <param name="AuthorityFile">
/// Certificates (PEM) of the authorities that alone are trusted to vouch for the server; null trusts those of the machine.
/// </param>
public sealed record SmtpServer(string Host, int Port, MailTls Tls, string? User, string? PasswordFile, string? AuthorityFile = null);

/// <summary>How letters leave the portal.</summary>
/// <param name="Folder">Where letters are written as files while no server is set.</param>
/// <param name="From">The sender's address.</param>
/// <param name="IdHost">The part of a Message-ID after the @: the portal's own name.</param>
/// <param name="Smtp">The mail server; null writes files.</param>
public sealed record MailSettings(string Folder, string From, string IdHost, SmtpServer? Smtp = null);

/// <summary>
/// Whether a demonstration stands in the records at this moment, asked of the database: while it does and letters only become files,
/// administrators see one-time links in them. Who loads a demonstration registers it.
/// </summary>
/// <param name="IsLoadedAsync">Asks.</param>
public sealed record Demonstration(Func<CancellationToken, Task<bool>> IsLoadedAsync);
