using System.Diagnostics;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public class KilledMigrationTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_server_killed_while_it_brings_earlier_records_up_to_date_is_followed_by_one_that_ends_the_work(Engine engine)
    {
        using var records = await EarlierRecords.CopyAsync(engine);
        string[] serve = ["serve", "--port", "0", "--data", records.Folder, .. records.Database is { } database ? (string[])["--database", database] : []];
        var (first, all) = (await MigrationsAsync(records), 0);
        for (var kill = 0; kill < 8; kill++)
        {
            using var process = Process.Start(Tool.Start(serve, "en", server: true))!;
            process.StandardInput.Close();

            // Each time a little further on, whatever the speed of the machine.
            while (!process.HasExited && await MigrationsAsync(records) is var now && now <= first + kill)
                await Task.Delay(5);
            process.Kill();
            await process.WaitForExitAsync();
        }

        using (var server = await RunningTool.StartAsync("en", serve))
        {
            using var client = new HttpClient();
            Assert.True((await client.GetAsync(server.Address + "/health/ready")).IsSuccessStatusCode);
            all = await MigrationsAsync(records);
            await server.InterruptAsync();
        }

        Assert.True(all > first, $"{first} migrations before, {all} after");
        using var untouched = await EarlierRecords.CopyAsync(engine);
        await (await untouched.StartAsync()).Value.DisposeAsync();
        Assert.Equal(await MigrationsAsync(untouched), all);
    }

    // How many migrations the records say they have.
    private static async Task<int> MigrationsAsync(EarlierRecords records)
    {
        await using var database = records.Open();
        await using var connection = await database.OpenAsync();
        var sum = 0;
        foreach (var module in (string[])["platform", "access", "directory", "catalogue", "actions", "benchmark"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {module}_migrations";
            sum += Convert.ToInt32(await command.ExecuteScalarAsync());
        }

        return sum;
    }
}
