using System.Data.Common;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>How the daily backup is doing.</summary>
/// <param name="Newest">The newest backup in the folder; null when there is none.</param>
/// <param name="Ok">False when it is too old or missing, when the last try failed, or when the folder cannot be read.</param>
/// <param name="Finding">What was found, and what to do about it.</param>
public sealed record BackupHealth(ShelvedBackup? Newest, bool Ok, Text Finding)
{
    /// <summary>A backup older than that was missed: a day and the time that it may take.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromHours(26);

    private const string LastFailure = """
        SELECT "TextJa", "TextEn", "Ended" FROM platform_job WHERE "Key" = 'platform.backup' AND "State" = 3 ORDER BY "Made" DESC LIMIT 1
        """;

    /// <summary>Looks at the folder and at the last job that failed.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="connection">An open connection to the records; null where there are none yet, or they cannot be reached.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<BackupHealth> ReadAsync(BackupSettings settings, DbConnection? connection, DateTime now, CancellationToken cancel)
    {
        if (settings.Folder is not { } folder)
        {
            return new(null, true, new(
                "毎日のバックアップは設定されていません。設定 backup-folder と backup-recipients を指定するか、sakimori backup を定期的に実行してください。",
                "No daily backup is set. Give the settings backup-folder and backup-recipients, or run sakimori backup regularly."));
        }

        ShelvedBackup? newest;
        try
        {
            newest = BackupShelf.In(folder) is [var first, ..] ? first : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(null, false, new($"{folder} を読めません（{error.Message}）。", $"{folder} cannot be read ({error.Message})."));
        }

        if (connection is not null && await FailureAsync(connection, cancel) is { } failed && (newest is null || failed.At > newest.Made))
        {
            return new(newest, false, new(
                $"{Dates.Moment(failed.At).Ja}のバックアップは失敗しました：{failed.Why.Ja}", $"The backup of {Dates.Moment(failed.At).En} failed: {failed.Why.En}"));
        }

        if (newest is null)
        {
            return new(null, false, new(
                $"{folder} にバックアップがまだありません。毎日{DailyBackups.At:H:mm}（日本時間）に作られます。", $"There is no backup in {folder} yet. One is made every day at {DailyBackups.At:HH:mm} in Japan."));
        }

        return now - newest.Made <= Oldest
            ? new(newest, true, new($"最後のバックアップは{Dates.Moment(newest.Made).Ja}です。", $"The last backup is of {Dates.Moment(newest.Made).En}."))
            : new(newest, false, new(
                $"最後のバックアップは{Dates.Moment(newest.Made).Ja}で、古くなっています。処理の一覧を確かめてください。",
                $"The last backup is of {Dates.Moment(newest.Made).En}: too old. See the list of jobs."));
    }

    private static async Task<(DateTime At, Text Why)?> FailureAsync(DbConnection connection, CancellationToken cancel)
    {
        // The records may be older than the table: nothing is migrated here.
        if (await RecordRows.ScalarAsync(connection, null, connection is Npgsql.NpgsqlConnection
            ? "SELECT 1 WHERE to_regclass('platform_job') IS NOT NULL" : "SELECT 1 FROM sqlite_master WHERE name = 'platform_job'", cancel) is null)
            return null;
        await using var command = connection.CreateCommand();
        command.CommandText = LastFailure;
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (DateTime.SpecifyKind(row.GetDateTime(2), DateTimeKind.Utc), new(row.IsDBNull(0) ? "" : row.GetString(0), row.IsDBNull(1) ? "" : row.GetString(1))) : null;
    }
}
