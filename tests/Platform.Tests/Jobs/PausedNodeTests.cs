using System.Diagnostics;
using System.Globalization;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.TestKit.Faults;

namespace Sakimori.Platform.Tests.Jobs;

/// <summary>Two nodes as processes; one of them stands still (SIGSTOP) longer than its lease holds, and wakes (SIGCONT).</summary>
public class PausedNodeTests
{
    private const int To = 40;

    [Fact]
    public async Task A_node_that_wakes_after_its_lease_has_run_out_writes_nothing_more()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Postgres);
        await store.ExecuteAsync(CountingWorker.Table);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            JobRequests.Ask(work, CountingWorker.Key, To);
            await work.CommitAsync();
        }

        var paused = CountingWorker.Start(store.Place, pause: 2000);
        Process? other = null;
        try
        {
            Assert.Equal("1", await paused.StandardOutput.ReadLineAsync());
            Signal(paused, "STOP");

            // Once the lease has run out the other node goes on after what was saved.
            other = CountingWorker.Start(store.Place, pause: 100);
            Assert.Equal("2", await other.StandardOutput.ReadLineAsync());
            Signal(paused, "CONT");
            Assert.Equal(CountingWorker.Refused, await paused.StandardOutput.ReadLineAsync());
            for (var n = 3; n <= To; n++)
                Assert.Equal($"{n}", await other.StandardOutput.ReadLineAsync());
        }
        finally
        {
            await EndAsync(paused);
            if (other is not null)
                await EndAsync(other);
        }

        Assert.Equal($"{To} {To} {To} 2", await store.ScalarAsync(
            """SELECT CONCAT_WS(' ', COUNT(*), COUNT(DISTINCT "Number"), MAX("Number"), COUNT(DISTINCT "Node")) FROM fault_count"""));
        Assert.Equal($"2 2 {To}", await store.ScalarAsync(
            $"""SELECT CONCAT_WS(' ', "Token", "Begun", "ProgressDone") FROM platform_job WHERE "Key" = '{CountingWorker.Key}'"""));
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
