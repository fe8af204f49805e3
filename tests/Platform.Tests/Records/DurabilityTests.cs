using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.TestKit.Faults;

namespace Sakimori.Platform.Tests.Records;

public class DurabilityTests
{
    [Fact]
    public async Task Sqlite_writes_ahead_and_waits_for_the_disk()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        Assert.Equal("wal", await store.ScalarAsync("PRAGMA journal_mode"));
        Assert.Equal("2", await store.ScalarAsync("PRAGMA synchronous"));
        Assert.Equal("1", await store.ScalarAsync("PRAGMA foreign_keys"));
        await using var context = store.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(2, (await context.Database.SqlQueryRaw<int>("PRAGMA synchronous").ToListAsync())[0]);
        await using var work = await store.Get<Works>().BeginAsync(Reader.System);
        await using var command = work.Connection.CreateCommand();
        command.Transaction = work.Transaction;
        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(2L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_node_that_stands_still_in_a_transaction_holds_its_locks_for_five_minutes_and_not_longer()
    {
        var place = await PostgresServer.NewDatabaseAsync();
        await using var database = Database.PostgreSql(place);
        await using var connection = await database.OpenAsync();
        await using var show = connection.CreateCommand();
        show.CommandText = "SHOW idle_in_transaction_session_timeout";
        Assert.Equal("5min", await show.ExecuteScalarAsync());
    }

    [Fact]
    public async Task One_node_after_the_other_starts_on_a_database()
    {
        var place = await PostgresServer.NewDatabaseAsync();
        await using var first = Database.PostgreSql(place);
        await using var second = Database.PostgreSql(place);
        Task<IAsyncDisposable?> waiting;
        await using (await first.StartAloneAsync())
        {
            waiting = second.StartAloneAsync();
            await using var connection = await first.OpenAsync();
            await using var locks = connection.CreateCommand();
            locks.CommandText = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
            while ((long)(await locks.ExecuteScalarAsync())! == 0)
                await Task.Delay(10);
            Assert.False(waiting.IsCompleted);
        }

        await using var turn = await waiting;
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task PostgreSQL_waits_for_the_disk_although_the_database_would_not()
    {
        var place = await PostgresServer.NewDatabaseAsync();
        await using (var own = Npgsql.NpgsqlDataSource.Create(place))
        {
            var name = new Npgsql.NpgsqlConnectionStringBuilder(place).Database;
            await using var alter = own.CreateCommand($"ALTER DATABASE {name} SET synchronous_commit = off");
            await alter.ExecuteNonQueryAsync();
        }

        await using var database = Database.PostgreSql(place);
        await using var connection = await database.OpenAsync();
        await using var show = connection.CreateCommand();
        show.CommandText = "SHOW synchronous_commit";
        Assert.Equal("on", await show.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Every_acknowledged_unit_survives_the_death_of_the_process_exactly_once(Engine engine)
    {
        var report = await KillCampaign.RunAsync(engine, kills: 3, seed: 20261123);
        Assert.Equal(3, report.Kills);
        Assert.True(report.Acknowledged > 100, $"{report}");
        Assert.Equal(0, report.Lost);
        Assert.Equal(0, report.Torn);
    }
}
