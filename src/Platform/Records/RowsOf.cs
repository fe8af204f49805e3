using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Sakimori.Platform.Records;

/// <summary>
/// Many rows of one table, written together in the caller's transaction: on PostgreSQL one statement whose parameters are the
/// columns, on SQLite one prepared statement that runs once a row. Beside the change tracker: rows that a context has read already
/// are not seen by it.
/// </summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
public sealed class RowsOf<TRow>
{
    // From here on PostgreSQL is told at once how large the table has become: until it finds out by itself it joins as if the table
    // were still small, row by row.
    private const int ManyRows = 1_000;

    private readonly RowStatement<TRow> statement;
    private readonly IReadOnlyList<TRow> rows;

    /// <summary>Rows of a table whose columns are to be added.</summary>
    /// <param name="table">The table; never a reader's text.</param>
    /// <param name="rows">The rows, written in this order: generated keys rise with it.</param>
    public RowsOf(string table, IReadOnlyList<TRow> rows)
        : this(new RowStatement<TRow>(table), rows)
    {
    }

    /// <summary>Rows that a statement inserts.</summary>
    internal RowsOf(RowStatement<TRow> statement, IReadOnlyList<TRow> rows) => (this.statement, this.rows) = (statement, rows);

    /// <inheritdoc cref="RowStatement{TRow}.With"/>
    public RowsOf<TRow> With<T>(string name, Func<TRow, T> value)
    {
        statement.With(name, value);
        return this;
    }

    /// <summary>Inserts the rows; how many were written.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="otherwise">What happens to a row that is there already: <c>ON CONFLICT …</c>; an error when empty.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="DbUpdateException">A constraint refused a row; the unit is over.</exception>
    public Task<int> InsertAsync(UnitOfWork work, string otherwise = "", CancellationToken cancel = default)
    {
        statement.Otherwise(otherwise);
        return InsertAsync(work.Connection, work.Transaction, cancel);
    }

    /// <summary>Deletes every row of the table whose column, the only one that was added, has one of the values; how many there were.</summary>
    public Task<int> DeleteAsync(UnitOfWork work, string also = "", CancellationToken cancel = default)
        => OnThoseAsync(work, $"DELETE FROM {statement.Table}", also, cancel);

    /// <summary>Sets a further column to NULL in every row whose column, the only one that was added, has one of the values; how many there were.</summary>
    public Task<int> ClearAsync(UnitOfWork work, string column, CancellationToken cancel = default)
        => OnThoseAsync(work, $"UPDATE {statement.Table} SET \"{column}\" = NULL", "", cancel);

    /// <summary>Inserts the rows; how many were written.</summary>
    /// <exception cref="DbUpdateException">A constraint refused a row; the transaction is over.</exception>
    internal async Task<int> InsertAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        var written = await RunAsync(connection, transaction, statement.One, statement.Many, cancel);
        if (connection.CanCreateBatch && rows.Count >= ManyRows)
            await RecordRows.ExecuteAsync(connection, transaction, $"ANALYZE {statement.Table}", cancel);
        return written;
    }

    private Task<int> OnThoseAsync(UnitOfWork work, string what, string also, CancellationToken cancel)
    {
        var column = statement.Columns.Names.Single();
        return RunAsync(work.Connection, work.Transaction,
            $"{what} WHERE \"{column}\" = @c0 {also}", $"{what} WHERE \"{column}\" = ANY($1) {also}", cancel);
    }

    private async Task<int> RunAsync(DbConnection connection, DbTransaction transaction, string one, string many, CancellationToken cancel)
    {
        try
        {
            return await statement.Columns.RunAsync(connection, transaction, one, many, rows, cancel);
        }
        catch (DbException error)
        {
            throw new DbUpdateException($"The rows of {statement.Table} could not be written.", error);
        }
    }
}
