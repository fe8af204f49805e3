using System.Data.Common;
using Npgsql;

namespace Sakimori.Platform.Records;

/// <summary>
/// Statements that are sent together. Rows of one <see cref="RowStatement{TRow}"/> gather in the place of the first as long as nothing
/// between can tell the difference. On PostgreSQL that is one statement a kind and one round trip for all; on SQLite each statement is
/// prepared once for as long as the list is used on the same connection.
/// </summary>
internal sealed class StatementList
{
    private readonly List<Waiting> waiting = [];
    private readonly Dictionary<object, DbCommand> prepared = [];
    private DbConnection? preparedOn;

    /// <summary>Adds a statement that nothing passes; a null value is stored as NULL.</summary>
    public void Add(string sql, params (string Name, object? Value)[] values) => waiting.Add(new WaitingStatement(sql, values));

    /// <summary>Adds a row.</summary>
    public void Add<TRow>(RowStatement<TRow> statement, TRow row)
    {
        for (var i = waiting.Count - 1; i >= 0 && waiting[i] is WaitingRows rows; i--)
        {
            if (rows.Statement == statement)
            {
                ((WaitingRows<TRow>)rows).Add(row);
                return;
            }

            if (!statement.Passes(rows.Statement))
                break;
        }

        waiting.Add(new WaitingRows<TRow>(statement, row));
    }

    /// <summary>Forgets what was added and not sent.</summary>
    public void Clear() => waiting.Clear();

    /// <summary>Sends what was added. After an exception the transaction is to be rolled back.</summary>
    public Task SendAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
        => SendAsync(connection, transaction, null, cancel);

    /// <summary>Sends what was added and after it a question; its first value, null when there is none.</summary>
    public async Task<object?> SendAsync(DbConnection connection, DbTransaction transaction, string? question, CancellationToken cancel)
    {
        try
        {
            if (connection is NpgsqlConnection postgres)
                return await SendBatchAsync(postgres, (NpgsqlTransaction)transaction, question, cancel);
            SendEach(connection, transaction);
            return question is null ? null : await RecordRows.ScalarAsync(connection, transaction, question, cancel);
        }
        finally
        {
            waiting.Clear();
        }
    }

    /// <summary>Fills a command's parameters.</summary>
    public static void Bind(DbParameterCollection parameters, Func<DbParameter> make, (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var parameter = make();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            parameters.Add(parameter);
        }
    }

    private async Task<object?> SendBatchAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string? question, CancellationToken cancel)
    {
        if (waiting.Count == 0 && question is null)
            return null;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var one in waiting)
            batch.BatchCommands.Add(one.Command());
        if (question is not null)
            batch.BatchCommands.Add(new(question));
        await using var answers = await batch.ExecuteReaderAsync(cancel);
        object? last = null;
        do
            last = await answers.ReadAsync(cancel) ? answers.GetValue(0) : null;
        while (await answers.NextResultAsync(cancel));
        return last is DBNull ? null : last;
    }

    // SQLite runs in this process: there is nothing to wait for but the disk.
    private void SendEach(DbConnection connection, DbTransaction transaction)
    {
        if (preparedOn != connection)
        {
            prepared.Clear();
            preparedOn = connection;
        }

        foreach (var one in waiting)
        {
            if (!prepared.TryGetValue(one.Key, out var command))
            {
                command = connection.CreateCommand();
                one.Prepare(command);
                prepared.Add(one.Key, command);
            }

            command.Transaction = transaction;
            one.Run(command);
        }
    }
}
