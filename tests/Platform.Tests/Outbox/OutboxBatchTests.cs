using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Outbox;

public class OutboxBatchTests
{
    private static readonly JsonTypeInfo<Changed> Type = (JsonTypeInfo<Changed>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Changed));

    [Fact]
    public async Task A_batch_of_twenty_thousand_subjects_commits_on_a_server_with_default_settings()
    {
        var server = await PostgresServer.StartDefaultAsync();
        await using var store = await StoreUnderTest.MakeAsync(Engine.Postgres, Handled, postgres: server);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            await using var work = await store.Get<Works>().BeginAsync(Reader.System);
            for (var i = 0; i < 5_000; i++)
                work.Emit($"organisation:{n}-{i}", new Changed(i), Type);
            await work.CommitAsync();
        }));
        Assert.Equal("20000", await store.ScalarAsync("SELECT count(*) FROM platform_outbox"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_batch_keeps_the_order_of_each_subject(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine, Handled);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            for (var i = 0; i < 300; i++)
                work.Emit($"s{i % 7}", new Changed(i), Type);
            await work.CommitAsync();
        }

        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var events = await platform.Outbox.OrderBy(e => e.Id).ToListAsync();
        Assert.Equal(300, events.Count);
        Assert.All(events.GroupBy(e => e.Subject), subject =>
        {
            var numbers = subject.Select(e => JsonSerializer.Deserialize(e.Body, Type)!.Number).ToList();
            Assert.Equal(numbers.Order(), numbers);
        });
        Assert.All(events, e => Assert.Equal((e.At, 1, 0, (DateTime?)null), (e.Due, e.Version, e.Tries, e.Handled)));
    }

    [Fact]
    public async Task A_batch_and_a_small_unit_wait_for_each_other_and_small_units_of_other_subjects_do_not()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Postgres, Handled);
        var waiting = new List<Task>();
        await using (await HoldAsync(store, $"SELECT pg_advisory_xact_lock_shared({RecordRows.Outbox}), pg_advisory_xact_lock(hashtextextended('s', 0))"))
        {
            await EmitAsync(store, "other", 1);
            Assert.True(await WaitsAsync(store, "s", 1, waiting));
            Assert.True(await WaitsAsync(store, "batch", RecordRows.MostLocks + 1, waiting));
        }

        await Task.WhenAll(waiting);
        waiting.Clear();
        await using (await HoldAsync(store, $"SELECT pg_advisory_xact_lock({RecordRows.Outbox})"))
            Assert.True(await WaitsAsync(store, "s", 1, waiting));
        await Task.WhenAll(waiting);
        Assert.Equal($"{1 + 1 + RecordRows.MostLocks + 1 + 1}", await store.ScalarAsync("SELECT count(*) FROM platform_outbox"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_event_that_nobody_handles_is_on_record_and_waits_for_nothing(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await EmitAsync(store, "small", 1);
        await EmitAsync(store, "batch", RecordRows.MostLocks + 1);
        await store.Get<HotLane>().StartAsync(default);
        await store.Get<HotLane>().SubmitAsync(Reader.System, unit =>
        {
            unit.Emit("hot", new Changed(1), Type);
            return Task.CompletedTask;
        }, default);
        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var events = await platform.Outbox.ToListAsync();
        Assert.Equal(1 + RecordRows.MostLocks + 1 + 1, events.Count);
        Assert.All(events, e => Assert.Equal(e.At, e.Handled));
    }

    private static void Handled(IServiceCollection services) => services.AddEventHandler<Changed, Handler>();

    // A transaction that stands where a unit is just before its commit.
    private static async Task<WriteTransaction> HoldAsync(StoreUnderTest store, string locks)
    {
        var held = await store.Get<Database>().BeginWriteAsync(default);
        await RecordRows.ExecuteAsync(held.Connection, held.Transaction, locks, default);
        return held;
    }

    // True when the unit is not written before the other one ends.
    private static async Task<bool> WaitsAsync(StoreUnderTest store, string subject, int events, List<Task> waiting)
    {
        var emitted = EmitAsync(store, subject, events);
        waiting.Add(emitted);
        while (await store.ScalarAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") != $"{waiting.Count}")
        {
            if (emitted.IsCompleted)
                return false;
            await Task.Delay(10);
        }

        return true;
    }

    private static async Task EmitAsync(StoreUnderTest store, string subject, int events)
    {
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        for (var i = 0; i < events; i++)
            work.Emit(subject, new Changed(i), Type);
        await work.CommitAsync();
    }

    private sealed record Changed(int Number);

    private sealed class Handler : IHandles<Changed>
    {
        public Task HandleAsync(Changed happened, UnitOfWork work, CancellationToken cancel) => Task.CompletedTask;
    }
}
