using System.Data.Common;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Records;

public class HotLaneTests
{
    private const string Insert = """INSERT INTO lane_row ("Id", "Parent") VALUES (@id, @parent)""";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_failing_unit_alone_gets_its_error_and_the_others_of_its_group_are_kept(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var lane = store.Get<HotLane>();
        var good = Enumerable.Range(1, 5).Select(n => Submit(lane, n)).ToList();
        var refused = Submit(lane, 3);
        var thrown = lane.SubmitAsync(Reader.System, _ => throw new FormatException("no number"), CancellationToken.None);
        var late = Submit(lane, 6);
        await lane.StartAsync(CancellationToken.None);

        await Task.WhenAll([.. good, late]);
        await Assert.ThrowsAnyAsync<DbException>(() => refused);
        await Assert.ThrowsAsync<FormatException>(() => thrown);
        Assert.Equal("6", await store.ScalarAsync("SELECT count(*) FROM lane_row"));
        Assert.Equal("6", await store.ScalarAsync("SELECT count(*) FROM platform_audit"));
        await lane.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Whoever_is_refused_for_a_row_of_the_same_group_finds_that_row(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var lane = store.Get<HotLane>();
        var first = Submit(lane, 1);
        var second = Submit(lane, 1);

        // Holds the group's commit back.
        var slow = lane.SubmitAsync(Reader.System, async _ => await Task.Delay(1000), CancellationToken.None);
        await lane.StartAsync(CancellationToken.None);
        await Assert.ThrowsAnyAsync<DbException>(() => second);
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM lane_row"));
        await Task.WhenAll(first, slow);
        await lane.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task When_the_commit_fails_each_unit_is_tried_once_by_itself(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var lane = store.Get<HotLane>();
        var runs = 0;
        var good = Enumerable.Range(1, 4).Select(n => Submit(lane, n)).ToList();

        // The foreign key is checked at the commit, so every statement succeeds and the group's commit fails.
        var orphan = lane.SubmitAsync(Reader.System, unit =>
        {
            runs++;
            unit.Execute(Insert, ("@id", 9001), ("@parent", 4711));
            unit.Audit("lane.row", "row:9001");
            return Task.CompletedTask;
        }, CancellationToken.None);

        // The next group is under way meanwhile.
        good.AddRange(Enumerable.Range(5, HotLane.GroupSize).Select(n => Submit(lane, n)));
        await lane.StartAsync(CancellationToken.None);

        await Task.WhenAll(good);
        await Assert.ThrowsAnyAsync<DbException>(() => orphan);
        Assert.Equal(2, runs);
        Assert.Equal($"{good.Count}", await store.ScalarAsync("SELECT count(*) FROM lane_row"));
        Assert.Equal($"{good.Count}", await store.ScalarAsync("SELECT count(*) FROM platform_audit"));
        await Submit(lane, 9002);
        await lane.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_unit_sees_what_it_has_written_itself(Engine engine)
    {
        await using var store = await StoreAsync(engine);
        var lane = store.Get<HotLane>();
        await lane.StartAsync(CancellationToken.None);
        object? seen = null;
        await lane.SubmitAsync(Reader.System, async unit =>
        {
            unit.Execute(Insert, ("@id", 1), ("@parent", null));
            seen = await unit.ScalarAsync("""SELECT count(*) FROM lane_row WHERE "Id" = @id""", ("@id", 1));
        }, CancellationToken.None);
        Assert.Equal(1, Convert.ToInt32(seen));
        await lane.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_caller_that_gives_up_after_its_unit_has_its_place_still_hears_the_acknowledgement()
    {
        await using var store = await StoreAsync(Engine.Sqlite);
        var lane = store.Get<HotLane>();
        using var cancel = new CancellationTokenSource();
        var submitted = lane.SubmitAsync(Reader.System, unit =>
        {
            unit.Execute(Insert, ("@id", 1), ("@parent", null));
            return Task.CompletedTask;
        }, cancel.Token);
        await cancel.CancelAsync();
        await lane.StartAsync(CancellationToken.None);
        await submitted;
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM lane_row"));
        await lane.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_caller_that_gave_up_before_writes_nothing()
    {
        await using var store = await StoreAsync(Engine.Sqlite);
        var lane = store.Get<HotLane>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Submit(lane, 1, new CancellationToken(true)));
        await lane.StartAsync(CancellationToken.None);
        await lane.StopAsync(CancellationToken.None);
        Assert.Equal("0", await store.ScalarAsync("SELECT count(*) FROM lane_row"));
    }

    [Fact]
    public async Task Stopping_writes_what_was_accepted_and_refuses_what_comes_later()
    {
        await using var store = await StoreAsync(Engine.Sqlite);
        var lane = store.Get<HotLane>();
        var accepted = Enumerable.Range(1, 1000).Select(n => Submit(lane, n)).ToList();
        await lane.StartAsync(CancellationToken.None);
        await lane.StopAsync(CancellationToken.None);
        await Task.WhenAll(accepted);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Submit(lane, 2000));
        Assert.Equal("1000", await store.ScalarAsync("SELECT count(*) FROM lane_row"));
    }

    private static Task Submit(HotLane lane, int id, CancellationToken cancel = default)
        => lane.SubmitAsync(Reader.System, unit =>
        {
            unit.Execute(Insert, ("@id", id), ("@parent", null));
            unit.Audit("lane.row", $"row:{id}", after: new { id });
            return Task.CompletedTask;
        }, cancel);

    private static async Task<StoreUnderTest> StoreAsync(Engine engine)
    {
        var store = await StoreUnderTest.MakeAsync(engine);
        await store.ExecuteAsync("""
            CREATE TABLE lane_row ("Id" INTEGER PRIMARY KEY, "Parent" INTEGER REFERENCES lane_row ("Id") DEFERRABLE INITIALLY DEFERRED)
            """);
        return store;
    }
}
