using Npgsql;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Records;

public class HotReadsTests
{
    private static readonly HotQuery<(int, string?)> Named = new(
        """SELECT "Id", "Name" FROM hot_row WHERE "Id" <= @most AND ("Name" = @name OR @name IS NULL) ORDER BY "Id" """,
        row => (row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1)), "@name", "@most");

    private static readonly HotQuery<int> Divided = new("SELECT 6 / \"Id\" FROM hot_row WHERE \"Id\" = @id", row => row.GetInt32(0), "@id");

    private static readonly HotQuery<Guid> Misread = new("SELECT \"Id\" FROM hot_row WHERE \"Id\" = @id", row => row.GetGuid(0), "@id");

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Many_questions_at_once_each_get_their_own_answer(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var reads = store.Get<HotReads>();
        var all = await Task.WhenAll(Enumerable.Range(0, 300).Select(async n => (n, await (n % 2 == 0
            ? reads.ListAsync(Named, default, "name 3", n)
            : reads.ListAsync(Named, default, null, n % 5)))));
        Assert.All(all, a => Assert.Equal(
            a.n % 2 == 0 ? a.n >= 3 ? [(3, "name 3")] : [] : [.. Enumerable.Range(0, (a.n % 5) + 1).Select(id => (id, (string?)$"name {id}"))],
            a.Item2));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_committed_before_a_question_is_in_its_answer(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        for (var id = 100; id < 150; id++)
        {
            var others = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Get<HotReads>().ListAsync(Named, default, null, 3).AsTask()));
            await store.ExecuteAsync($"INSERT INTO hot_row VALUES ({id}, 'late')");
            Assert.Equal(id, (await store.Get<HotReads>().ListAsync(Named, default, "late", id))[^1].Item1);
            await others;
        }
    }

    [Fact]
    public async Task A_question_that_fails_takes_no_other_with_it()
    {
        await using var store = await StoreAsync(Engine.Postgres);
        var reads = store.Get<HotReads>();
        var good = Enumerable.Range(1, 6).Select(id => reads.ListAsync(Divided, default, id).AsTask()).ToList();
        var wrong = reads.ListAsync(Divided, default, 0).AsTask();
        var misread = reads.ListAsync(Misread, default, 1).AsTask();
        good.AddRange(Enumerable.Range(1, 6).Select(id => reads.ListAsync(Divided, default, id).AsTask()));

        Assert.Equal([6, 3, 2, 1, 1, 1, 6, 3, 2, 1, 1, 1], (await Task.WhenAll(good)).Select(rows => rows.Single()));
        Assert.Equal(PostgresErrorCodes.DivisionByZero, (await Assert.ThrowsAsync<PostgresException>(() => wrong)).SqlState);
        await Assert.ThrowsAsync<InvalidCastException>(() => misread);
    }

    [Fact]
    public async Task A_connection_that_was_cut_while_nobody_asked_is_opened_anew()
    {
        await using var store = await StoreAsync(Engine.Postgres);
        var reads = store.Get<HotReads>();
        await reads.ListAsync(Named, default, null, 1);
        await store.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
        Assert.Equal(2, (await reads.ListAsync(Named, default, null, 1)).Count);
    }

    [Fact]
    public async Task Whoever_gives_up_waits_no_longer()
    {
        await using var store = await StoreAsync(Engine.Postgres);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.Get<HotReads>().ListAsync(Named, new CancellationToken(true), null, 1).AsTask());
        Assert.Equal(2, (await store.Get<HotReads>().ListAsync(Named, default, null, 1)).Count);
    }

    private static async Task<StoreUnderTest> StoreAsync(Engine engine)
    {
        var store = await StoreUnderTest.MakeAsync(engine);
        await store.ExecuteAsync("CREATE TABLE hot_row (\"Id\" INTEGER PRIMARY KEY, \"Name\" TEXT)");
        for (var id = 0; id <= 6; id++)
            await store.ExecuteAsync($"INSERT INTO hot_row VALUES ({id}, 'name {id}')");
        return store;
    }
}
