using System.Diagnostics;
using Npgsql;

namespace Sakimori.TestKit;

/// <summary>
/// A real PostgreSQL server on loopback, durable as in production. <c>./test</c> starts one for all and hands it over in
/// SAKIMORI_TEST_POSTGRES; without it each test process starts its own. When there is none, tests fail and say so.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => StartAsync());
    private readonly string connection;

    private PostgresServer(string connection) => this.connection = connection;

    /// <summary>A new, empty database; its connection string.</summary>
    /// <param name="options">Further options of CREATE DATABASE, such as a locale.</param>
    public static async Task<string> NewDatabaseAsync(string options = "")
    {
        var server = await Shared.Value;
        var name = $"t{Guid.CreateVersion7():n}";
        await using var source = NpgsqlDataSource.Create(server.connection);
        await using var command = source.CreateCommand($"CREATE DATABASE {name} {options}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.connection) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>A server of its own with the settings that PostgreSQL ships with; the connection string of an empty database.</summary>
    public static async Task<string> StartDefaultAsync() => (await StartAsync("")).connection;

    private static Task<PostgresServer> StartAsync()
        => Environment.GetEnvironmentVariable("SAKIMORI_TEST_POSTGRES") is { Length: > 0 } given
            ? Task.FromResult(new PostgresServer(given)) : StartAsync("-c max_connections=300");

    private static async Task<PostgresServer> StartAsync(string settings)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "postgres.sh");
        using var process = Process.Start(new ProcessStartInfo("bash", [script, $"{Environment.ProcessId}", settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var port = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres")
            : throw new InvalidOperationException((await error).Trim());
    }
}
