using System.Diagnostics;

namespace Sakimori.Cli.Tests;

/// <summary>The tool while it serves.</summary>
internal sealed class RunningTool : IDisposable
{
    private readonly Process process;
    private readonly Task<string> error;

    private RunningTool(Process process, Task<string> error, string address) => (this.process, this.error, Address) = (process, error, address);

    /// <summary>The address it printed.</summary>
    public string Address { get; }

    /// <summary>Starts it and waits until it prints its address.</summary>
    public static async Task<RunningTool> StartAsync(string language, params string[] arguments)
    {
        var process = Process.Start(Tool.Start(arguments, language, server: true))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("http://localhost:", StringComparison.Ordinal))
                return new(process, error, line);
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"It ended with {process.ExitCode}: {await error}");
    }

    /// <summary>Sends what Ctrl-C sends and waits for the end; the exit code and what it said on standard error.</summary>
    public async Task<(int Code, string Err)> InterruptAsync()
    {
        Shell.Run($"kill -INT {process.Id}");
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
