using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sakimori.Platform.Records;

/// <summary>
/// The one database of a deployment: opens connections and begins write transactions. Acknowledged means on disk: SQLite runs
/// WAL with <c>synchronous=FULL</c>, PostgreSQL with its default <c>synchronous_commit=on</c>.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource? postgres;
    private readonly string connectionString;

    // SQLite has one writer: waiting here is fair and never ends in SQLITE_BUSY.
    private readonly SemaphoreSlim? oneWriter;

    private Database(Engine engine, string connectionString, NpgsqlDataSource? postgres)
    {
        Engine = engine;
        this.connectionString = connectionString;
        this.postgres = postgres;
        oneWriter = engine == Engine.Sqlite ? new(1, 1) : null;
    }

    /// <summary>Which engine this is.</summary>
    public Engine Engine { get; }

    /// <summary>The Npgsql data source; null on SQLite.</summary>
    internal NpgsqlDataSource? Postgres => postgres;

    /// <summary>The ADO.NET connection string.</summary>
    internal string ConnectionString => connectionString;

    /// <summary>The embedded database in one file.</summary>
    public static Database Sqlite(string file)
    {
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = 30,
            Pooling = true,
        };
        var database = new Database(Engine.Sqlite, builder.ToString(), null);
        using var connection = new SqliteConnection(database.connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return database;
    }

    /// <summary>A PostgreSQL database by its Npgsql connection string.</summary>
    public static Database PostgreSql(string connectionString)
        => new(Engine.Postgres, connectionString, NpgsqlDataSource.Create(connectionString));

    /// <summary>Opens a connection for reading. SQLite readers never wait for the writer.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel = default)
    {
        if (postgres is not null)
            return await postgres.OpenConnectionAsync(cancel);
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Begins a write transaction; on SQLite it waits for its turn as the only writer.</summary>
    internal async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancel)
    {
        if (oneWriter is not null)
            await oneWriter.WaitAsync(cancel);
        DbConnection? connection = null;
        try
        {
            connection = await OpenAsync(cancel);
            var transaction = connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false)
                : await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
            return new WriteTransaction(connection, transaction, oneWriter);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            oneWriter?.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        else
            SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        oneWriter?.Dispose();
    }
}

/// <summary>A connection with its open write transaction; disposing rolls back what was not committed.</summary>
internal sealed class WriteTransaction(DbConnection connection, DbTransaction transaction, SemaphoreSlim? turn) : IAsyncDisposable
{
    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
        finally
        {
            turn?.Release();
        }
    }
}
