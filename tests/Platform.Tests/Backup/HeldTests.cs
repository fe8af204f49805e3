using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Backup;

public sealed class HeldTests
{
    private static readonly AgeIdentity Identity = AgeIdentity.Make();
    private static readonly Reader Administrator = Reader.Of(Guid.NewGuid(), "A", [new(Role.Administrator, Scopes.System)], null);

    public static TheoryData<Engine> Engines => [.. PortalUnderTest.Engines];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_restore_nothing_leaves_until_it_is_released(Engine engine)
    {
        await using var store = await RestoredAsync(engine);
        await WorkAllAsync(store);
        Assert.Equal(("2", "0", "0"), await EndedAsync(store));
        Assert.Equal("0", await store.ScalarAsync("SELECT count(*) FROM platform_job WHERE \"Slot\" IS NOT NULL"));

        // What is asked for anew goes on, except behind a held event of the same subject.
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            work.Send(new Letter("new@example.jp", Language.Ja, new("新", "new"), new("本文", "body")));
            work.Emit("one", new Noted("later"), NotedJson.Default.Noted);
            work.Emit("three", new Noted("now"), NotedJson.Default.Noted);
            JobRequests.Ask(work, Noting.Key);
            await work.CommitAsync();
        }

        await WorkAllAsync(store);
        Assert.Equal(("2", "1", "1"), await EndedAsync(store));
        Assert.Equal(["now"], Noting.Noted(store));

        var held = store.Get<HeldItems>();
        var (rows, counts) = await held.ListAsync(null, 0, 50, default);
        Assert.Equal((2, 2, 2), (counts[HeldKind.Letter], counts[HeldKind.Event], counts[HeldKind.Job]));
        Assert.Equal(["a@example.jp", "b@example.jp"], rows.Where(r => r.Item.Kind == HeldKind.Letter).Select(r => r.For!).Order());

        Assert.Null(await held.ReleaseAsync(Administrator, rows.First(r => r.Item.Kind == HeldKind.Letter).Item.Number, default));
        Assert.Null(await held.ReleaseAsync(Administrator, rows.First(r => r.For == "one").Item.Number, default));
        Assert.Null(await held.ReleaseAsync(Administrator, rows.First(r => r.Item.Kind == HeldKind.Job).Item.Number, default));
        await WorkAllAsync(store);
        Assert.Equal(("1", "2", "2"), await EndedAsync(store));
        Assert.Equal(["now", "first", "later"], Noting.Noted(store));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_discarded_never_leaves_and_both_decisions_are_on_record(Engine engine)
    {
        await using var store = await RestoredAsync(engine);
        var held = store.Get<HeldItems>();
        var (rows, _) = await held.ListAsync(null, 0, 50, default);
        foreach (var row in rows.Where(r => r.Item.Kind != HeldKind.Schedule))
            Assert.Null(await held.DiscardAsync(Administrator, row.Item.Number, "届いていた", default));
        var schedule = rows.First(r => r.Item.Kind == HeldKind.Schedule).Item.Number;
        Assert.Equal(FailureKind.Conflict, (await held.DiscardAsync(Administrator, schedule, "x", default))!.Kind);
        await WorkAllAsync(store);
        Assert.Equal(("0", "0", "0"), await EndedAsync(store));
        Assert.Empty(Noting.Noted(store));
        Assert.Equal("2", await store.ScalarAsync("SELECT count(*) FROM platform_mail WHERE \"State\" = 2"));
        Assert.Equal("6", await store.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'platform.held.discarded'"));

        Assert.True((await held.ReleaseAllAsync(Administrator, HeldKind.Schedule, default)).Value > 1);
        await store.Get<JobTable>().PlanAsync(store.Get<IEnumerable<JobKind>>(), default);
        Assert.NotEqual("0", await store.ScalarAsync("SELECT count(*) FROM platform_job WHERE \"Slot\" IS NOT NULL"));
        Assert.Equal((0, "0"), (store.Get<HeldWatch>().Count, await store.ScalarAsync("SELECT count(*) FROM backup_held")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Only_administrators_decide_with_a_reason_and_once(Engine engine)
    {
        await using var store = await RestoredAsync(engine);
        var held = store.Get<HeldItems>();
        var number = (await held.ListAsync(HeldKind.Letter, 0, 50, default)).Rows[0].Item.Number;
        foreach (var other in (Reader[])[Reader.Nobody, Reader.Of(Guid.NewGuid(), "O", [new(Role.Office, Scopes.System)], null)])
        {
            Assert.Equal(FailureKind.NotFound, (await held.ReleaseAsync(other, number, default))!.Kind);
            Assert.Equal(FailureKind.NotFound, (await held.DiscardAsync(other, number, "x", default))!.Kind);
            Assert.Equal(FailureKind.NotFound, (await held.ReleaseAllAsync(other, HeldKind.Letter, default)).Failure!.Kind);
        }

        foreach (var wrong in (string?[])[null, " ", new('x', HeldItems.LongestReason + 1)])
            Assert.Equal("reason", (await held.DiscardAsync(Administrator, number, wrong, default))!.Faults.Single().Column);
        Assert.Null(await held.ReleaseAsync(Administrator, number, default));
        Assert.Equal(FailureKind.NotFound, (await held.ReleaseAsync(Administrator, number, default))!.Kind);
    }

    // Two letters, two events and two jobs under way, backed up and restored.
    private static async Task<StoreUnderTest> RestoredAsync(Engine engine)
    {
        var file = new MemoryStream();
        await using (var store = await StoreUnderTest.MakeAsync(engine, Configure))
        {
            await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
            {
                foreach (var name in (string[])["a", "b"])
                {
                    work.Send(new Letter($"{name}@example.jp", Language.Ja, new("件名", "subject"), new("本文", "body")));
                    JobRequests.Ask(work, Noting.Key);
                }

                work.Emit("one", new Noted("first"), NotedJson.Default.Noted);
                work.Emit("two", new Noted("second"), NotedJson.Default.Noted);
                await work.CommitAsync();
            }

            await store.Get<Backups>().WriteAsync(file, [Identity.Recipient], default);
        }

        file.Position = 0;
        var restored = await StoreUnderTest.MakeAsync(engine, Configure, empty: true);
        Assert.True((await restored.Get<Restores>().RunAsync(file, [Identity], default)).Succeeded);
        return restored;
    }

    private static void Configure(IServiceCollection services)
    {
        services.AddSingleton<List<string>>();
        services.AddEventHandler<Noted, Noting.Handler>(NotedJson.Default.Noted);
        services.AddJob<Noting>(Noting.Key, new("試験", "Test"), Schedule.Daily(new(1, 0)));
    }

    private static async Task WorkAllAsync(StoreUnderTest store)
    {
        await store.Get<MailDelivery>().DeliverAsync(default);
        while (await store.Get<OutboxDispatcher>().DispatchAsync(default))
        {
        }

        await store.Get<JobTable>().PlanAsync(store.Get<IEnumerable<JobKind>>(), default);
        while (await store.Get<JobTable>().TakeAsync(default) is { } job)
            await store.Get<JobWorker>().RunAsync(job, default);
    }

    // Letters that wait, letters that were delivered, jobs done.
    private static async Task<(string? Waiting, string? Delivered, string? Done)> EndedAsync(StoreUnderTest store)
        => (await store.ScalarAsync("SELECT count(*) FROM platform_mail WHERE \"State\" = 0"), await store.ScalarAsync("SELECT count(*) FROM platform_mail WHERE \"State\" = 1"),
            await store.ScalarAsync("SELECT count(*) FROM platform_job WHERE \"State\" = 2"));
}

internal sealed record Noted(string What);

internal sealed class Noting : IJob
{
    public const string Key = "test.noting";

    public static List<string> Noted(StoreUnderTest store) => store.Get<List<string>>();

    public Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel) => Task.FromResult<Outcome<Text>>(new Text("済", "done"));

    internal sealed class Handler(List<string> noted) : IHandles<Noted>
    {
        public Task HandleAsync(Noted happened, UnitOfWork work, CancellationToken cancel)
        {
            noted.Add(happened.What);
            return Task.CompletedTask;
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Noted))]
internal sealed partial class NotedJson : System.Text.Json.Serialization.JsonSerializerContext;
