using System.Data.Common;

namespace Sakimori.Platform.Records;

/// <summary>
/// Statements that are sent together: one round trip on PostgreSQL; on SQLite each is prepared once for as long as the list is
/// used on the same connection.
/// </summary>
internal sealed class StatementList
{
    private readonly List<(string Sql, (string Name, object? Value)[] Values)> waiting = [];
    private readonly Dictionary<string, DbCommand> prepared = [];
    private DbConnection? preparedOn;

    /// <summary>Adds a statement; a null value is stored as NULL.</summary>
    public void Add(string sql, params (string Name, object? Value)[] values) => waiting.Add((sql, values));

    /// <summary>Forgets what was added and not sent.</summary>
    public void Clear() => waiting.Clear();

    /// <summary>Sends what was added, in order. After an exception the transaction is to be rolled back.</summary>
    public async Task SendAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        if (waiting.Count == 0)
            return;
        try
        {
            if (connection.CanCreateBatch)
                await SendBatchAsync(connection, transaction, cancel);
            else
                SendEach(connection, transaction);
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

    private async Task SendBatchAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var (sql, values) in waiting)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            Bind(command.Parameters, command.CreateParameter, values);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    // SQLite runs in this process: there is nothing to wait for but the disk.
    private void SendEach(DbConnection connection, DbTransaction transaction)
    {
        if (preparedOn != connection)
        {
            prepared.Clear();
            preparedOn = connection;
        }

        foreach (var (sql, values) in waiting)
        {
            if (!prepared.TryGetValue(sql, out var command))
            {
                command = connection.CreateCommand();
                command.CommandText = sql;
                Bind(command.Parameters, command.CreateParameter, values);
                prepared.Add(sql, command);
            }
            else
            {
                for (var i = 0; i < values.Length; i++)
                    command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
            }

            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }
    }
}
