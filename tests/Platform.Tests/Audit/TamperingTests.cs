using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Tests.Audit;

/// <summary>Somebody changes the audit trail in the database; the check names what was done and where. The log holds 21 entries: the first is the log's own.</summary>
public sealed class TamperingTests
{
    public static TheoryData<Engine, bool> Ways => new() { { Engine.Sqlite, true }, { Engine.Sqlite, false }, { Engine.Postgres, true }, { Engine.Postgres, false } };

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_untouched_trail_is_proved_and_one_that_goes_on_too(Engine engine, bool tiles)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        Assert.Equal(21, store.Kept.Size);
        await store.WriteAsync(3);
        var verdict = await store.VerifyAsync(tiles);
        Assert.Equal((21L, 3L, 21L), (verdict.Sealed, verdict.Waiting, verdict.Proved));
        Assert.Empty(verdict.Findings);
        await store.SealAsync();
        verdict = await store.VerifyAsync(tiles, await store.CheckpointAsync());
        Assert.Equal((24L, 0L, 24L), (verdict.Sealed, verdict.Waiting, verdict.Proved));
        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData(Engine.Sqlite, "\"Action\" = 'access.role.ended'")]
    [InlineData(Engine.Postgres, "\"Action\" = 'access.role.ended'")]
    [InlineData(Engine.Sqlite, "\"Subject\" = 'thing:2'")]
    [InlineData(Engine.Sqlite, "\"At\" = '2001-01-01 00:00:00'")]
    [InlineData(Engine.Postgres, "\"At\" = '2001-01-01T00:00:00Z'")]
    [InlineData(Engine.Sqlite, "\"Account\" = '019AC000-0000-7000-8000-000000000000'")]
    [InlineData(Engine.Sqlite, "\"Organisation\" = '019AC000-0000-7000-8000-000000000000'")]
    [InlineData(Engine.Postgres, "\"Commitment\" = NULL")]
    public async Task Altered_an_entry(Engine engine, string change)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.ExecuteAsync($"UPDATE platform_audit SET {change} WHERE \"Id\" = {store.Sql(7)}");
        Assert.Equal([new(AuditDefect.Altered, 7, 1, store.Ids[7])], (await store.VerifyAsync(tiles: false)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Altered_the_content_of_an_entry(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.ExecuteAsync($"UPDATE platform_audit_payload SET \"After\" = '{{}}' WHERE \"Id\" = {store.Sql(7)}");
        Assert.Equal([new(AuditDefect.Altered, 7, 1, store.Ids[7])], (await store.VerifyAsync(tiles: false)).Findings);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Reordered_two_entries(Engine engine, bool tiles)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        var seal = await store.Store.ScalarAsync($"SELECT \"First\" FROM platform_audit_seal ORDER BY \"First\" LIMIT 1 OFFSET 1");
        Assert.Equal("7", seal);

        // The ids of entries 7 and 9 change places.
        var swapped = $"substr(\"Entries\", 33, 16) || substr(\"Entries\", 17, 16) || substr(\"Entries\", 1, 16) || substr(\"Entries\", 49)";
        await store.ExecuteAsync($"UPDATE platform_audit_seal SET \"Entries\" = {(engine == Engine.Sqlite ? $"CAST({swapped} AS BLOB)" : swapped)} WHERE \"First\" = 7");
        Assert.Equal([new(AuditDefect.Reordered, 7, 1, store.Ids[9]), new(AuditDefect.Reordered, 9, 1, store.Ids[7])], (await store.VerifyAsync(tiles)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reordered_and_sealed_anew(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.ForgeAsync(7, ids => [ids[1], ids[0], .. ids[2..]]);
        Assert.Equal([new(AuditDefect.Reordered, 7, 2, store.Ids[8])], (await store.VerifyAsync(tiles: true)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Inserted_an_entry(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        var id = Guid.Parse("019AC000-0000-7000-8000-000000000001");
        await store.ExecuteAsync($"""
            INSERT INTO platform_audit ("Id", "At", "Action", "Subject")
            SELECT '{id.ToString().ToUpperInvariant()}', "At", 'access.role.granted', "Subject" FROM platform_audit WHERE "Id" = {store.Sql(7)}
            """.Replace("SELECT '", engine == Engine.Postgres ? "SELECT uuid '" : "SELECT '", StringComparison.Ordinal));
        Assert.Equal([new(AuditDefect.Inserted, null, 1, id)], (await store.VerifyAsync(tiles: false)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Inserted_and_sealed_anew(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.WriteAsync(1, "thing:inserted");
        var id = Guid.Parse((await store.Store.ScalarAsync("SELECT \"Id\" FROM platform_audit WHERE \"Subject\" = 'thing:inserted'"))!);
        await store.ExecuteAsync("DELETE FROM platform_audit_pending");
        await store.ForgeAsync(7, ids => [.. ids[..3], id, .. ids[3..]]);
        Assert.Equal([new(AuditDefect.Inserted, 10, 1, id)], (await store.VerifyAsync(tiles: true)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Dated_an_entry_back_and_let_it_be_sealed_as_a_new_one(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.WriteAsync(2, "thing:late");
        Assert.Equal(0, (await store.VerifyAsync(tiles: true)).Late);
        var at = engine == Engine.Sqlite ? "'2026-01-01 00:00:00'" : "'2026-01-01T00:00:00Z'";
        await store.ExecuteAsync($"UPDATE platform_audit SET \"At\" = {at} WHERE \"Subject\" = 'thing:late'");
        await store.SealAsync();
        var verdict = await store.VerifyAsync(tiles: true);
        Assert.Empty(verdict.Findings);
        Assert.Equal((23L, 2L), (verdict.Sealed, verdict.Late));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Removed_an_entry_between_others(Engine engine, bool tiles)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.ExecuteAsync($"DELETE FROM platform_audit WHERE \"Id\" = {store.Sql(7)}");
        Assert.Equal([new(AuditDefect.Removed, 7, 1, store.Ids[7])], (await store.VerifyAsync(tiles)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Removed_and_sealed_anew(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.ForgeAsync(7, ids => [.. ids[..3], .. ids[4..]], $"DELETE FROM platform_audit WHERE \"Id\" = {store.Sql(10)}");
        Assert.Equal([new(AuditDefect.Removed, 10, 1, null)], (await store.VerifyAsync(tiles: true)).Findings);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Cut_entries_from_the_end(Engine engine, bool tiles)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        foreach (var index in (int[])[18, 19, 20])
            await store.ExecuteAsync($"DELETE FROM platform_audit WHERE \"Id\" = {store.Sql(index)}");
        Assert.Equal([new(AuditDefect.CutFromEnd, 18, 3, store.Ids[18])], (await store.VerifyAsync(tiles)).Findings);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Cut_entries_and_their_seals_from_the_end(Engine engine, bool tiles)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        foreach (var index in (int[])[19, 20])
            await store.ExecuteAsync($"DELETE FROM platform_audit WHERE \"Id\" = {store.Sql(index)}");
        await store.ExecuteAsync("DELETE FROM platform_audit_seal WHERE \"First\" >= 19");
        Assert.Equal([new(AuditDefect.CutFromEnd, 19, 2, null)], (await store.VerifyAsync(tiles)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rewritten_with_the_keys_of_the_portal_and_its_place_named_by_the_tiles(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        await store.ForgeAsync(13, ids => ids, $"UPDATE platform_audit SET \"Subject\" = 'thing:2' WHERE \"Id\" = {store.Sql(14)}");
        Assert.Equal([new(AuditDefect.Rewritten, 14, 1, store.Ids[14])], (await store.VerifyAsync(tiles: true)).Findings);

        // The database by itself sees nothing: whoever has the keys can write another history.
        Assert.Empty((await store.Store.Get<AuditVerification>().RunAsync([], null, default)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rewritten_and_its_place_named_by_the_checkpoints_alone(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine, entries: 8);
        var earlier = store.Kept;
        await store.WriteAsync(12, "thing:later");
        await store.SealAsync();
        var later = await store.CheckpointAsync();
        await store.ForgeAsync(0, ids => ids, "DELETE FROM platform_audit WHERE \"Subject\" = 'thing:later'");
        Assert.Equal([new(AuditDefect.CutFromEnd, 9, 12, null)], (await store.Store.Get<AuditVerification>().RunAsync([earlier, later], null, default)).Findings);
        await store.WriteAsync(12);
        await store.SealAsync();
        Assert.Equal([new(AuditDefect.Rewritten, 9, 12, null)], (await store.Store.Get<AuditVerification>().RunAsync([earlier, later], null, default)).Findings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Changed_a_seal_and_not_its_entry(Engine engine)
    {
        await using var store = await SealedStore.MakeAsync(engine);
        var zeros = engine == Engine.Sqlite ? "CAST(zeroblob(32) || substr(\"Hashes\", 33) AS BLOB)" : "decode(repeat('00', 32), 'hex') || substr(\"Hashes\", 33)";
        await store.ExecuteAsync($"UPDATE platform_audit_seal SET \"Hashes\" = {zeros} WHERE \"First\" = 7");
        Assert.Equal([new(AuditDefect.Altered, 7, 1, store.Ids[7])], (await store.VerifyAsync(tiles: true)).Findings);
        var alone = (await store.VerifyAsync(tiles: false)).Findings;
        Assert.Contains(new(AuditDefect.Altered, 7, 1, store.Ids[7]), alone);
        Assert.Contains(new(AuditDefect.Rewritten, 0, 21, null), alone);
    }
}
