using Npgsql;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Records;

/// <summary>The connection to a real PostgreSQL server is cut at the commit itself.</summary>
public class LostAnswerTests
{
    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_acknowledged_and_not_written_twice()
    {
        await using var world = await World.MakeAsync(TimeProvider.System);
        world.Proxy.CutNext(Cut.BeforeAnswer);
        await world.SubmitAsync(1);
        await world.EndsAsync(cuts: 1, runs: 1, rows: "1");
    }

    [Fact]
    public async Task A_commit_that_never_arrived_is_tried_again_and_written_once()
    {
        await using var world = await World.MakeAsync(TimeProvider.System);
        world.Proxy.CutNext(Cut.BeforeCommit);
        await world.SubmitAsync(1);
        await world.EndsAsync(cuts: 1, runs: 2, rows: "1");
    }

    [Theory]
    [InlineData((int)Cut.BeforeAnswer, "1")]
    [InlineData((int)Cut.BeforeCommit, "0")]
    public async Task When_the_database_does_not_come_back_the_doubt_is_told_and_nothing_is_tried_again(int cut, string rows)
    {
        await using var world = await World.MakeAsync(new HastyTime());
        world.Proxy.CutNext((Cut)cut, andClose: true);
        await Assert.ThrowsAsync<CommitInDoubtException>(() => world.SubmitAsync(1));
        await world.EndsAsync(cuts: 1, runs: 1, rows);
    }

    /// <summary>A lane that reaches its database through the proxy, and a store that reaches it directly.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly StoreUnderTest store;
        private readonly Database database;
        private readonly OutboxSignal signal = new([]);
        private readonly HotLane lane;
        private int runs;

        private World(StoreUnderTest store, TimeProvider time)
        {
            this.store = store;
            var place = new NpgsqlConnectionStringBuilder(store.Place);
            Proxy = new(place.Port);
            place.Port = Proxy.Port;
            database = Database.PostgreSql(place.ToString());
            lane = new(database, time, signal);
        }

        public CuttingProxy Proxy { get; }

        public static async Task<World> MakeAsync(TimeProvider time)
        {
            var store = await StoreUnderTest.MakeAsync(Engine.Postgres);
            await store.ExecuteAsync("""CREATE TABLE lane_row ("Id" INTEGER)""");
            var world = new World(store, time);
            await world.lane.StartAsync(CancellationToken.None);
            return world;
        }

        public Task SubmitAsync(int id) => lane.SubmitAsync(Reader.System, unit =>
        {
            runs++;
            unit.Execute("""INSERT INTO lane_row ("Id") VALUES (@id)""", ("@id", id));
            unit.Audit("lane.row", $"row:{id}", after: new { id });
            return Task.CompletedTask;
        }, CancellationToken.None);

        public async Task EndsAsync(int cuts, int runs, string rows)
        {
            Assert.Equal((cuts, runs), (Proxy.Cuts, this.runs));
            Assert.Equal(rows, await store.ScalarAsync("SELECT count(*) FROM lane_row"));
            Assert.Equal(rows, await store.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'lane.row'"));
        }

        public async ValueTask DisposeAsync()
        {
            await lane.StopAsync(CancellationToken.None);
            await lane.DisposeAsync();
            await database.DisposeAsync();
            signal.Dispose();
            Proxy.Dispose();
            await store.DisposeAsync();
        }
    }

    /// <summary>A clock on which twenty seconds of patience pass in less than one.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override long TimestampFrequency => System.TimestampFrequency / 40;
    }
}
