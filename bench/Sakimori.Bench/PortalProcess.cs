using System.Diagnostics;

namespace Sakimori.Bench;

/// <summary>The published portal as a process of its own.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process process;

    private PortalProcess(Process process, string address, string? link) => (this.process, Address, AdministratorLink) = (process, address, link);

    /// <summary>The address it printed.</summary>
    public string Address { get; }

    /// <summary>The one-time link it printed; null when there was none.</summary>
    public string? AdministratorLink { get; }

    /// <summary>Most memory resident so far, in MiB.</summary>
    public double PeakMebibytes => Status("VmHWM:") / 1024.0;

    /// <summary>User and system time so far, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts the portal and waits until it prints its address.</summary>
    public static async Task<PortalProcess> StartAsync(string home, string data, string? database, bool example = false)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(home, ".build", "sakimori", "bin", "sakimori.dll"), "serve", "--port", "0", "--data", data,
                .. example ? ["--example"] : Array.Empty<string>()])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["SAKIMORI_LANG"] = "en";
        start.Environment["SAKIMORI_API_KEY_LIMIT"] = "0";
        if (database is not null)
            start.Environment["SAKIMORI_DATABASE"] = database;
        var process = Process.Start(start)!;
        string? address = null, link = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Press Ctrl-C", StringComparison.Ordinal))
        {
            if (line.Contains("/setup/", StringComparison.Ordinal))
                link = line;
            else if (line.StartsWith("http://", StringComparison.Ordinal))
                address = line;
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return address is null ? throw new InvalidOperationException("The portal did not start.") : new(process, address, link);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ProcessEnd.TerminateAsync(process);

    private double Status(string field)
        => double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
}
