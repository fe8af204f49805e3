using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sakimori.Host;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit;

/// <summary>A copy of the records that an earlier version has written, in a folder and, on PostgreSQL, a database of its own.</summary>
public sealed class EarlierRecords : IDisposable
{
    /// <summary>The account that they hold, an administrator and the manager of twelve organisations.</summary>
    public const string Account = "hanako@example.jp";

    /// <summary>Its password.</summary>
    public const string Password = "correct horse battery";

    private EarlierRecords(Engine engine, string folder, string? database) => (Engine, Folder, Database) = (engine, folder, database);

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The connection string on PostgreSQL; null on SQLite.</summary>
    public string? Database { get; }

    /// <summary>A new copy.</summary>
    public static async Task<EarlierRecords> CopyAsync(Engine engine)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-test-").FullName;
        if (engine == Engine.Sqlite)
        {
            await using var file = File.Create(Path.Combine(folder, "records.db"));
            await using var packed = Packed("db");
            await packed.CopyToAsync(file);
            return new(engine, folder, null);
        }

        var database = await PostgresServer.NewDatabaseAsync();
        using var sql = new StreamReader(Packed("sql"), Encoding.UTF8);

        // The dump changes settings of its session, which therefore ends with it.
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(await sql.ReadToEndAsync(), connection);
        await command.ExecuteNonQueryAsync();
        return new(engine, folder, database);
    }

    /// <summary>Starts the present version on them.</summary>
    public Task<Kernel.Outcome<Host.Portal>> StartAsync()
        => Host.Portal.StartAsync(new PortalSettings { DataFolder = Folder, Port = 0, Database = Database, LogLevel = LogLevel.Warning });

    /// <summary>A way to the rows that asks nothing of the portal.</summary>
    public Database Open() => Database is { } connection ? Platform.Records.Database.PostgreSql(connection) : Platform.Records.Database.Sqlite(Path.Combine(Folder, "records.db"));

    /// <inheritdoc/>
    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);

    private static GZipStream Packed(string kind)
        => new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Upgrade", $"records-2026-11-24.{kind}.gz")), CompressionMode.Decompress);
}
