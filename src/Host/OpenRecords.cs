using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using Sakimori.Kernel;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Records;

namespace Sakimori.Host;

/// <summary>The way to the records of a deployment: each way in which they cannot be reached is a failure with its remedy.</summary>
public static class OpenRecords
{
    private static readonly UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>
    /// Opens the database of the settings, which must exist on PostgreSQL. The file of SQLite is closed to everybody but its owner, also
    /// one that an earlier version left open.
    /// </summary>
    public static async Task<Outcome<Database>> OpenAsync(PortalSettings settings, DataFolder folder, CancellationToken cancel)
    {
        if (settings.Database is null)
            Tighten(folder);
        return await OpenAsync(settings, folder.RecordsFile, cancel);
    }

    private static async Task<Outcome<Database>> OpenAsync(PortalSettings settings, string file, CancellationToken cancel)
    {
        Database? database = null;
        try
        {
            database = settings.Database is { } connection ? Database.PostgreSql(connection) : Database.Sqlite(file);
            await using var open = await database.OpenAsync(cancel);
            return await RestoreState.IsUnfinishedAsync(open, cancel) ? await RefuseAsync(database) : database;
        }
        catch (Exception error) when (IsOutOfReach(error))
        {
            if (database is not null)
                await database.DisposeAsync();
            return Unreachable(settings, error);
        }
    }

    /// <summary>Opens the records of the settings to read them, whoever uses them; fails where there are none.</summary>
    public static async Task<Outcome<Database>> OpenAsync(PortalSettings settings, CancellationToken cancel)
    {
        var file = Path.Combine(Path.GetFullPath(settings.DataFolder), DataFolder.RecordsName);
        return settings.Database is not null || File.Exists(file)
            ? await OpenAsync(settings, file, cancel)
            : new Failure(FailureKind.NotFound, new(
                $"データフォルダー {settings.DataFolder} に記録がありません。--data か --database で、ポータルと同じ場所を指定してください。",
                $"The data folder {settings.DataFolder} holds no records. Give the place of the portal with --data or --database."));
    }

    /// <summary>Opens an empty database to restore into: on SQLite the file given, which is made.</summary>
    public static Task<Outcome<Database>> OpenTargetAsync(PortalSettings settings, string file, CancellationToken cancel) => OpenAsync(settings, file, cancel);

    /// <summary>Brings the tables up to date; a failure when a newer version has written them, or the database does not let it.</summary>
    public static async Task<Failure?> MigrateAsync(PortalSettings settings, Migrator migrator, CancellationToken cancel)
    {
        try
        {
            if (await migrator.FindUnknownAsync(cancel) is { } unknown)
                return Newer(unknown);
            await migrator.MigrateAsync(cancel);
            return null;
        }
        catch (Exception error) when (IsOutOfReach(error))
        {
            return Unreachable(settings, error);
        }
    }

    private static async Task<Failure> RefuseAsync(Database database)
    {
        await database.DisposeAsync();
        return Unfinished;
    }

    /// <summary>What is said of a database into which a restore was not finished.</summary>
    internal static Failure Unfinished { get; } = new(FailureKind.Conflict, new(
        "このデータベースへの復元は途中で終わっています。データベースを作り直して、もう一度 sakimori restore を実行してください。",
        "A restore into this database was not finished. Make the database anew and run sakimori restore again."));

    /// <summary>True for what a database or the way to it throws.</summary>
    public static bool IsOutOfReach(Exception error) => error is DbException or SocketException or TimeoutException;

    /// <summary>What is said then: where the database was looked for and why it failed, never the password.</summary>
    public static Failure Unreachable(PortalSettings settings, Exception error)
    {
        if (settings.Database is not { } connection)
        {
            return new(FailureKind.Unavailable, new(
                $"データフォルダーの記録（records.db）を開けません（{error.Message}）。ファイルの権限を確かめるか、バックアップから戻してください。",
                $"The records in the data folder (records.db) cannot be opened ({error.Message}). Check the file's permissions, or restore it from a backup."));
        }

        var to = new NpgsqlConnectionStringBuilder(connection);
        return new(FailureKind.Unavailable, new(
            $"PostgreSQL（{to.Host}:{to.Port}、データベース {to.Database}）に接続できません（{error.Message}）。設定 database とサーバーを確かめてください。",
            $"PostgreSQL ({to.Host}:{to.Port}, database {to.Database}) cannot be reached ({error.Message}). Check the setting database and the server."));
    }

    private static Failure Newer(string unknown) => new(FailureKind.Conflict, new(
        $"この記録は、より新しい版の Sakimori のものです（{unknown}）。何も変更していません。その版で起動するか、それより前のバックアップから戻してください。",
        $"These records were written by a newer version of Sakimori ({unknown}). Nothing was changed. Start that version, or restore a backup made before it."));

    // Another owner's files stay as they are: the doctor tells of them.
    private static void Tighten(DataFolder folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in (string[])[folder.RecordsFile, folder.RecordsFile + "-wal", folder.RecordsFile + "-shm"])
        {
            try
            {
                if (File.Exists(file) && File.GetUnixFileMode(file) is var mode && (mode & Others) != 0)
                    File.SetUnixFileMode(file, mode & ~Others);
            }
            catch (UnauthorizedAccessException)
            {
                return;
            }
        }
    }
}
