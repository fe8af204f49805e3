using System.Diagnostics;
using System.Text;
using Sakimori.Platform.Transparency;

namespace Sakimori.TestKit.Faults;

/// <summary>A process that appends to a log until it is killed, and prints the size whenever it has published.</summary>
public static class LogAppender
{
    private const int Most = 700;

    /// <summary>The log's signer.</summary>
    public static NoteSigner Signer() => new("faults.example/log", new byte[NoteSigner.SecretLength]);

    /// <summary>The entry at an index.</summary>
    public static byte[] Entry(long index) => Encoding.UTF8.GetBytes($"entry {index}");

    /// <summary>Lets a process append and kills it; the last size that it said was published.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="life">How long after its first word it lives.</param>
    public static async Task<long> KillAsync(string folder, TimeSpan life)
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [typeof(LogAppender).Assembly.Location, "append", folder]) { RedirectStandardOutput = true })!;
        try
        {
            var first = await writer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The writer ended by itself with {writer.ExitCode}.");
            var rest = writer.StandardOutput.ReadToEndAsync();
            await Task.Delay(life);
            writer.Kill();

            // A line that the kill cut short was not read by anybody.
            var text = await rest;
            return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(first).Max(long.Parse);
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }
    }

    /// <summary>Runs until it is killed.</summary>
    internal static void Run(string folder)
    {
        using var signer = Signer();
        var log = TransparencyLog.Open(new LogFolder(folder), signer).Value;
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        for (var (size, step) = (log.Checkpoint.Size, 1); ; step = (step * 7 % Most) + 1)
        {
            for (var until = size + step; size < until; size++)
                log.Append(Entry(size));
            output.WriteLine(log.Publish().Size);
        }
    }
}
