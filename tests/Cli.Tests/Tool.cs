using System.Diagnostics;

namespace Sakimori.Cli.Tests;

/// <summary>Runs the command-line tool as a process of its own, as a user or a script does.</summary>
internal static class Tool
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "sakimori.dll");

    public static async Task<(int Code, string Out, string Err)> RunAsync(string[] arguments, string language = "en", string? input = null)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SAKIMORI_LANG"] = language;
        using var process = Process.Start(start)!;
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
