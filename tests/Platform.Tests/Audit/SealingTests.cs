using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Audit;

public sealed class SealingTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Erasing_contents_keeps_the_trail_valid_and_says_how_many_are_gone(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        Assert.Equal(0, (await store.VerifyAsync(tiles: true)).Erased);
        await using (var work = await store.Store.Get<Works>().BeginAsync(Reader.System))
        {
            Assert.Equal(20, await AuditErasure.EraseAsync(work, "thing:1", default));
            await work.CommitAsync();
        }

        await store.SealAsync();
        var verdict = await store.VerifyAsync(tiles: true);
        Assert.Empty(verdict.Findings);
        Assert.Equal((22L, 20L), (verdict.Sealed, verdict.Erased));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_folder_is_a_log_that_anybody_checks_with_the_files_alone(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine, entries: 300, each: 100);
        var key = NoteKey.Parse(Encoding.UTF8.GetString(store.Log.Read(AuditLogSettings.KeyFile)!).TrimEnd())!;
        var checkpoint = Checkpoint.Open(store.Log.Read(TilePath.Checkpoint), key).Value;
        Assert.Equal(store.Kept, checkpoint);
        var reader = new TileReader(store.Log, checkpoint.Size);
        Assert.Equal(checkpoint.Root, reader.Root(checkpoint.Size));
        await using var platform = store.Store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        foreach (var index in (int[])[0, 100, 299, 300])
        {
            var entry = await platform.Audit.SingleAsync(a => a.Id == store.Ids[index]);
            Assert.True(Proofs.Includes(TreeHash.OfLeaf(AuditLeaf.Encode(entry)), index, checkpoint.Size, reader.Inclusion(index, checkpoint.Size), checkpoint.Root));
        }

        Assert.Null(store.Log.Read(TilePath.Entries(0)));
    }

    [Fact]
    public void An_entry_is_encoded_as_canonical_json_without_its_content()
    {
        var entry = new AuditEntry
        {
            Id = Guid.Parse("019ac000-0000-7000-8000-000000000001"),
            At = new DateTime(2026, 11, 28, 1, 2, 3, DateTimeKind.Utc).AddMicroseconds(45),
            Account = Guid.Parse("019ac000-0000-7000-8000-000000000002"),
            Action = "access.role.ended",
            Subject = "thing:\"防人\"\n",
            Commitment = [1, 2, 3],
        };
        var encoded = AuditLeaf.Encode(entry);
        Assert.Equal(
            """{"account":"019ac000-0000-7000-8000-000000000002","action":"access.role.ended","at":"2026-11-28T01:02:03.000045Z","commitment":"AQID","form":"sakimori.audit/1","id":"019ac000-0000-7000-8000-000000000001","organisation":null,"subject":"thing:\"防人\"\n"}""",
            Encoding.UTF8.GetString(encoded));
        Assert.Equal(encoded, Kernel.CanonicalJson.Of(encoded).Value);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_node_that_wakes_up_late_seals_nothing_more(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        var sealing = store.Store.Get<AuditSealing>();
        Assert.Null((await sealing.TakeAsync(default)).Value);
        store.Store.Time.Advance(AuditSealing.Lease + TimeSpan.FromSeconds(1));
        using var paused = (await sealing.TakeAsync(default)).Value!;
        Assert.Null((await sealing.TakeAsync(default)).Value);
        store.Store.Time.Advance(AuditSealing.Lease + TimeSpan.FromSeconds(1));
        using var other = (await sealing.TakeAsync(default)).Value!;
        await store.WriteAsync(2);
        await Assert.ThrowsAsync<LeaseLostException>(() => sealing.SealAsync(paused, default));
        Assert.Equal(21, (await store.CheckpointAsync()).Size);
        Assert.Equal(2, await sealing.SealAsync(other, default));
        Assert.Empty((await store.VerifyAsync(tiles: true)).Findings);
    }

    [Fact]
    public async Task An_entry_whose_transaction_ends_late_is_sealed_after_those_that_were_made_later()
    {
        await using var store = await SealedStore.MakeAsync(Engine.Postgres);

        // Its rows are written and not yet committed when others are sealed.
        await using (var late = await store.Store.Get<Works>().BeginAsync(Reader.System))
        {
            var statements = new StatementList();
            RecordRows.Add(statements, Engine.Postgres, store.Store.Get<OutboxSignal>(),
                [AuditEntry.Of(Reader.System, late.Now, "platform.audit.erased", "thing:late", null, null)], []);
            await statements.SendAsync(late.Connection, late.Transaction, default);
            await store.WriteAsync(3);
            await store.SealAsync();
            Assert.Equal(24, (await store.CheckpointAsync()).Size);
            await late.CommitAsync();
        }

        await store.SealAsync();
        Assert.Equal(25, (await store.CheckpointAsync()).Size);
        Assert.Empty((await store.VerifyAsync(tiles: true)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task More_than_one_batch_is_sealed_at_once_while_others_write(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine, entries: 1);
        await using (var work = await store.Store.Get<Works>().BeginAsync(Reader.System))
        {
            for (var i = 0; i < 2 * AuditSealing.Batch; i++)
                work.Audit("platform.audit.erased", $"thing:{i}");
            await work.CommitAsync();
        }

        await Task.WhenAll(store.SealAsync(), store.WriteAsync(20));
        await store.SealAsync();
        var verdict = await store.VerifyAsync(tiles: true, await store.CheckpointAsync());
        Assert.Empty(verdict.Findings);
        Assert.Equal((2 * AuditSealing.Batch) + 22, verdict.Proved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_folder_that_fell_behind_is_brought_up_to_date_and_one_of_another_history_is_left_as_it_is(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        var old = store.Log.Read(TilePath.Checkpoint)!;
        await store.WriteAsync(300);
        await store.SealAsync();
        var current = store.Log.Read(TilePath.Checkpoint)!;

        // As after a crash between the commit and the folder.
        store.Log.Write(TilePath.Checkpoint, old);
        await store.Store.Get<AuditSealer>().StopAsync(default);
        using (var again = ActivatorUtilities.CreateInstance<AuditSealer>(store.Store.Get<IServiceProvider>()))
        {
            Assert.True(await again.RunAsync(default));
            Assert.Equal(321, Open(store.Log.Read(TilePath.Checkpoint)!).Size);
        }

        await store.WriteAsync(1);
        await store.SealAsync();
        Assert.Equal(await store.CheckpointAsync(), Open(store.Log.Read(TilePath.Checkpoint)!));
        Assert.Equal(322, Open(store.Log.Read(TilePath.Checkpoint)!).Size);
        Assert.Empty((await store.VerifyAsync(tiles: true, Open(current))).Findings);

        await store.ForgeAsync(13, ids => ids[1..]);
        var kept = store.Log.Read(TilePath.Checkpoint)!;
        Assert.Contains("does not go together with the database", (await store.Store.Get<AuditLogExport>().RunAsync(default))!.Detail.En, StringComparison.Ordinal);
        Assert.Equal(kept, store.Log.Read(TilePath.Checkpoint)!);

        Checkpoint Open(byte[] note) => Checkpoint.Open(note, NoteKey.Parse(Encoding.UTF8.GetString(store.Log.Read(AuditLogSettings.KeyFile)!).TrimEnd())!).Value;
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Operators_see_how_many_entries_wait_to_be_sealed_and_since_when(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        Assert.Equal((0, null), Waiting(await ReadAsync()));
        await store.WriteAsync(2);
        await using var platform = store.Store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var first = await platform.Audit.Where(a => !store.Ids.Contains(a.Id)).MinAsync(a => a.At);
        Assert.Equal((2, first), Waiting(await ReadAsync()));
        await store.SealAsync();
        Assert.Equal((0, null), Waiting(await ReadAsync()));

        Task<Condition> ReadAsync() => Condition.ReadAsync(store.Store.Get<ContextFactory>(), store.Store.Time, default);
        static (int, DateTime?) Waiting(Condition condition) => (condition.Unsealed, condition.OldestUnsealed);
    }

    [Fact]
    public async Task A_node_without_the_master_key_leaves_the_lease_to_one_that_has_it()
    {
        await using var first = await StoreUnderTest.MakeAsync(Engine.Postgres);
        await using var second = await StoreUnderTest.MakeAsync(Engine.Postgres, postgres: first.Place);
        Assert.True(await first.Get<AuditSealer>().RunAsync(default));
        first.Time.Advance(TimeSpan.FromMinutes(2));
        second.Time.Advance(TimeSpan.FromMinutes(2));
        var refused = await second.Get<AuditSealing>().TakeAsync(default);
        Assert.Contains("master.key", refused.Failure!.Detail.En, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(second.Folder, "master.key")));
        using var lease = (await first.Get<AuditSealing>().TakeAsync(default)).Value;
        Assert.NotNull(lease);
    }
}
