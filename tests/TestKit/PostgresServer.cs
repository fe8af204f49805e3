using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Sakimori.TestKit;

/// <summary>
/// A real PostgreSQL server on loopback, one a test process, durable as in production. <c>./test</c> hands its own over in
/// SAKIMORI_TEST_POSTGRES; without it the server is started here. When there is none, tests fail and say so.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => StartAsync());
    private static int databases;
    private readonly string connection;

    private PostgresServer(string connection) => this.connection = connection;

    /// <summary>A new, empty database; its connection string.</summary>
    /// <param name="options">Further options of CREATE DATABASE, such as a locale.</param>
    public static async Task<string> NewDatabaseAsync(string options = "")
    {
        var server = await Shared.Value;
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
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
        var bin = System.IO.Directory.Exists("/usr/lib/postgresql")
            ? System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order().Select(d => Path.Combine(d, "bin")).LastOrDefault() : null;
        if (bin is null)
            throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql, or run ./test, which does it.");
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-pg-").FullName;
        var port = FreePort();
        var asRoot = Environment.UserName == "root";
        if (asRoot)
            await RunAsync("chown", "postgres", folder);
        await RunAsPostgresAsync(asRoot, Path.Combine(bin, "initdb"), "-D", folder, "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8");
        await RunAsPostgresAsync(asRoot, Path.Combine(bin, "pg_ctl"), "-D", folder, "-w", "-l", Path.Combine(folder, "log"),
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= {settings}", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsPostgresAsync(asRoot, Path.Combine(bin, "pg_ctl"), "-D", folder, "-m", "immediate", "stop").Wait();
            System.IO.Directory.Delete(folder, recursive: true);
        };
        return new($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");
    }

    private static Task RunAsPostgresAsync(bool asRoot, string program, params string[] arguments)
        => asRoot ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // What they say goes to standard error: benchmarks print nothing but figures. It is not captured, as pg_ctl hands its
        // output to the server it starts.
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "exec \"$@\" >&2", "-", program, .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
