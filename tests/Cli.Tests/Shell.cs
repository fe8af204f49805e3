using System.Diagnostics;

namespace Sakimori.Cli.Tests;

/// <summary>Runs programs as a person at a terminal does.</summary>
internal static class Shell
{
    /// <summary>Runs a line of bash that must succeed.</summary>
    public static void Run(string line)
    {
        var (code, _, error) = Finish(new ProcessStartInfo("/bin/bash", ["-c", line]));
        Assert.True(code == 0, $"{line} ended with {code}: {error}");
    }

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Out, string Err) Finish(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>
    /// A program to which a folder is not writable: its permission is taken away, and root gives up the capability to write there all
    /// the same.
    /// </summary>
    public static ProcessStartInfo WithoutWriting(string folder, string[] command)
    {
        Run($"chmod 555 '{folder}'");
        return Environment.UserName == "root"
            ? new("/usr/bin/setpriv", ["--inh-caps=-all", "--bounding-set=-all", .. command])
            : new(command[0], command[1..]);
    }
}
