using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Records;

/// <summary>
/// Many rows of one table, written together in the caller's transaction: on PostgreSQL one statement whose parameters are the
/// columns, on SQLite one prepared statement that runs once a row. Beside the change tracker: rows that a context has read already
/// are not seen by it.
/// </summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
/// <param name="table">The table; never a reader's text.</param>
/// <param name="rows">The rows, written in this order: generated keys rise with it.</param>
public sealed class RowsOf<TRow>(string table, IReadOnlyList<TRow> rows)
{
    // From here on PostgreSQL is told at once how large the table has become: until it finds out by itself it joins as if the table
    // were still small, row by row.
    private const int ManyRows = 1_000;

    private readonly List<(string Name, Func<Array> All, Func<TRow, object?> One)> columns = [];

    /// <summary>Adds a column. Its type is one that both engines store: Guid, text, number, true or false, day, UTC moment, bytes, or null.</summary>
    /// <param name="name">The column; never a reader's text.</param>
    /// <param name="value">A row's value; null is stored as NULL.</param>
    public RowsOf<TRow> With<T>(string name, Func<TRow, T> value)
    {
        columns.Add((name, () => rows.Select(value).ToArray(), row => value(row)));
        return this;
    }

    /// <summary>Inserts the rows; how many were written.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="otherwise">What happens to a row that is there already: <c>ON CONFLICT …</c>; an error when empty.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="DbUpdateException">A constraint refused a row; the unit is over.</exception>
    public Task<int> InsertAsync(UnitOfWork work, string otherwise = "", CancellationToken cancel = default)
        => InsertAsync(work.Connection, work.Transaction, otherwise, cancel);

    /// <summary>Deletes every row of the table whose column, the only one that was added, has one of the values; how many there were.</summary>
    public Task<int> DeleteAsync(UnitOfWork work, string also = "", CancellationToken cancel = default)
        => RunAsync(work.Connection, work.Transaction, $"DELETE FROM {table} {Those(work)} {also}", cancel);

    /// <summary>Sets a further column to NULL in every row whose column, the only one that was added, has one of the values; how many there were.</summary>
    public Task<int> ClearAsync(UnitOfWork work, string column, CancellationToken cancel = default)
        => RunAsync(work.Connection, work.Transaction, $"UPDATE {table} SET \"{column}\" = NULL {Those(work)}", cancel);

    /// <inheritdoc cref="InsertAsync(UnitOfWork, string, CancellationToken)"/>
    internal async Task<int> InsertAsync(DbConnection connection, DbTransaction transaction, string otherwise, CancellationToken cancel)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        var values = string.Join(", ", columns.Select((_, i) => $"@c{i}"));
        var written = await RunAsync(connection, transaction, connection.CanCreateBatch
            ? $"INSERT INTO {table} ({names}) SELECT {names} FROM unnest({values}) WITH ORDINALITY AS given ({names}, turn) ORDER BY turn {otherwise}"
            : $"INSERT INTO {table} ({names}) VALUES ({values}) {otherwise}", cancel);
        if (connection.CanCreateBatch && rows.Count >= ManyRows)
            await RecordRows.ExecuteAsync(connection, transaction, $"ANALYZE {table}", cancel);
        return written;
    }

    private string Those(UnitOfWork work)
        => $"WHERE \"{columns.Single().Name}\" = {(work.Connection.CanCreateBatch ? "ANY(@c0)" : "@c0")}";

    private async Task<int> RunAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return 0;
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        try
        {
            if (connection.CanCreateBatch)
            {
                StatementList.Bind(command.Parameters, command.CreateParameter, [.. columns.Select((c, i) => ($"@c{i}", (object?)c.All()))]);
                return await command.ExecuteNonQueryAsync(cancel);
            }

            return RunEach(command, cancel);
        }
        catch (DbException error)
        {
            throw new DbUpdateException($"The rows of {table} could not be written.", error);
        }
    }

    // SQLite runs in this process: there is nothing to wait for but the disk.
    private int RunEach(DbCommand command, CancellationToken cancel)
    {
        StatementList.Bind(command.Parameters, command.CreateParameter, [.. columns.Select((_, i) => ($"@c{i}", (object?)null))]);
        var touched = 0;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++)
                command.Parameters[i].Value = columns[i].One(row) ?? DBNull.Value;
            touched += command.ExecuteNonQuery();
        }

        return touched;
    }
}
