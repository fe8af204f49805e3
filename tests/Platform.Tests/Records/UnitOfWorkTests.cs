using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Records;

public class UnitOfWorkTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Rows_of_two_modules_audit_and_events_are_kept_together(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Write(work, Guid.NewGuid());
            await work.FlushAsync();
            Assert.Equal("0 0 0 0", await CountAsync(store));
            await work.CommitAsync();
        }

        Assert.Equal("1 1 1 1", await CountAsync(store));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_refused_row_keeps_nothing_of_the_unit(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var id = Guid.NewGuid();
        await using (var first = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Write(first, id);
            await first.CommitAsync();
        }

        await using (var second = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Write(second, id);
            await Assert.ThrowsAsync<DbUpdateException>(() => second.CommitAsync());
        }

        Assert.Equal("1 1 1 1", await CountAsync(store));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_unit_that_is_not_committed_or_cancelled_keeps_nothing(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await using (var left = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Write(left, Guid.NewGuid());
            await left.FlushAsync();
        }

        await using (var cancelled = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Write(cancelled, Guid.NewGuid());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.CommitAsync(new CancellationToken(true)));
        }

        Assert.Equal("0 0 0 0", await CountAsync(store));
    }

    [Fact]
    public async Task A_writer_that_gives_up_waiting_leaves_the_turn_to_the_next()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var works = store.Get<Works>();
        var first = await works.BeginAsync(Reader.System);
        using var cancel = new CancellationTokenSource();
        var impatient = works.BeginAsync(Reader.System, cancel.Token);
        var patient = works.BeginAsync(Reader.System);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await first.DisposeAsync();
        await using var next = await patient;
        Write(next, Guid.NewGuid());
        await next.CommitAsync();
        Assert.Equal("1 1 1 1", await CountAsync(store));
    }

    private static void Write(UnitOfWork work, Guid audience)
    {
        work.Enlist<AccessContext>().AudienceRows.Add(new Audience { Id = audience, Made = work.Now });
        work.Send(new Letter("hanako@example.jp", Kernel.Language.Ja, new("件名", "Subject"), new("本文", "Body")));
        work.Audit("test.written", $"audience:{audience}", after: new { audience });
        work.Emit($"audience:{audience}", new Written(audience), (JsonTypeInfo<Written>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Written)));
    }

    private static async Task<string> CountAsync(StoreUnderTest store)
    {
        await using var platform = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        await using var access = store.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        return $"{await access.AudienceRows.CountAsync()} {await platform.Mail.CountAsync()} {await platform.Audit.CountAsync()} {await platform.Outbox.CountAsync()}";
    }

    private sealed record Written(Guid Audience);
}
