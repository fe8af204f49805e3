using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Sakimori.Kernel;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Outbound;
using Sakimori.Platform.Privacy;

namespace Sakimori.Host;

/// <summary>
/// The settings of a portal: from the command line, else the environment (<c>SAKIMORI_…</c>), else <c>sakimori.json</c> in the
/// data folder, else the default. <see cref="Settings"/> lists their names and what each may be.
/// </summary>
public sealed record PortalSettings
{
    /// <summary>The port that is tried first.</summary>
    public const int DefaultPort = 8080;

    /// <summary>The data folder; made when missing. It has one owner at a time.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port; null takes the default 8080, or a free one when that is taken; 0 any free one.</summary>
    public int? Port { get; init; }

    /// <summary>The address to listen on: <c>localhost</c>, <c>any</c>, or an IP address.</summary>
    public string Listen { get; init; } = "localhost";

    /// <summary>The address by which readers reach the portal, without a slash at its end; null when it is <c>http://localhost:PORT</c>.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>An Npgsql connection string; null keeps records in SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>What this node does; beside the default another node on the same PostgreSQL does the rest.</summary>
    public NodeRole Role { get; init; } = NodeRole.All;

    /// <summary>Percent of the time of all processors that a worker may use, 1 to 100.</summary>
    public int WorkerCpuPercent { get; init; } = 100;

    /// <summary>Loads the worked example: published figures and a synthetic demonstration set.</summary>
    public bool Example { get; init; }

    /// <summary>The least severe entries that the log holds.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The mail server's name; null writes letters to files.</summary>
    public string? SmtpHost { get; init; }

    /// <summary>The mail server's port.</summary>
    public int SmtpPort { get; init; } = 587;

    /// <summary>How the connection to the mail server is protected.</summary>
    public MailTls SmtpTls { get; init; } = MailTls.StartTls;

    /// <summary>The user name at the mail server; null when it asks for none.</summary>
    public string? SmtpUser { get; init; }

    /// <summary>The file whose first line is the password at the mail server.</summary>
    public string? SmtpPasswordFile { get; init; }

    /// <summary>The file of the authorities that alone vouch for the mail server; null trusts those of the machine.</summary>
    public string? SmtpAuthorityFile { get; init; }

    /// <summary>The sender of letters; null makes it from the portal's host name.</summary>
    public string? MailFrom { get; init; }

    /// <summary>The file of the master key, which must exist; null takes systemd's credential, or makes one in the data folder at first need.</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>The folder to which the log of the audit trail is written; null keeps it in the data folder.</summary>
    public string? AuditLogFolder { get; init; }

    /// <summary>The folder of systemd's credentials, <c>$CREDENTIALS_DIRECTORY</c>; null where there is none.</summary>
    public string? CredentialsFolder { get; init; }

    /// <summary>The folder of the daily backups, a full path; null makes none.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>Who can read the daily backups.</summary>
    public IReadOnlyList<AgeRecipient> BackupRecipients { get; init; } = [];

    /// <summary>From how many of the latest days a backup is kept.</summary>
    public int BackupKeepDays { get; init; } = new BackupSettings().Days;

    /// <summary>From how many of the latest weeks a backup is kept.</summary>
    public int BackupKeepWeeks { get; init; } = new BackupSettings().Weeks;

    /// <summary>From how many of the latest months a backup is kept.</summary>
    public int BackupKeepMonths { get; init; } = new BackupSettings().Months;

    /// <summary>Calls a minute that one API key may make; 0 for no limit. Each node counts for itself.</summary>
    public int ApiKeyLimit { get; init; } = 6_000;

    /// <summary>The bearer token that opens <c>/metrics</c>; null opens it to administrators and this machine only.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>Where traces and metrics are sent by OTLP; null sends none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>They are sent as protobuf over HTTP to <c>v1/traces</c> and <c>v1/metrics</c> below the endpoint, else by gRPC.</summary>
    public bool OtlpOverHttp { get; init; }

    /// <summary>Administrators hold no system-wide role until they have enrolled a code.</summary>
    public bool AdministratorsNeedCode { get; init; }

    /// <summary>For how many years names stay in records that have ended.</summary>
    public int KeepNamesYears { get; init; } = new RetentionSettings().NameYears;

    /// <summary>The proxies whose word on whom they serve is taken; none by default.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>What calls to elsewhere may do.</summary>
    public OutboundSettings Outbound { get; init; } = new();

    /// <summary>The failure of settings that do not go together; null when they will do.</summary>
    public Failure? Validate()
    {
        var faults = new List<Fault>();
        if (SmtpUser is not null != SmtpPasswordFile is not null)
        {
            faults.Add(new(new("利用者名とパスワードファイルは一緒に指定します。", "A user name and a password file go together."),
                new("smtp-user と smtp-password-file の両方を指定するか、どちらも外してください。", "Set both smtp-user and smtp-password-file, or neither."),
                Column: SmtpUser is null ? "smtp-user" : "smtp-password-file"));
        }

        if (SmtpPasswordFile is { } file && !File.Exists(file))
        {
            faults.Add(new(new("パスワードファイルがありません。", "The password file does not exist."),
                new("最初の行にパスワードを書いたファイルを指定してください。", "Give a file whose first line is the password."),
                Column: "smtp-password-file", Value: file));
        }

        if (SmtpAuthorityFile is { } authorities && !HoldsCertificates(authorities))
        {
            faults.Add(new(new("証明書を読めません。", "There are no certificates that can be read."),
                new("認証局の証明書を PEM 形式で収めたファイルを指定してください。", "Give a file with the certificates of the authorities as PEM."),
                Column: "smtp-ca-file", Value: authorities));
        }

        if (Outbound.AuthorityFile is { } vouching && !HoldsCertificates(vouching))
        {
            faults.Add(new(new("証明書を読めません。", "There are no certificates that can be read."),
                new("認証局の証明書を PEM 形式で収めたファイルを指定してください。", "Give a file with the certificates of the authorities as PEM."),
                Column: "outbound-ca-file", Value: vouching));
        }

        if (MasterKeyFile is { } master && !File.Exists(master))
        {
            faults.Add(new(new("マスター鍵のファイルがありません。", "The file of the master key does not exist."),
                new("1行目に32バイトの乱数を base64 で書いたファイルを指定してください。", "Give a file whose first line is 32 random bytes in base64."),
                Column: "master-key-file", Value: master));
        }

        if (BackupFolder is not null != BackupRecipients.Count > 0)
        {
            faults.Add(new(new("バックアップの保存先と受取人は一緒に指定します。", "The folder of backups and their recipients go together."),
                new("backup-folder と backup-recipients の両方を指定するか、どちらも外してください。", "Set both backup-folder and backup-recipients, or neither."),
                Column: BackupFolder is null ? "backup-folder" : "backup-recipients"));
        }

        if (SmtpHost is null && SmtpUser is not null)
        {
            faults.Add(new(new("メールサーバーが指定されていません。", "No mail server is set."),
                new("smtp-host を指定してください。", "Set smtp-host."), Column: "smtp-host"));
        }

        if (Role != NodeRole.All && Database is null)
        {
            faults.Add(new(new("役割を分けるには PostgreSQL が必要です。", "Nodes with a role of their own need PostgreSQL."),
                new("database を指定するか、role を all にしてください。", "Set database, or role to all."), Column: "role", Value: Role.ToString().ToLowerInvariant()));
        }

        if (Role == NodeRole.Worker && BaseUrl is null)
        {
            faults.Add(new(new("ワーカーが送るメールのリンク先が決まりません。", "A worker cannot tell where links in its e-mail lead."),
                new("ほかのノードと同じ base-url を指定してください。", "Set the same base-url as on the other nodes."), Column: "base-url"));
        }

        if (Role != NodeRole.Worker && WorkerCpuPercent < 100)
        {
            faults.Add(new(new("CPU の上限を決められるのはワーカーだけです。", "Only a worker has a CPU quota."),
                new("role を worker にするか、worker-cpu-percent を外してください。", "Set role to worker, or leave worker-cpu-percent out."),
                Column: "worker-cpu-percent", Value: $"{WorkerCpuPercent}"));
        }

        return faults.Count == 0 ? null : Settings.Wrong(faults);
    }

    private static bool HoldsCertificates(string file)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(file);
            return found.Count > 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The daily backup.</summary>
    public BackupSettings Backup() => new(BackupFolder, BackupRecipients, BackupKeepDays, BackupKeepWeeks, BackupKeepMonths);

    /// <summary>Where the master key is: the file that is named, else systemd's credential if there is one, else in the data folder.</summary>
    public MasterKeySettings MasterKey()
    {
        if (MasterKeyFile is { } file)
            return new(file, MayMake: false);
        return CredentialsFolder is { } folder && Path.Combine(folder, MasterKeySettings.CredentialName) is var credential && File.Exists(credential)
            ? new(credential, MayMake: false) : new(Path.Combine(Path.GetFullPath(DataFolder), MasterKeySettings.FileName), MayMake: true);
    }

    /// <summary>Where the log of the audit trail is written.</summary>
    public AuditLogSettings AuditLog() => new(AuditLogFolder ?? Path.Combine(Path.GetFullPath(DataFolder), AuditLogSettings.FolderName));

    /// <summary>How letters leave a portal that is reached at an address.</summary>
    internal MailSettings Mail(string address)
    {
        var host = new Uri(address).IdnHost;
        return new(
            Path.Combine(Path.GetFullPath(DataFolder), "mail"), MailFrom ?? $"sakimori@{host}", host,
            SmtpHost is { } server ? new SmtpServer(server, SmtpPort, SmtpTls, SmtpUser, SmtpPasswordFile, SmtpAuthorityFile) : null);
    }
}
