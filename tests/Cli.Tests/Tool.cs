using System.Diagnostics;

namespace Sakimori.Cli.Tests;

/// <summary>Runs the command-line tool as a process of its own, as a user or a script does.</summary>
internal static class Tool
{
    /// <summary>The runtime's full path, for those who have no PATH to it.</summary>
    public static string Dotnet { get; } = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path
        : Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>The tool.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "sakimori.dll");

    /// <summary>How to start it in a language, with all of its streams in our hands.</summary>
    /// <param name="arguments">What stands behind its name.</param>
    /// <param name="language">ja or en.</param>
    /// <param name="server">True when Ctrl-C must reach it, also where the tests run in the background of a script, which ignores it.</param>
    public static ProcessStartInfo Start(string[] arguments, string language, bool server = false)
    {
        var start = new ProcessStartInfo(server ? "/usr/bin/env" : Dotnet, [.. server ? ["--default-signal=INT", Dotnet] : (string[])[], Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SAKIMORI_LANG"] = language;
        return start;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Out, string Err)> RunAsync(string[] arguments, string language = "en", string? input = null)
    {
        using var process = Process.Start(Start(arguments, language))!;
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
