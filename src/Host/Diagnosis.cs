using System.Data.Common;
using System.Net.Sockets;
using Sakimori.Kernel;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;

namespace Sakimori.Host;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What: <c>settings</c>, <c>data-folder</c>, <c>disk</c>, <c>database</c>, <c>master-key</c>, <c>backup</c>, <c>mail</c>.</param>
/// <param name="Ok">False when the portal would not run, or not well.</param>
/// <param name="Finding">What was found, and what to do about it.</param>
public sealed record DiagnosisLine(string Check, bool Ok, Text Finding);

/// <summary>Looks at all that a portal needs before it is started, and changes nothing.</summary>
public static class Diagnosis
{
    private const long LeastFree = 1L << 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Every line, in the order in which a start would need it.</summary>
    public static async Task<IReadOnlyList<DiagnosisLine>> RunAsync(PortalSettings settings, CancellationToken cancel)
    {
        var lines = new List<DiagnosisLine>
        {
            settings.Validate() is { } wrong ? new("settings", false, wrong.Detail) : new("settings", true, new("設定に問題はありません。", "The settings are fine.")),
        };
        var taken = DataFolder.Take(settings.DataFolder);
        lines.Add(Folder(Path.GetFullPath(settings.DataFolder), taken.Failure));
        if (taken.Failure is { Kind: not FailureKind.Conflict })
            return lines;
        using (taken.Succeeded ? taken.Value : null)
        {
            lines.Add(Disk(Path.GetFullPath(settings.DataFolder)));
            lines.AddRange(await DatabaseAsync(settings, cancel));
            lines.Add(await MailAsync(settings, cancel));
        }

        return lines;
    }

    // A running server holds its folder, as it should.
    private static DiagnosisLine Folder(string path, Failure? failure)
    {
        if (failure is { Kind: not FailureKind.Conflict })
            return new("data-folder", false, failure.Detail);
        if (DataFolder.IsOpenToOthers(path))
        {
            return new("data-folder", false, new(
                $"{path} は持ち主以外も読めます。記録には秘密が含まれるため、chmod go= '{path}' を実行してください。",
                $"{path} is open to others besides its owner, and the records hold secrets. Run chmod go= '{path}'."));
        }

        return new("data-folder", true, failure is null
            ? new($"{path} に書き込めます。", $"{path} is writable.")
            : new($"{path} は稼働中のサーバーが使用中です。", $"{path} is in use by a running server."));
    }

    private static DiagnosisLine Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var amount = $"{free / (double)(1 << 30):0.0} GiB";
        return free >= LeastFree
            ? new("disk", true, new($"空き容量は {amount} です。", $"{amount} is free."))
            : new("disk", false, new($"空き容量が {amount} しかありません。1 GiB 以上の空きを確保してください。", $"Only {amount} is free. Make sure that at least 1 GiB is."));
    }

    // The database, and the master key beside it: what is sealed in the one is opened by the other.
    private static async Task<DiagnosisLine[]> DatabaseAsync(PortalSettings settings, CancellationToken cancel)
    {
        var records = Path.Combine(Path.GetFullPath(settings.DataFolder), DataFolder.RecordsName);
        if (settings.Database is null && !File.Exists(records))
        {
            return
            [
                new("database", true, new("SQLite を使います。記録はまだなく、最初の起動時に作られます。", "SQLite; there are no records yet. The first start creates them.")),
                await MasterKeyAsync(settings, null, cancel),
                await BackupAsync(settings, null, cancel),
            ];
        }

        try
        {
            await using var database = settings.Database is { } connection ? Database.PostgreSql(connection) : Database.Sqlite(records);
            await using var open = await database.OpenAsync(cancel);
            if (await RestoreState.IsUnfinishedAsync(open, cancel))
                return [new("database", false, OpenRecords.Unfinished.Detail), await MasterKeyAsync(settings, null, cancel), await BackupAsync(settings, null, cancel)];
            await using var command = open.CreateCommand();
            command.CommandText = database.Engine == Engine.Sqlite ? "PRAGMA quick_check" : "SELECT version()";
            var answer = (await command.ExecuteScalarAsync(cancel))?.ToString() ?? "";
            return
            [
                database.Engine == Engine.Sqlite && answer != "ok"
                    ? new("database", false, new($"SQLite のファイルが壊れています（{answer}）。バックアップから戻してください。", $"The SQLite file is damaged ({answer}). Restore it from a backup."))
                    : new("database", true, database.Engine == Engine.Sqlite ? new("SQLite に問題はありません。", "SQLite: ok") : Text.Same(answer)),
                await MasterKeyAsync(settings, open, cancel),
                await BackupAsync(settings, open, cancel),
            ];
        }
        catch (Exception error) when (OpenRecords.IsOutOfReach(error))
        {
            return
            [
                new("database", false, OpenRecords.Unreachable(settings, error).Detail),
                await MasterKeyAsync(settings, null, cancel),
                await BackupAsync(settings, null, cancel),
            ];
        }
    }

    private static async Task<DiagnosisLine> MasterKeyAsync(PortalSettings settings, DbConnection? records, CancellationToken cancel)
        => (await MasterKeyCheck.RunAsync(settings.MasterKey(), records, cancel)).Match<DiagnosisLine>(
            found => new("master-key", true, found), failure => new("master-key", false, failure.Detail));

    private static async Task<DiagnosisLine> BackupAsync(PortalSettings settings, DbConnection? records, CancellationToken cancel)
    {
        var health = await BackupHealth.ReadAsync(settings.Backup(), records, TimeProvider.System.UtcMoment(), cancel);
        return new("backup", health.Ok, health.Finding);
    }

    private static async Task<DiagnosisLine> MailAsync(PortalSettings settings, CancellationToken cancel)
    {
        if (settings.SmtpHost is not { } host)
        {
            return new("mail", true, new(
                "メールサーバーが設定されていないため、メールは送信せず、ファイルに書き出します。", "No mail server is set: e-mail is written to files and not delivered."));
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            using var client = new TcpClient();
            await client.ConnectAsync(host, settings.SmtpPort, patience.Token);
            return new("mail", true, new($"{host}:{settings.SmtpPort} に接続できます。", $"{host}:{settings.SmtpPort} answers."));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return new("mail", false, new(
                $"メールサーバー {host}:{settings.SmtpPort} に接続できません。smtp-host と smtp-port を確かめてください。",
                $"The mail server {host}:{settings.SmtpPort} does not answer. Check smtp-host and smtp-port."));
        }
    }
}
