using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Sakimori.Platform.Records;

/// <summary>
/// The columns of rows that are sent as parameters: one row at a time as <c>@c0, @c1 …</c> on SQLite, all rows at once as the arrays
/// <c>$1, $2 …</c> on PostgreSQL, where a parameter by position spares the driver the reading of the statement.
/// </summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
internal sealed class RowColumns<TRow>
{
    private readonly List<Column> columns = [];

    /// <summary>The columns' names, in the order of their parameters.</summary>
    public IReadOnlyList<string> Names => columns.ConvertAll(c => c.Name);

    /// <summary>Adds a column.</summary>
    public void Add<T>(string name, Func<TRow, T> value) => columns.Add(new Column<T>(name, value));

    /// <summary>Gives a command a parameter a column.</summary>
    public void Declare(DbCommand command)
        => StatementList.Bind(command.Parameters, command.CreateParameter, [.. columns.Select((_, i) => ($"@c{i}", (object?)null))]);

    /// <summary>Sets the parameters that were declared to a row's values.</summary>
    public void Bind(DbParameterCollection parameters, TRow row)
    {
        for (var i = 0; i < columns.Count; i++)
            parameters[i].Value = columns[i].One(row) ?? DBNull.Value;
    }

    /// <summary>Gives a command of PostgreSQL its arrays.</summary>
    public void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
    {
        foreach (var column in columns)
            parameters.Add(column.All(rows));
    }

    /// <summary>Runs a statement over rows; how many rows of the table it touched.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="one">The statement of one row, for SQLite.</param>
    /// <param name="many">The statement of all rows, for PostgreSQL.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<int> RunAsync(
        DbConnection connection, DbTransaction transaction, string one, string many, IReadOnlyList<TRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return 0;
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        if (command is NpgsqlCommand postgres)
        {
            postgres.CommandText = many;
            Bind(postgres.Parameters, rows);
            return await postgres.ExecuteNonQueryAsync(cancel);
        }

        command.CommandText = one;
        Declare(command);
        return RunEach(command, rows, cancel);
    }

    // SQLite runs in this process: there is nothing to wait for but the disk.
    private int RunEach(DbCommand command, IReadOnlyList<TRow> rows, CancellationToken cancel)
    {
        var touched = 0;
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            Bind(command.Parameters, row);
            touched += command.ExecuteNonQuery();
        }

        return touched;
    }

    private abstract class Column(string name)
    {
        public string Name => name;

        public abstract object? One(TRow row);

        public abstract NpgsqlParameter All(IReadOnlyList<TRow> rows);
    }

    private sealed class Column<T>(string name, Func<TRow, T> value) : Column(name)
    {
        public override object? One(TRow row) => value(row);

        public override NpgsqlParameter All(IReadOnlyList<TRow> rows)
        {
            var all = new T[rows.Count];
            for (var i = 0; i < all.Length; i++)
                all[i] = value(rows[i]);
            var parameter = new NpgsqlParameter<T[]> { TypedValue = all };

            // By its values an array of moments that are all NULL would be one of local times, and another statement to prepare.
            if (typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTime?))
                parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
            return parameter;
        }
    }
}
