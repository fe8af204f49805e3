using System.Net;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sakimori.Kernel;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;

namespace Sakimori.Host;

/// <summary>Every setting; <c>docs/guides/settings.md</c> is held equal to it by a test.</summary>
public static class Settings
{
    private static readonly Text None = new("なし", "none");
    private static readonly Text HttpAddress = new("http:// または https:// で始まるアドレス", "an address that begins with http:// or https://");

    private static readonly Text Count = new("1～1000の整数", "a whole number from 1 to 1000");

    /// <summary>In the order of the guide. The data folder itself is no entry: it is where the file stands.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("port", new("待ち受けるポート", "Port to listen on"), new("0～65535の整数（0は空きポート）", "a whole number from 0 to 65535 (0 for a free port)"),
            new("8080、使用中なら空きポート", "8080, or a free port if that is in use"),
            (s, v) => int.TryParse(v, out var n) && n is >= 0 and <= 65535 ? s with { Port = n } : null),
        new("listen", new("待ち受けるアドレス", "Address to listen on"), new("localhost、any、または IP アドレス", "localhost, any, or an IP address"),
            Text.Same("localhost"), (s, v) => v is "localhost" or "any" || IPAddress.TryParse(v, out _) ? s with { Listen = v } : null),
        new("base-url", new("利用者から見たポータルのアドレス（メールのリンクに使う）", "Address at which users reach the portal; used for links in e-mail"), HttpAddress,
            Text.Same("http://localhost:PORT"), (s, v) => Http(v) is { } url ? s with { BaseUrl = url.GetLeftPart(UriPartial.Path).TrimEnd('/') } : null),
        new("database", new("PostgreSQL の接続文字列", "PostgreSQL connection string"), new("Host=…;Database=…;Username=… の形の接続文字列", "a string like Host=…;Database=…;Username=…"),
            new("データフォルダーの SQLite", "SQLite in the data folder"), (s, v) => IsPostgres(v) ? s with { Database = v } : null) { Secret = true },
        new("role", new("このノードの役割（web は処理・通知・メールを行わず、worker は画面と API を出さない）", "What this node does (web: no jobs, events or e-mail; worker: no pages and no API)"), new("all、web、worker のいずれか", "all, web or worker"),
            Text.Same("all"), (s, v) => v is "all" or "web" or "worker" ? s with { Role = Enum.Parse<NodeRole>(v, true) } : null),
        new("worker-cpu-percent", new("ワーカーが使ってよい CPU の割合（全プロセッサーに対する％）", "Share of the time of all processors that a worker may use, in percent"), new("1～100の整数", "a whole number from 1 to 100"),
            Text.Same("100"), (s, v) => int.TryParse(v, out var n) && n is >= 1 and <= 100 ? s with { WorkerCpuPercent = n } : null),
        new("example", new("実例データを読み込む", "Load the worked example"), new("true または false", "true or false"), Text.Same("false"),
            (s, v) => bool.TryParse(v, out var on) ? s with { Example = on } : null),
        new("log-level", new("ログに残す記録の重要度の下限", "Lowest severity that is logged"), new("debug、information、warning、error のいずれか", "debug, information, warning or error"),
            Text.Same("information"), (s, v) => v is "debug" or "information" or "warning" or "error" ? s with { LogLevel = Enum.Parse<LogLevel>(v, true) } : null),
        new("smtp-host", new("メールサーバー", "Mail server"), new("ホスト名", "a host name"), new("なし（メールは DATA/mail/ にファイルとして書き出す）", "none: messages are written to DATA/mail/"),
            (s, v) => Uri.CheckHostName(v) != UriHostNameType.Unknown ? s with { SmtpHost = v } : null),
        new("smtp-port", new("メールサーバーのポート", "Port of the mail server"), new("1～65535の整数", "a whole number from 1 to 65535"), Text.Same("587"),
            (s, v) => int.TryParse(v, out var n) && n is >= 1 and <= 65535 ? s with { SmtpPort = n } : null),
        new("smtp-tls", new("メールサーバーとの接続を保護する方式", "How the connection to the mail server is protected"), new("starttls、implicit、none のいずれか", "starttls, implicit or none"),
            Text.Same("starttls"), (s, v) => v is "starttls" or "implicit" or "none" ? s with { SmtpTls = Enum.Parse<MailTls>(v, true) } : null),
        new("smtp-user", new("メールサーバーの利用者名", "User name for the mail server"), new("利用者名", "a user name"), None,
            (s, v) => v.Length > 0 ? s with { SmtpUser = v } : null),
        new("smtp-password-file", new("メールサーバーのパスワードを1行目に書いたファイル", "File whose first line is the password for the mail server"), new("ファイルのパス", "the path of a file"), None,
            (s, v) => v.Length > 0 ? s with { SmtpPasswordFile = Path.GetFullPath(v, s.DataFolder) } : null),
        new("smtp-ca-file", new("メールサーバーの証明書を確かめるときに信頼する認証局（PEM。ほかは信頼しない）", "The only certificate authorities to trust for the mail server (PEM)"), new("証明書を収めたファイルのパス", "the path of a file of certificates"),
            new("なし（サーバーの OS が信頼する認証局）", "none: those that this machine trusts"), (s, v) => v.Length > 0 ? s with { SmtpAuthorityFile = Path.GetFullPath(v, s.DataFolder) } : null),
        new("mail-from", new("メールの差出人のアドレス", "Sender address of e-mail"), new("name@example.jp のようなアドレス", "an address like name@example.jp"), new("sakimori@ポータルのホスト名", "sakimori@ followed by the portal's host name"),
            (s, v) => v.IndexOf('@') > 0 && !v.EndsWith('@') && !v.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? s with { MailFrom = v } : null),
        new("master-key-file", new("署名鍵とサーバーの鍵を暗号化するマスター鍵のファイル", "File of the master key that encrypts signing keys and keys of the server"), new("1行目に32バイトの乱数を base64 で書いたファイルのパス", "the path of a file whose first line is 32 random bytes in base64"),
            new("systemd の credential「sakimori-master-key」、なければ DATA/master.key（最初の起動時に作る）", "the systemd credential sakimori-master-key if there is one, else DATA/master.key, made by the first start"), (s, v) => v.Length > 0 ? s with { MasterKeyFile = Path.GetFullPath(v, s.DataFolder) } : null),
        new("audit-log-folder", new("監査証跡のログ（ハッシュとチェックポイント）を書き出すフォルダー", "Folder to which the log of the audit trail (hashes and checkpoints) is written"), new("フォルダーのパス", "the path of a folder"),
            new("DATA/audit-log", "DATA/audit-log"), (s, v) => v.Length > 0 ? s with { AuditLogFolder = Path.GetFullPath(v, s.DataFolder) } : null),
        new("backup-folder", new("毎日のバックアップを保存するフォルダー", "Folder in which a backup is saved every day"), new("フォルダーのパス", "the path of a folder"), new("なし（毎日のバックアップを作らない）", "none: no daily backup is made"),
            (s, v) => v.Length > 0 ? s with { BackupFolder = Path.GetFullPath(v, s.DataFolder) } : null),
        new("backup-recipients", new("毎日のバックアップを読める人の公開鍵", "Public keys of those who can read the daily backups"), new("コンマで区切った、age1 で始まる公開鍵", "public keys that begin with age1, separated by commas"), None,
            (s, v) => AgeRecipient.ParseAll(v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) is { Succeeded: true } read ? s with { BackupRecipients = read.Value } : null) { Secret = true },
        new("backup-keep-days", new("バックアップを残す日数（日ごとに1つ）", "For how many days one backup each is kept"), Count, Text.Same("7"),
            (s, v) => Kept(v) is { } n ? s with { BackupKeepDays = n } : null),
        new("backup-keep-weeks", new("バックアップを残す週数（週ごとに1つ）", "For how many weeks one backup each is kept"), Count, Text.Same("5"),
            (s, v) => Kept(v) is { } n ? s with { BackupKeepWeeks = n } : null),
        new("backup-keep-months", new("バックアップを残す月数（月ごとに1つ）", "For how many months one backup each is kept"), Count, Text.Same("12"),
            (s, v) => Kept(v) is { } n ? s with { BackupKeepMonths = n } : null),
        new("api-key-limit", new("1つの API キーで1分間に呼び出せる回数（0は制限なし）", "Calls a minute that one API key may make (0 for no limit)"), new("0～1000000の整数", "a whole number from 0 to 1000000"),
            Text.Same("6000"), (s, v) => int.TryParse(v, out var n) && n is >= 0 and <= 1_000_000 ? s with { ApiKeyLimit = n } : null),
        new("metrics-token", new("/metrics を読むための Bearer トークン", "Bearer token for reading /metrics"), new("16文字以上の文字列", "at least 16 characters"), new("なし（管理者だけが読める。base-url がなければ、サーバー自身からも読める）", "none: only administrators, and this machine unless base-url is set"),
            (s, v) => v.Length >= 16 ? s with { MetricsToken = v } : null) { Secret = true },
        new("otlp-endpoint", new("トレースと計測値の送信先（OTLP）", "OTLP endpoint to which traces and metrics are sent"), HttpAddress, new("なし（送信しない）", "none: nothing is sent"),
            (s, v) => Http(v) is { } url ? s with { OtlpEndpoint = url } : null),
        new("otlp-protocol", new("OTLP の送信方式", "Protocol for sending OTLP"), new("grpc または http（送信先の下の v1/traces と v1/metrics に protobuf で送信）", "grpc, or http (protobuf to v1/traces and v1/metrics below the endpoint)"), Text.Same("grpc"),
            (s, v) => v is "grpc" or "http" ? s with { OtlpOverHttp = v == "http" } : null),
        new("administrators-need-code", new("認証アプリのコードを登録するまで、管理者の権限を使わせない", "Withhold administrators' rights until they set up an authenticator code"),
            new("true または false", "true or false"), new("false（サインインのたびに登録を勧める）", "false: they are asked to do so at each sign-in"),
            (s, v) => bool.TryParse(v, out var on) ? s with { AdministratorsNeedCode = on } : null),
        new("keep-names-years", new("終わった記録に人の名前を残す年数", "For how many years names stay in records that have ended"), new("1～100の整数", "a whole number from 1 to 100"), Text.Same("5"),
            (s, v) => int.TryParse(v, out var n) && n is >= 1 and <= 100 ? s with { KeepNamesYears = n } : null),
        new("trusted-proxies", new("X-Forwarded-For を信頼するプロキシ", "Proxies whose X-Forwarded-For is trusted"), new("コンマで区切った IP アドレスか範囲（例：10.0.0.0/8）", "IP addresses or ranges (such as 10.0.0.0/8), separated by commas"), new("なし（どの X-Forwarded-For も信頼しない）", "none: nobody's is trusted"),
            (s, v) => Networks(v) is { } proxies ? s with { TrustedProxies = proxies } : null),
        new("outbound-networks", new("ポータルから呼び出してよい内部のネットワーク（TLS なしも可）", "Inner networks that the portal may call, also without TLS"), new("コンマで区切った IP アドレスか範囲（例：10.0.0.0/8）", "IP addresses or ranges (such as 10.0.0.0/8), separated by commas"), new("なし（公開のアドレスに TLS でだけ接続する）", "none: only public addresses, with TLS"),
            (s, v) => Networks(v) is { } inner ? s with { Outbound = s.Outbound with { Allowed = inner } } : null),
        new("outbound-ca-file", new("呼び出し先の証明書を確かめるときに信頼する認証局（PEM。ほかは信頼しない）", "The only certificate authorities to trust for addresses that are called (PEM)"), new("証明書を収めたファイルのパス", "the path of a file of certificates"),
            new("なし（サーバーの OS が信頼する認証局）", "none: those that this machine trusts"), (s, v) => v.Length > 0 ? s with { Outbound = s.Outbound with { AuthorityFile = Path.GetFullPath(v, s.DataFolder) } } : null),
    ];

    /// <summary>The failure of settings with faults.</summary>
    internal static Failure Wrong(IReadOnlyList<Fault> faults)
        => new(FailureKind.Invalid, new("設定に誤りがあります。", "There are mistakes in the settings."), faults);

    private static int? Kept(string text) => int.TryParse(text, out var n) && n is >= 1 and <= 1_000 ? n : null;

    private static Uri? Http(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url : null;

    private static List<IPNetwork>? Networks(string text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(part, out var one))
                networks.Add(new(one, one.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var range))
                networks.Add(range);
            else
                return null;
        }

        return networks.Count > 0 ? networks : null;
    }

    private static bool IsPostgres(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
