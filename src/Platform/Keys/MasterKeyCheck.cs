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
    /// private key in the database. What was found names the remedy where there is something to do.
    /// </summary>
    /// <param name="settings">Where the master key is.</param>
    /// <param name="connection">An open connection to the records; null where there are none yet, or they cannot be reached.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<Outcome<Text>> RunAsync(MasterKeySettings settings, DbConnection? connection, CancellationToken cancel)
    {
        var kept = connection is null ? [] : await KeptAsync(connection, cancel);
        if (kept.Count == 0 && !File.Exists(settings.File))
            return new Text("マスター鍵はまだありません。署名が初めて必要になったときに作られます。", "There is no master key yet. It is made when something is signed for the first time.");
        var master = new MasterKey(settings);
        if (master.Check() is { } failure)
            return failure;
        if (IsOpenToOthers(settings.File!))
        {
            return new Failure(FailureKind.Unavailable, new(
                $"マスター鍵 {settings.File} は持ち主以外も読み書きできます。chmod 600 '{settings.File}' を実行してください。すでに読まれたおそれがあれば、署名鍵も更新してください。",
                $"The master key {settings.File} is open to others besides its owner. Run chmod 600 '{settings.File}'; if somebody may have read it, rotate the signing key as well."));
        }

        foreach (var (label, secret) in kept)
        {
            var opened = master.Open(secret, label);
            if (opened.Failure is { } other)
                return other;
            CryptographicOperations.ZeroMemory(opened.Value);
        }

        return kept.Count == 0
            ? new Text($"マスター鍵 {settings.File} に問題はありません（保存されている署名鍵はありません）。", $"The master key {settings.File} is fine; no signing key is kept under it that could be tried.")
            : new Text($"マスター鍵 {settings.File} で、保存されている署名鍵を使えます。", $"The master key {settings.File} opens the stored signing key.");
    }

    private static bool IsOpenToOthers(string file)
        => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;

    // The records may be older than the table: nothing is migrated here.
    private static async Task<List<(byte[] Label, byte[] Sealed)>> KeptAsync(DbConnection connection, CancellationToken cancel) =>
    [
        .. await KeptAsync(connection, "platform_signing_key", "Fingerprint", SigningKeys.Label, cancel),
        .. await KeptAsync(connection, "platform_audit_log", "Origin", AuditLog.Label, cancel),
    ];

    private static async Task<List<(byte[] Label, byte[] Sealed)>> KeptAsync(
        DbConnection connection, string table, string name, Func<string, byte[]> label, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is Npgsql.NpgsqlConnection
            ? $"SELECT to_regclass('{table}') IS NOT NULL" : $"SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '{table}')";
        if (!Convert.ToBoolean(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture))
            return [];
        command.CommandText = $"SELECT \"{name}\", \"Sealed\" FROM {table} WHERE \"Sealed\" IS NOT NULL";
        var kept = new List<(byte[], byte[])>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            kept.Add((label(rows.GetString(0)), await rows.GetFieldValueAsync<byte[]>(1, cancel)));
        return kept;
    }
}
