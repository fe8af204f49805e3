using System.Diagnostics;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.TestKit.Faults;

namespace Sakimori.Platform.Tests.Jobs;

public class CpuQuotaTests
{
    private const int Percent = 10;
    private const int Computing = 100;
    private const int To = 20;

    [Fact]
    public async Task A_worker_uses_no_more_processor_time_than_its_quota()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Postgres);
        await store.ExecuteAsync(CountingWorker.Table);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            JobRequests.Ask(work, CountingWorker.Key, To);
            await work.CommitAsync();
        }

        using var worker = CountingWorker.Start(store.Place, pause: 0, Computing, Percent);
        try
        {
            Assert.Equal("1", await worker.StandardOutput.ReadLineAsync());
            var (before, clock) = (worker.TotalProcessorTime, Stopwatch.StartNew());
            for (var n = 2; n <= To; n++)
                Assert.Equal($"{n}", await worker.StandardOutput.ReadLineAsync());
            var elapsed = clock.Elapsed.TotalSeconds;
            worker.Refresh();
            var used = (worker.TotalProcessorTime - before).TotalSeconds;

            // The bound holds however slow the machine is: what was saved up before, and the number that is under way, come on top.
            Assert.InRange(used, (To - 1) * Computing / 1000.0, Percent / 100.0 * Environment.ProcessorCount * elapsed + CpuQuota.Burst + 3 * Computing / 1000.0);
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
    }
}
