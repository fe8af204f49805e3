using System.Data.Common;
using System.Net.Sockets;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Host;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What: <c>settings</c>, <c>data-folder</c>, <c>disk</c>, <c>database</c>, <c>mail</c>.</param>
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
            settings.Validate() is { } wrong ? new("settings", false, wrong.Detail) : new("settings", true, new("設定は正しく読めました。", "The settings are fine.")),
        };
        var taken = DataFolder.Take(settings.DataFolder);
        lines.Add(taken.Failure is { } held
            ? new("data-folder", false, held.Detail)
            : new("data-folder", true, new($"{taken.Value.Path} に書き込めます。", $"{taken.Value.Path} is writable.")));
        if (!taken.Succeeded)
            return lines;
        using (taken.Value)
        {
            lines.Add(Disk(taken.Value.Path));
            lines.Add(await DatabaseAsync(settings, taken.Value, cancel));
            lines.Add(await MailAsync(settings, cancel));
        }

        return lines;
    }

    private static DiagnosisLine Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var amount = $"{free / (double)(1 << 30):0.0} GiB";
        return free >= LeastFree
            ? new("disk", true, new($"空き容量は {amount} です。", $"{amount} are free."))
            : new("disk", false, new($"空き容量が {amount} しかありません。1 GiB 以上空けてください。", $"Only {amount} are free. Make room for at least 1 GiB."));
    }

    private static async Task<DiagnosisLine> DatabaseAsync(PortalSettings settings, DataFolder folder, CancellationToken cancel)
    {
        if (settings.Database is null && !File.Exists(folder.RecordsFile))
            return new("database", true, new("SQLite。まだ記録はなく、最初の起動で作られます。", "SQLite; there are no records yet, the first start makes them."));
        try
        {
            await using var database = settings.Database is { } connection ? Database.PostgreSql(connection) : Database.Sqlite(folder.RecordsFile);
            await using var open = await database.OpenAsync(cancel);
            await using var command = open.CreateCommand();
            command.CommandText = database.Engine == Engine.Sqlite ? "PRAGMA quick_check" : "SELECT version()";
            var answer = (await command.ExecuteScalarAsync(cancel))?.ToString() ?? "";
            return database.Engine == Engine.Sqlite && answer != "ok"
                ? new("database", false, new($"SQLite のファイルが傷んでいます（{answer}）。バックアップから戻してください。", $"The SQLite file is damaged ({answer}). Restore it from a backup."))
                : new("database", true, Text.Same(database.Engine == Engine.Sqlite ? "SQLite: ok" : answer));
        }
        catch (Exception error) when (error is DbException or SocketException or TimeoutException)
        {
            return new("database", false, new(
                $"データベースにつながりません（{error.Message}）。設定 database とサーバーを確かめてください。",
                $"The database cannot be reached ({error.Message}). Check the setting database and the server."));
        }
    }

    private static async Task<DiagnosisLine> MailAsync(PortalSettings settings, CancellationToken cancel)
    {
        if (settings.SmtpHost is not { } host)
        {
            return new("mail", true, new(
                "メールサーバーの設定がないため、メールは送らずファイルに書きます。", "No mail server is set: letters are written to files, nothing is delivered."));
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            using var client = new TcpClient();
            await client.ConnectAsync(host, settings.SmtpPort, patience.Token);
            return new("mail", true, new($"{host}:{settings.SmtpPort} につながります。", $"{host}:{settings.SmtpPort} answers."));
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return new("mail", false, new(
                $"メールサーバー {host}:{settings.SmtpPort} につながりません。smtp-host と smtp-port を確かめてください。",
                $"The mail server {host}:{settings.SmtpPort} does not answer. Check smtp-host and smtp-port."));
        }
    }
}
