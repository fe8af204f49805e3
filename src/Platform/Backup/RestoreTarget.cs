using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Backup;

/// <summary>An empty database that is being filled from a backup: indexes are set aside meanwhile, and all is read again afterwards.</summary>
internal sealed class RestoreTarget : IAsyncDisposable
{
    /// <summary>The table that stands while a restore on PostgreSQL is not finished: no portal starts on such a database.</summary>
    public const string Marker = "sakimori_unfinished_restore";

    private readonly DbConnection connection;
    private readonly List<string> indexes = [];

    private RestoreTarget(DbConnection connection) => this.connection = connection;

    private bool IsPostgres => connection is NpgsqlConnection;

    /// <summary>Opens a target.</summary>
    public static async Task<RestoreTarget> OpenAsync(Database database, CancellationToken cancel)
    {
        var target = new RestoreTarget(await database.OpenAsync(cancel));

        // Until it is whole it counts for nothing: an interrupted restore begins anew.
        if (!target.IsPostgres)
            await target.RunAsync("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16000", cancel);
        return target;
    }

    /// <summary>True when there is no table, view or sequence yet.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancel) => Convert.ToInt64(await RecordRows.ScalarAsync(connection, null, IsPostgres
        ? "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v', 'm', 'p', 'S')"
        : "SELECT count(*) FROM sqlite_master", cancel), CultureInfo.InvariantCulture) == 0;

    /// <summary>Says that the database is no portal's until <see cref="FinishAsync"/>.</summary>
    public Task MarkAsync(CancellationToken cancel) => IsPostgres ? RunAsync($"CREATE TABLE {Marker} (\"Began\" timestamptz NOT NULL DEFAULT now())", cancel) : Task.CompletedTask;

    /// <summary>The restore is finished.</summary>
    public Task FinishAsync(CancellationToken cancel) => IsPostgres ? RunAsync($"DROP TABLE {Marker}", cancel) : Task.CompletedTask;

    /// <summary>Takes out what migrations have put into the tables, and sets the indexes aside.</summary>
    public async Task ClearAsync(IReadOnlyList<BackupTable> tables, CancellationToken cancel)
    {
        foreach (var table in tables.Reverse())
            await RunAsync($"DELETE FROM \"{table.Name}\"", cancel);
        var names = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = IsPostgres
                ? """
                    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
                    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname AND connamespace = current_schema()::regnamespace)
                    """
                : "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                names.Add(rows.GetString(0));
                indexes.Add(rows.GetString(1));
            }
        }

        foreach (var name in names)
            await RunAsync($"DROP INDEX \"{name}\"", cancel);
    }

    /// <summary>Fills the tables.</summary>
    public BackupSums Fill(ArchiveReader archive, CancellationToken cancel)
    {
        if (connection is NpgsqlConnection postgres)
        {
            using var copied = new PostgresRows(postgres);
            return archive.ReadTo(copied, cancel);
        }

        using var inserted = new SqliteRows((SqliteConnection)connection);
        return archive.ReadTo(inserted, cancel);
    }

    /// <summary>Lets numbers go on behind the last that was given out, and puts the indexes back.</summary>
    public async Task CompleteAsync(IReadOnlyList<BackupTable> tables, CancellationToken cancel)
    {
        if (IsPostgres)
            await CountOnAsync(tables.Where(t => t.Counted is not null).ToDictionary(t => t.Name, t => t.LastNumber), cancel);
        foreach (var table in tables.Where(t => t is { Counted: not null, LastNumber: > 0 } && !IsPostgres))
        {
            await RunAsync($"DELETE FROM sqlite_sequence WHERE name = '{table.Name}'", cancel);
            await RunAsync($"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table.Name}', {table.LastNumber})", cancel);
        }

        foreach (var index in indexes)
            await RunAsync(index, cancel);
        await RunAsync("ANALYZE", cancel);
    }

    /// <summary>Counts and sums the tables as they stand now.</summary>
    public async Task<BackupSums> SumAsync(IReadOnlyList<BackupTable> tables, CancellationToken cancel)
    {
        var sums = new List<TableSum>();
        var lines = new System.Buffers.ArrayBufferWriter<byte>(1 << 20);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in tables)
        {
            await using var command = Backups.Query(connection, null, table);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            var count = 0L;
            for (; await rows.ReadAsync(cancel); count++)
            {
                RowLines.Write(lines, rows, table.Columns);
                if (lines.WrittenCount > 1 << 19)
                    Append();
            }

            Append();
            sums.Add(new(table.Name, count, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }

        return new(sums);

        void Append()
        {
            hash.AppendData(lines.WrittenSpan);
            lines.ResetWrittenCount();
        }
    }

    /// <summary>True when every row that another refers to is there; PostgreSQL has seen to it already.</summary>
    public async Task<bool> RefersRightlyAsync(CancellationToken cancel)
        => IsPostgres || await RecordRows.ScalarAsync(connection, null, "SELECT 1 FROM pragma_foreign_key_check LIMIT 1", cancel) is null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    // Tables that PostgreSQL counts may be some that SQLite counts without writing down how far it is: what stands in them says so then.
    private async Task CountOnAsync(Dictionary<string, long> last, CancellationToken cancel)
    {
        var counted = new List<(string Table, string Column)>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'";
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
                counted.Add((rows.GetString(0), rows.GetString(1)));
        }

        foreach (var (table, column) in counted)
        {
            await RunAsync($"""
                SELECT setval(pg_get_serial_sequence('"{table}"', '{column}'), GREATEST(number, 1), number > 0)
                FROM (SELECT GREATEST({last.GetValueOrDefault(table)}, COALESCE(MAX("{column}"), 0)) AS number FROM "{table}") AS counted
                """, cancel);
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
