using System.Collections.Concurrent;
using System.Net;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

/// <summary>
/// Two nodes behind nginx: one in this process, the other <c>sakimori serve</c>, which is killed with SIGKILL and started again while
/// programs submit.
/// </summary>
public sealed class KilledNodeTests : IDisposable
{
    private const int Kills = 3;
    private const int Programs = 8;
    private const int ChecksPerRun = 40;

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-node-").FullName;
    private readonly ConcurrentDictionary<Guid, string> acknowledged = [];
    private readonly ConcurrentBag<string> unanswered = [];
    private int nodesHeard;
    private int triedAgain;

    [Fact]
    public async Task While_a_node_is_killed_and_started_again_no_acknowledged_check_is_lost_or_doubled()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await using var survivor = await PortalUnderTest.StartAsync(Engine.Postgres, settings: s => s with { Database = database });
        string[] serve = ["serve", "--data", folder, "--database", database, "--master-key-file", survivor.Get<MasterKey>().File!, "--log-level", "error", "--api-key-limit", "0", "--port"];
        var other = await RunningTool.StartAsync("en", [.. serve, "0"]);
        try
        {
            await using var nginx = await Nginx.StartAsync(survivor.Portal.Address, other.Address);
            var programs = await Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => CheckClient.MakeAsync(survivor, nginx.Address)));
            using var stop = new CancellationTokenSource();
            var reading = ReadAsync(programs[0], other.Address, stop.Token);
            for (var kill = 0; kill < Kills; kill++)
            {
                var run = Task.WhenAll(programs.Select(program => Task.Run(() => SubmitAsync(program))));
                var before = acknowledged.Count;
                while (acknowledged.Count < before + Programs * ChecksPerRun / 3)
                    await Task.Delay(5);
                other.Dispose();
                await run;
                other = await RunningTool.StartAsync("en", [.. serve, $"{new Uri(other.Address).Port}"]);
            }

            await stop.CancelAsync();
            await reading;
            foreach (var program in programs)
                program.Dispose();
        }
        finally
        {
            other.Dispose();
        }

        Assert.Equal(Kills * Programs * ChecksPerRun, acknowledged.Count);
        Assert.True(nodesHeard == 3, "Both nodes were to answer.");
        Assert.True(triedAgain > 0, "No call met the killed node.");
        Assert.Empty(unanswered);

        // One row, one entry of the audit trail and one event for each key, under the id that its caller was told.
        var rows = await RowsAsync(survivor, """SELECT "Form"::text || ' ' || "Id"::text FROM benchmark_check""");
        Assert.Equal(acknowledged.Select(check => $"{check.Key} {check.Value}").Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        var ids = acknowledged.Values.Select(id => $"check:{id}").Order(StringComparer.Ordinal).ToList();
        foreach (var sql in (string[])["""SELECT "Subject" FROM platform_audit WHERE "Action" = 'benchmark.check.submitted'""",
            """SELECT "Subject" FROM platform_outbox WHERE "Type" = 'CheckSubmitted'"""])
            Assert.Equal(ids, (await RowsAsync(survivor, sql)).Order(StringComparer.Ordinal));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    // As a careful program does: a call that got no answer is sent again with the same key.
    private async Task SubmitAsync(HttpClient program)
    {
        for (var n = 0; n < ChecksPerRun; n++)
        {
            var key = Guid.NewGuid();
            while (true)
            {
                try
                {
                    using var answer = await CheckClient.SubmitAsync(program, 1 + (n % 4), key);
                    if (answer.StatusCode == HttpStatusCode.Created)
                    {
                        acknowledged[key] = answer.Headers.Location!.ToString()[^36..];
                        break;
                    }

                    Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout });
                }
                catch (HttpRequestException)
                {
                    // Cut off in the middle of the answer.
                }

                Interlocked.Increment(ref triedAgain);
            }
        }
    }

    // Whoever only reads never hears of the kill: nginx asks the other node.
    private async Task ReadAsync(HttpClient reader, string other, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var answer = await reader.GetAsync("/health/ready", CancellationToken.None);
            if (answer.StatusCode != HttpStatusCode.OK)
                unanswered.Add($"{(int)answer.StatusCode}");
            nodesHeard |= answer.Headers.GetValues(Nginx.NodeHeader).Single().EndsWith($":{new Uri(other).Port}", StringComparison.Ordinal) ? 1 : 2;
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private static async Task<List<string>> RowsAsync(PortalUnderTest portal, string sql)
    {
        await using var connection = await portal.Get<Database>().OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
