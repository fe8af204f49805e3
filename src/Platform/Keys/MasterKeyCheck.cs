using System.Data.Common;
using System.Security.Cryptography;
using Sakimori.Kernel;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Keys;

/// <summary>Looks at the master key and at what it has sealed; changes nothing, and makes no key.</summary>
public static class MasterKeyCheck
{
    /// <summary>
    /// Whether the key is as it should be: there once something is sealed, its owner's alone, well formed, and the one that opens every
    /// secret in the database. What was found names the remedy where there is something to do.
    /// </summary>
    /// <param name="settings">Where the master key is.</param>
    /// <param name="connection">An open connection to the records; null where there are none yet, or they cannot be reached.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Outcome<Text>> RunAsync(MasterKeySettings settings, DbConnection? connection, CancellationToken cancel)
    {
        var kept = connection is null ? [] : await KeptAsync(connection, andLog: true, cancel);
        if (kept.Count == 0 && !File.Exists(settings.File))
            return new Text("マスター鍵はまだありません。最初の起動時に作られます。", "There is no master key yet. The first start makes it.");
        var master = new MasterKey(settings);
        if (master.Check() is { } failure)
            return failure;
        if (IsOpenToOthers(settings.File!))
        {
            return new Failure(FailureKind.Unavailable, new(
                $"マスター鍵 {settings.File} は持ち主以外も読み書きできます。chmod 600 '{settings.File}' を実行してください。すでに読まれたおそれがあれば、署名鍵も更新してください。",
                $"The master key {settings.File} is open to others besides its owner. Run chmod 600 '{settings.File}'; if somebody may have read it, rotate the signing key as well."));
        }

        if (Opens(master, kept) is { } other)
            return other;
        return kept.Count == 0
            ? new Text($"マスター鍵 {settings.File} に問題はありません（保存されている鍵はまだありません）。", $"The master key {settings.File} is fine; nothing is kept under it yet that could be tried.")
            : new Text($"マスター鍵 {settings.File} で、保存されている鍵を使えます。", $"The master key {settings.File} opens the stored keys.");
    }

    /// <summary>
    /// What stops a start: keys are stored and the master key is missing, malformed or another one. Null when they can be used, or there are none yet.
    /// </summary>
    /// <param name="settings">Where the master key is.</param>
    /// <param name="connection">An open connection to the records.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Failure?> RefusalAsync(MasterKeySettings settings, DbConnection connection, CancellationToken cancel)
        => await KeptAsync(connection, andLog: false, cancel) is { Count: > 0 } kept ? Opens(new MasterKey(settings), kept) : null;

    private static Failure? Opens(MasterKey master, List<(byte[] Label, byte[] Sealed)> kept)
    {
        foreach (var (label, secret) in kept)
        {
            var opened = master.Open(secret, label);
            if (opened.Failure is { } other)
                return other;
            CryptographicOperations.ZeroMemory(opened.Value);
        }

        return null;
    }

    private static bool IsOpenToOthers(string file)
        => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;

    // A portal goes on without the key of its audit trail's log, though nothing more is sealed then: that is the doctor's to say.
    // The records may be older than the tables: nothing is migrated here.
    private static async Task<List<(byte[] Label, byte[] Sealed)>> KeptAsync(DbConnection connection, bool andLog, CancellationToken cancel)
    {
        var kept = new List<(byte[], byte[])>();
        await ReadAsync("platform_signing_key", "SELECT \"Fingerprint\", \"Sealed\" FROM platform_signing_key WHERE \"Sealed\" IS NOT NULL ORDER BY \"Number\"",
            row => kept.Add((SigningKeys.Label(row.GetString(0)), row.GetFieldValue<byte[]>(1))));
        if (andLog)
        {
            await ReadAsync("platform_audit_log", "SELECT \"Origin\", \"Sealed\" FROM platform_audit_log",
                row => kept.Add((AuditLog.Label(row.GetString(0)), row.GetFieldValue<byte[]>(1))));
        }

        await ReadAsync("access_data_protection_key", $"SELECT \"Xml\" FROM access_data_protection_key WHERE \"Xml\" LIKE '%{ServerKeyXml.Mark}%' ORDER BY \"Id\"",
            row => kept.AddRange(ServerKeyXml.Secrets(row.GetString(0)).Select(secret => (ServerKeyXml.Label, secret))));
        return kept;

        async Task ReadAsync(string table, string query, Action<DbDataReader> add)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = connection is Npgsql.NpgsqlConnection
                ? $"SELECT to_regclass('{table}') IS NOT NULL" : $"SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '{table}')";
            if (!Convert.ToBoolean(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture))
                return;
            command.CommandText = query;
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
                add(rows);
        }
    }
}
