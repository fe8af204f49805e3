using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Jobs;

public class JobTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_job_runs_to_its_end_and_says_what_came_out(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var id = await AskAsync(store, new Counting.Order(3), seed: 42);
        await RunOneAsync(store);
        var job = await JobAsync(store, id);
        Assert.Equal((JobState.Done, 3L, 3L, 42L), (job.State, job.ProgressDone, job.ProgressTotal, job.Seed));
        Assert.Equal(("3 まで数えました。", "Counted to 3."), (job.TextJa, job.TextEn));
        Assert.Null(await store.Get<JobTable>().TakeAsync(default));

        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        var again = await JobRequests.AgainAsync(work, id, default);
        await work.CommitAsync();
        var repeated = await JobAsync(store, again!.Value);
        Assert.Equal((job.Parameters, job.Seed, JobState.Waiting), (repeated.Parameters, repeated.Seed, repeated.State));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_job_of_a_killed_node_goes_on_from_where_it_was_saved(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var id = await AskAsync(store, new Counting.Order(5));

        // The node takes the job, counts to 2 and is heard of no more.
        var dead = new JobRun(store.Get<Works>(), (await store.Get<JobTable>().TakeAsync(default))!);
        await Counting.StepAsync(dead, 1, 5, default);
        await Counting.StepAsync(dead, 2, 5, default);
        Assert.Null(await store.Get<JobTable>().TakeAsync(default));

        store.Time.Advance(JobRun.Lease + TimeSpan.FromSeconds(1));
        await RunOneAsync(store);
        var job = await JobAsync(store, id);
        Assert.Equal((JobState.Done, 2, 2L), (job.State, job.Begun, job.Token));
        await using var platform = Read(store);
        var counted = await platform.Audit.Where(a => a.Action == "counted").OrderBy(a => a.Id).Select(a => a.Subject).ToListAsync();
        Assert.Equal(["1", "2", "3", "4", "5"], counted.Order());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_stale_lease_cannot_write(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        await AskAsync(store, new Counting.Order(5));
        var table = store.Get<JobTable>();
        var stale = new JobRun(store.Get<Works>(), (await table.TakeAsync(default))!);
        store.Time.Advance(JobRun.Lease + TimeSpan.FromSeconds(1));
        var holder = new JobRun(store.Get<Works>(), (await table.TakeAsync(default))!);

        await Assert.ThrowsAsync<LeaseLostException>(() => Counting.StepAsync(stale, 1, 5, default));
        await Assert.ThrowsAsync<LeaseLostException>(() => stale.ReportAsync(1, 5, Text.Same("x"), default));
        Assert.False((await table.RenewAsync(stale, default)).Held);
        Assert.False(await table.EndAsync(stale, JobState.Done, null));
        await Counting.StepAsync(holder, 1, 5, default);
        await using var platform = Read(store);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "counted"));
    }

    [Fact]
    public async Task A_lease_that_is_lost_while_the_end_is_being_written_is_lost_for_the_end_too()
    {
        await using var store = await StoreAsync(Engine.Postgres);
        var id = await AskAsync(store, new Counting.Order(5));
        var table = store.Get<JobTable>();
        var stale = new JobRun(store.Get<Works>(), (await table.TakeAsync(default))!);
        Task<bool> ending;
        Task<(bool Held, bool CancelAsked)> renewing;
        await using (var taking = await store.Get<Works>().BeginAsync(Reader.System))
        {
            // Another node takes the job, and has not committed yet when the first one comes to its end.
            await taking.Enlist<PlatformContext>().Jobs.Where(j => j.Id == id).ExecuteUpdateAsync(j => j.SetProperty(x => x.Token, x => x.Token + 1));
            ending = table.EndAsync(stale, JobState.Done, null);
            renewing = table.RenewAsync(stale, default);
            while (await store.ScalarAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") != "2")
                await Task.Delay(10);
            await taking.CommitAsync();
        }

        Assert.False(await ending);
        Assert.False((await renewing).Held);
        Assert.Equal(JobState.Running, (await JobAsync(store, id)).State);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_running_job_ends_when_it_is_cancelled(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var id = await AskAsync(store, new Counting.Order(-1));
        var running = RunOneAsync(store);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Assert.True(await JobRequests.CancelAsync(work, id, default));
            await work.CommitAsync();
        }

        await running;
        Assert.Equal(JobState.Cancelled, (await JobAsync(store, id)).State);
    }

    [Fact]
    public async Task A_job_on_a_stopping_node_waits_for_the_next()
    {
        await using var store = await StoreAsync(Engine.Sqlite);
        var id = await AskAsync(store, new Counting.Order(-1));
        using var stopping = new CancellationTokenSource();
        var running = store.Get<JobWorker>().RunAsync((await store.Get<JobTable>().TakeAsync(default))!, stopping.Token);
        await stopping.CancelAsync();
        await running;
        Assert.Equal(JobState.Waiting, (await JobAsync(store, id)).State);
    }

    [Fact]
    public async Task A_failed_job_shows_its_reason()
    {
        await using var store = await StoreAsync(Engine.Sqlite);
        var refused = await AskAsync(store, new Counting.Order(0));
        await RunOneAsync(store);
        var job = await JobAsync(store, refused);
        Assert.Equal((JobState.Failed, "Nothing to count."), (job.State, job.TextEn));

        var thrown = await AskAsync(store, new Counting.Order(1000));
        await RunOneAsync(store);
        Assert.Equal((JobState.Failed, "ArithmeticException: too many"), ((await JobAsync(store, thrown)).State, (await JobAsync(store, thrown)).TextEn));

        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        var unknown = JobRequests.Ask(work, "no.such.job");
        await work.CommitAsync();
        await RunOneAsync(store);
        Assert.Contains("no.such.job", (await JobAsync(store, unknown)).TextEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Several_nodes_enter_a_scheduled_run_once(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var kinds = store.Get<IEnumerable<JobKind>>().ToList();
        var table = store.Get<JobTable>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => table.PlanAsync(kinds, default))));
        await table.PlanAsync(kinds, default);
        await using var platform = Read(store);
        var planned = await platform.Jobs.SingleAsync(j => j.Key == PruneRecords.Key);
        Assert.Equal(new TimeSpan(18, 30, 0), planned.Due.TimeOfDay);
        Assert.True(planned.Due > planned.Made);
    }

    [Fact]
    public void A_daily_schedule_comes_back_at_its_time_in_Japan()
    {
        var daily = Schedule.Daily(new(3, 30));
        var at = new DateTime(2026, 11, 22, 18, 30, 0, DateTimeKind.Utc);
        Assert.Equal(at, daily.Next(at.AddTicks(-1)));
        Assert.Equal(at.AddDays(1), daily.Next(at));
        Assert.Equal(at.AddDays(1), daily.Next(at.AddHours(5)));
        Assert.Equal(new DateTime(2026, 11, 22, 19, 0, 0), Schedule.Every(TimeSpan.FromHours(1)).Next(at));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Old_records_are_pruned_and_the_audit_trail_is_not(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        await AskAsync(store, new Counting.Order(1));
        await RunOneAsync(store);
        store.Time.Advance(TimeSpan.FromDays(91));
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            JobRequests.Ask(work, PruneRecords.Key);
            await work.CommitAsync();
        }

        await RunOneAsync(store);
        await using var platform = Read(store);
        Assert.Equal(PruneRecords.Key, (await platform.Jobs.SingleAsync()).Key);
        Assert.Equal(3, await platform.Audit.CountAsync());
    }

    private static PlatformContext Read(StoreUnderTest store) => store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);

    private static async Task<Job> JobAsync(StoreUnderTest store, Guid id)
    {
        await using var platform = Read(store);
        return await platform.Jobs.SingleAsync(j => j.Id == id);
    }

    private static async Task<Guid> AskAsync(StoreUnderTest store, Counting.Order order, long? seed = null)
    {
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        var id = JobRequests.Ask(work, "test.count", order, seed);
        await work.CommitAsync();
        return id;
    }

    private static async Task RunOneAsync(StoreUnderTest store)
        => await store.Get<JobWorker>().RunAsync((await store.Get<JobTable>().TakeAsync(default))!, default);

    private static Task<StoreUnderTest> StoreAsync(Engine engine)
        => StoreUnderTest.MakeAsync(engine, s => s.AddJob<Counting>("test.count", new("数える", "Count")));

    private sealed class Counting : IJob
    {
        /// <summary>To what to count; below 0 for ever.</summary>
        public sealed record Order(int To);

        public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
        {
            var to = run.Parameters<Order>().To;
            if (to == 0)
                return new Failure(FailureKind.Invalid, new("数えるものがありません。", "Nothing to count."));
            if (to == 1000)
                throw new ArithmeticException("too many");
            if (to < 0)
                await Task.Delay(Timeout.Infinite, cancel);
            for (var n = run.Saved<int>() + 1; n <= to; n++)
                await StepAsync(run, n, to, cancel);
            return new Text($"{to} まで数えました。", $"Counted to {to}.");
        }

        public static async Task StepAsync(JobRun run, int n, int to, CancellationToken cancel)
        {
            await using var work = await run.BeginAsync(cancel);
            work.Audit("counted", $"{n}");
            await run.SaveAsync(work, n, n, to, new($"{n} 件目", $"number {n}"), cancel);
            await work.CommitAsync(cancel);
        }
    }
}
