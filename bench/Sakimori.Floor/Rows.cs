using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sakimori.Floor;

/// <summary>One table, one row an insert, one transaction and one commit a row: as durable as the product and nothing else.</summary>
internal sealed class Rows : IAsyncDisposable
{
    private readonly NpgsqlDataSource? postgres;
    private readonly string connectionString;

    // Writers of SQLite take turns here rather than in its busy handler, which sleeps.
    private readonly SemaphoreSlim turn = new(1, 1);

    private Rows(string connectionString, NpgsqlDataSource? postgres) => (this.connectionString, this.postgres) = (connectionString, postgres);

    public static async Task<Rows> OpenAsync(string engine, string database)
    {
        Rows rows;
        if (engine == "postgres")
        {
            var settings = new NpgsqlConnectionStringBuilder(database)
            {
                Options = "-c synchronous_commit=on",
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = 2,
            };
            rows = new(settings.ToString(), NpgsqlDataSource.Create(settings));
        }
        else
        {
            rows = new(new SqliteConnectionStringBuilder { DataSource = database, Pooling = true }.ToString(), null);
        }

        await using var connection = await rows.ConnectAsync();
        await RunAsync(connection, null, rows.postgres is null
            ? "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, body TEXT NOT NULL)"
            : "CREATE TABLE IF NOT EXISTS floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)");
        return rows;
    }

    /// <summary>Inserts a row; on disk when this returns. Its number.</summary>
    public async Task<long> AddAsync(string body)
    {
        if (postgres is not null)
            return await InsertAsync(body);
        await turn.WaitAsync();
        try
        {
            return await InsertAsync(body);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads a row by its primary key; null when there is none.</summary>
    public async Task<string?> FindAsync(long id)
    {
        await using var connection = await ConnectAsync();
        return (string?)await RunAsync(connection, null, "SELECT body FROM floor WHERE id = @value", id);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        turn.Dispose();
    }

    private async Task<long> InsertAsync(string body)
    {
        await using var connection = await ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var id = Convert.ToInt64(await RunAsync(connection, transaction, "INSERT INTO floor (body) VALUES (@value) RETURNING id", body));
        await transaction.CommitAsync();
        return id;
    }

    private async Task<DbConnection> ConnectAsync()
    {
        if (postgres is not null)
            return await postgres.OpenConnectionAsync();
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await RunAsync(connection, null, "PRAGMA synchronous = FULL");
        return connection;
    }

    private static async Task<object?> RunAsync(DbConnection connection, DbTransaction? transaction, string sql, object? value = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        if (value is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@value";
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteScalarAsync();
    }
}
