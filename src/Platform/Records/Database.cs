using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sakimori.Platform.Records;

/// <summary>
/// The one database of a deployment: opens connections and begins write transactions. Acknowledged means on disk: SQLite runs
/// WAL with <c>synchronous=FULL</c>, PostgreSQL with <c>synchronous_commit=on</c> whatever its own default is.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    // KiB, negative as SQLite counts them. With room for the pages that an import touches none is written to the disk and read again
    // before the commit; but whoever splits a page of an index goes through the whole cache when it commits, so that many small
    // writes are better off with a small one.
    private const int ReaderCache = -2_000;
    private const int LaneCache = -8_000;
    private const int WriterCache = -16_384;

    // Pages: a page that is written again and again goes to the database once in so many, not in the thousand of SQLite's own.
    private const int Checkpoint = 4_000;

    // A node that stands still in the middle of a transaction, or whose machine is gone, holds its locks no longer than that.
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(5);

    // What only one node of a deployment does at a time while it starts.
    private const long StartLock = 7311820261128001;

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

    /// <summary>
    /// The embedded database in one file, made for its owner alone; the files that SQLite puts beside it follow it.
    /// </summary>
    public static Database Sqlite(string file)
    {
        // SQLite would make it as the umask says. An empty file is an empty database.
        if (!OperatingSystem.IsWindows() && !File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }

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
        Pragma(connection, "PRAGMA journal_mode = WAL");
        return database;
    }

    /// <summary>
    /// A PostgreSQL database by its Npgsql connection string. Statements are prepared by themselves unless the string says
    /// <c>Max Auto Prepare=0</c>, which a pooler between may need.
    /// </summary>
    public static Database PostgreSql(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{builder.Options} -c synchronous_commit=on -c idle_in_transaction_session_timeout={(int)LongestThought.TotalMilliseconds}".TrimStart();
        if (!connectionString.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
        {
            builder.MaxAutoPrepare = 200;
            builder.AutoPrepareMinUsages = 3;
        }

        // Nothing here changes a session's state, so there is none to reset before a connection is used again.
        if (!connectionString.Contains("No Reset On Close", StringComparison.OrdinalIgnoreCase))
            builder.NoResetOnClose = true;

        builder.ApplicationName ??= "Sakimori";
        return new(Engine.Postgres, builder.ToString(), NpgsqlDataSource.Create(builder));
    }

    /// <summary>Opens a connection for reading. SQLite readers never wait for the writer.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel = default)
    {
        if (postgres is not null)
            return await postgres.OpenConnectionAsync(cancel);
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            Pragma(connection, $"PRAGMA synchronous = FULL; PRAGMA cache_size = {ReaderCache}");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Waits until no other node is starting on this database, and keeps others waiting until disposed or the process ends. SQLite has
    /// one node, which holds the data folder.
    /// </summary>
    public async Task<IAsyncDisposable?> StartAloneAsync(CancellationToken cancel = default)
    {
        if (postgres is null)
            return null;

        // A session of its own: it ends with the lock, and may be idle in its transaction for as long as a migration takes.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            CommandTimeout = 0,
            Options = $"{new NpgsqlConnectionStringBuilder(connectionString).Options} -c idle_in_transaction_session_timeout=0",
        }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            var transaction = await connection.BeginTransactionAsync(cancel);
            await RecordRows.ScalarAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({StartLock})", cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to read: everything read within it is as of one moment, and no writer waits for it.</summary>
    /// <param name="connection">A connection for reading.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel = default)
        => connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    /// <summary>How much room the database takes, in bytes.</summary>
    public async Task<long> BytesAsync(CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        return Convert.ToInt64(await RecordRows.ScalarAsync(connection, null, postgres is not null
            ? "SELECT pg_database_size(current_database())"
            : "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", cancel));
    }

    /// <summary>Begins a write transaction on a connection of its own; on SQLite it waits for its turn as the only writer.</summary>
    internal Task<WriteTransaction> BeginWriteAsync(CancellationToken cancel) => BeginWriteAsync(null, cancel);

    /// <summary>Begins a write transaction on a connection that the caller keeps, or on one of its own.</summary>
    internal async Task<WriteTransaction> BeginWriteAsync(DbConnection? kept, CancellationToken cancel)
    {
        if (oneWriter is not null)
            await oneWriter.WaitAsync(cancel);
        DbConnection? own = null;
        try
        {
            var connection = kept ?? (own = await OpenAsync(cancel));
            if (connection is SqliteConnection writer)
                Pragma(writer, $"PRAGMA cache_size = {(kept is null ? WriterCache : LaneCache)}; PRAGMA wal_autocheckpoint = {Checkpoint}");
            var transaction = connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false)
                : await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
            return new WriteTransaction(connection, transaction, own, oneWriter);
        }
        catch
        {
            try
            {
                if (own is not null)
                    await own.DisposeAsync();
            }
            finally
            {
                oneWriter?.Release();
            }

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

    private static void Pragma(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}

/// <summary>A connection with its open write transaction; disposing rolls back what was not committed.</summary>
internal sealed class WriteTransaction(DbConnection connection, DbTransaction transaction, DbConnection? own, SemaphoreSlim? turn) : IAsyncDisposable
{
    private SemaphoreSlim? turn = turn;
    private bool disposed;

    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    /// <summary>Lets the next writer begin: after the commit, when nothing more will be written.</summary>
    public void EndTurn() => Interlocked.Exchange(ref turn, null)?.Release();

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        try
        {
            await Transaction.DisposeAsync();
        }
        finally
        {
            try
            {
                if (own is not null)
                    await own.DisposeAsync();
            }
            finally
            {
                EndTurn();
            }
        }
    }
}
