using System.Diagnostics;

namespace Sakimori.Bench;

/// <summary>The plain host as a process of its own, on the same kind of database as the product beside it.</summary>
internal sealed class FloorProcess : IAsyncDisposable
{
    private readonly Process process;

    private FloorProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>The address it listens on.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="home">The repository.</param>
    /// <param name="database">A PostgreSQL connection string; null for a SQLite file.</param>
    /// <param name="folder">Where the SQLite file goes.</param>
    public static async Task<FloorProcess> StartAsync(string home, string? database, string folder)
    {
        var program = Path.Combine(home, "bench", "Sakimori.Floor", "bin", "Release", "net10.0", "Sakimori.Floor.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet",
            [program, database is null ? "sqlite" : "postgres", database ?? Path.Combine(folder, "floor.db")])
        {
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The floor did not start.");
        return new(process, new(address));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ProcessEnd.TerminateAsync(process);
}
