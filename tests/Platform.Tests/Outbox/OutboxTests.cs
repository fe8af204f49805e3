using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Outbox;

public class OutboxTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Each_handler_handles_each_event_once_and_in_order_within_its_subject(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        for (var n = 1; n <= 5; n++)
        {
            await EmitAsync(store, "a", n);
            await EmitAsync(store, "b", n);
        }

        // Two nodes at once.
        var (one, two) = (store.Get<OutboxDispatcher>(), ActivatorUtilities.CreateInstance<OutboxDispatcher>(store.Get<IServiceProvider>()));
        for (var round = 0; round < 8; round++)
            await Task.WhenAll(Task.Run(() => one.DispatchAsync(default)), Task.Run(() => two.DispatchAsync(default)));

        await using var platform = Read(store);
        Assert.Equal(0, await platform.Outbox.CountAsync(e => e.Handled == null));
        foreach (var handler in (string[])["first", "second"])
        {
            foreach (var subject in (string[])["a", "b"])
            {
                var handled = await platform.Audit.Where(a => a.Action == handler && a.Subject.StartsWith(subject))
                    .OrderBy(a => a.Id).Select(a => a.Subject).ToListAsync();
                Assert.Equal(Enumerable.Range(1, 5).Select(n => $"{subject}{n}"), handled.OrderBy(h => h, StringComparer.Ordinal));
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], store.Get<Seen>().Order.Where(s => s.Subject == "a" && s.Handler == "first").Select(s => s.Number));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_failing_event_blocks_its_subject_alone_and_what_it_wrote_is_undone(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        store.Get<Seen>().Refused = ("a", 1);
        await EmitAsync(store, "a", 1);
        await EmitAsync(store, "a", 2);
        await EmitAsync(store, "b", 1);
        await DispatchAsync(store);

        await using (var platform = Read(store))
        {
            var waiting = await platform.Outbox.Where(e => e.Handled == null).OrderBy(e => e.Id).ToListAsync();
            Assert.Equal(2, waiting.Count);
            Assert.Equal(1, waiting[0].Tries);
            Assert.Contains("InvalidDataException", waiting[0].Error, StringComparison.Ordinal);
            Assert.Equal(0, waiting[1].Tries);

            // The first handler had not failed: it has done its part once and does not do it again.
            Assert.Equal(1, await platform.Audit.CountAsync(a => a.Subject == "a1" && a.Action == "first"));
            Assert.Equal(0, await platform.Audit.CountAsync(a => a.Subject == "a1" && a.Action == "second"));
        }

        await DispatchAsync(store);
        store.Get<Seen>().Refused = null;
        store.Time.Advance(TimeSpan.FromSeconds(2));
        await DispatchAsync(store);
        await using var after = Read(store);
        Assert.Equal(0, await after.Outbox.CountAsync(e => e.Handled == null));
        Assert.Equal(6, await after.Audit.CountAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_poison_event_waits_for_an_administrator(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        store.Get<Seen>().Refused = ("a", 1);
        await EmitAsync(store, "a", 1);
        for (var n = 0; n < OutboxDispatcher.MostTries + 5; n++)
        {
            await DispatchAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(10));
        }

        OutboxEvent poison;
        await using (var platform = Read(store))
            poison = await StuckEvents.Of(platform).SingleAsync();
        Assert.Equal(OutboxDispatcher.MostTries, poison.Tries);
        Assert.True(StuckEvents.GivenUp(poison));

        store.Get<Seen>().Refused = null;
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Assert.True(await StuckEvents.RetryAsync(work, poison.Id, default));
            Assert.False(await StuckEvents.RetryAsync(work, poison.Id + 1, default));
            await work.CommitAsync();
        }

        await DispatchAsync(store);
        await using var after = Read(store);
        Assert.Equal(0, await after.Outbox.CountAsync(e => e.Handled == null));
    }

    [Fact]
    public async Task A_version_that_no_handler_understands_is_never_dropped()
    {
        await using var store = await StoreAsync(Engine.Sqlite);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            work.Emit("a", new NumberedVersion2("1"), Type<NumberedVersion2>());
            work.Emit("b", new Unwanted(1), Type<Unwanted>());
            await work.CommitAsync();
        }

        await DispatchAsync(store);
        await using var platform = Read(store);
        var left = await platform.Outbox.SingleAsync(e => e.Handled == null);
        Assert.Equal(("test.numbered", 2), (left.Type, left.Version));
        Assert.Contains("version 2 of test.numbered", left.Error, StringComparison.Ordinal);
    }

    private static PlatformContext Read(StoreUnderTest store) => store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);

    private static async Task DispatchAsync(StoreUnderTest store)
    {
        while (await store.Get<OutboxDispatcher>().DispatchAsync(default))
        {
        }
    }

    private static async Task EmitAsync(StoreUnderTest store, string subject, int number)
    {
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        work.Emit(subject, new Numbered(subject, number), Type<Numbered>());
        await work.CommitAsync();
    }

    private static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));

    private static Task<StoreUnderTest> StoreAsync(Engine engine)
        => StoreUnderTest.MakeAsync(engine, services => services
            .AddSingleton<Seen>()
            .AddEventHandler<Numbered, First>()
            .AddEventHandler<Numbered, Second>());

    [EventContract("test.numbered")]
    private sealed record Numbered(string Subject, int Number);

    [EventContract("test.numbered", 2)]
    private sealed record NumberedVersion2(string Number);

    private sealed record Unwanted(int Number);

    private sealed class Seen
    {
        public ConcurrentQueue<(string Handler, string Subject, int Number)> Order { get; } = [];

        public (string Subject, int Number)? Refused { get; set; }
    }

    private sealed class First(Seen seen) : IHandles<Numbered>
    {
        public Task HandleAsync(Numbered happened, UnitOfWork work, CancellationToken cancel)
        {
            work.Audit("first", $"{happened.Subject}{happened.Number}");
            seen.Order.Enqueue(("first", happened.Subject, happened.Number));
            return Task.CompletedTask;
        }
    }

    private sealed class Second(Seen seen) : IHandles<Numbered>
    {
        public Task HandleAsync(Numbered happened, UnitOfWork work, CancellationToken cancel)
        {
            work.Audit("second", $"{happened.Subject}{happened.Number}");
            return seen.Refused == (happened.Subject, happened.Number) ? throw new InvalidDataException("refused") : Task.CompletedTask;
        }
    }
}
