using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Sakimori.Platform.Backup;

/// <summary>Fills tables of SQLite.</summary>
internal sealed class SqliteRows(SqliteConnection connection) : IRowTarget, IDisposable
{
    private SqliteTransaction? transaction;
    private SqliteCommand? insert;

    public void Begin(BackupTable table)
    {
        transaction = connection.BeginTransaction();
        insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@c{i}"))})";
        for (var i = 0; i < table.Columns.Count; i++)
            insert.Parameters.Add(new SqliteParameter { ParameterName = $"@c{i}" });
    }

    public void Add(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            insert!.Parameters[i].Value = row[i] ?? DBNull.Value;
        insert!.ExecuteNonQuery();
    }

    public void End()
    {
        transaction!.Commit();
        Dispose();
    }

    public void Dispose()
    {
        insert?.Dispose();
        transaction?.Dispose();
        (insert, transaction) = (null, null);
    }
}

/// <summary>Fills tables of PostgreSQL by COPY.</summary>
internal sealed class PostgresRows(NpgsqlConnection connection) : IRowTarget, IDisposable
{
    private NpgsqlBinaryImporter? copy;
    private BackupTable? table;

    public void Begin(BackupTable table)
    {
        this.table = table;
        copy = connection.BeginBinaryImport(
            $"COPY \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.Zero;
    }

    public void Add(object?[] row)
    {
        copy!.StartRow();
        for (var i = 0; i < row.Length; i++)
            Write(row[i], table!.Columns[i].Kind);
    }

    public void End()
    {
        copy!.Complete();
        Dispose();
    }

    public void Dispose()
    {
        copy?.Dispose();
        copy = null;
    }

    private void Write(object? value, ColumnKind kind)
    {
        switch (value)
        {
            case null:
                copy!.WriteNull();
                break;
            case string text:
                copy!.Write(text, NpgsqlDbType.Text);
                break;
            case int whole:
                copy!.Write(whole, NpgsqlDbType.Integer);
                break;
            case long whole:
                copy!.Write(whole, NpgsqlDbType.Bigint);
                break;
            case bool flag:
                copy!.Write(flag, NpgsqlDbType.Boolean);
                break;
            case Guid id:
                copy!.Write(id, NpgsqlDbType.Uuid);
                break;
            case DateTime moment:
                copy!.Write(moment, NpgsqlDbType.TimestampTz);
                break;
            case DateTimeOffset moment:
                copy!.Write(moment.UtcDateTime, NpgsqlDbType.TimestampTz);
                break;
            case DateOnly day:
                copy!.Write(day, NpgsqlDbType.Date);
                break;
            case byte[] bytes:
                copy!.Write(bytes, NpgsqlDbType.Bytea);
                break;
            default:
                throw new InvalidOperationException($"No value of {kind} is a {value.GetType()}.");
        }
    }
}
