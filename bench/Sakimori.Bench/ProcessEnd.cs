using System.Diagnostics;

namespace Sakimori.Bench;

/// <summary>Ends a server as its operator would.</summary>
internal static class ProcessEnd
{
    /// <summary>Asks the process to stop and waits until it has.</summary>
    public static async ValueTask TerminateAsync(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
