using System.Diagnostics;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit.Faults;

/// <summary>What a campaign found.</summary>
/// <param name="Kills">How often the writing process was killed.</param>
/// <param name="Acknowledged">Units that were acknowledged.</param>
/// <param name="Lost">Acknowledged units whose row is missing.</param>
/// <param name="Torn">Rows without exactly one audit entry that waits to be sealed and exactly one event, and the other way round.</param>
/// <param name="Unacknowledged">Rows that were written but not acknowledged before the kill: allowed, at most what was under way.</param>
public sealed record KillReport(int Kills, int Acknowledged, int Lost, int Torn, int Unacknowledged);

/// <summary>
/// Kills a process with SIGKILL again and again while it submits, and counts what is in the store afterwards. Tests run it with 3
/// kills; <c>bench/run faults</c> with more.
/// </summary>
public static class KillCampaign
{
    private const int Writers = 32;

    /// <summary>Runs a campaign on a new store.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="kills">How many times.</param>
    /// <param name="seed">Decides when each kill comes: 50 to 450 ms after the first acknowledgement.</param>
    /// <param name="progress">Told after each kill; null for silence.</param>
    public static async Task<KillReport> RunAsync(Engine engine, int kills, int seed, Action<string>? progress = null)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await store.ExecuteAsync(Submitter.Table(engine));
        var random = new Random(seed);
        var acknowledged = new List<Guid>();
        for (var kill = 1; kill <= kills; kill++)
        {
            var before = acknowledged.Count;
            await RunOnceAsync(engine, store.Place, TimeSpan.FromMilliseconds(random.Next(50, 450)), acknowledged);
            progress?.Invoke($"{engine}: kill {kill} of {kills}, {acknowledged.Count - before} units acknowledged");
        }

        // What the server had heard of it may still finish after the writer's death; it is to be counted whole.
        const string underWay = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'";
        while (engine == Engine.Postgres && await store.ScalarAsync(underWay) != "0")
            await Task.Delay(20);
        var rows = await ReadAsync(store, """SELECT "Id" FROM fault_row""", text => text);
        var audit = await ReadAsync(store, """SELECT "Subject" FROM platform_audit WHERE "Action" = 'fault.submitted'""", AfterColon);
        var events = await ReadAsync(store, $"""SELECT "Subject" FROM platform_outbox WHERE "Type" = '{Submitter.Event}'""", AfterColon);
        var payloads = await ReadAsync(store, """
            SELECT a."Subject" FROM platform_audit a JOIN platform_audit_payload p ON p."Id" = a."Id" WHERE a."Action" = 'fault.submitted'
            """, AfterColon);
        var pending = await ReadAsync(store, """
            SELECT a."Subject" FROM platform_audit a JOIN platform_audit_pending p ON p."Entry" = a."Id" WHERE a."Action" = 'fault.submitted'
            """, AfterColon);
        var everywhere = rows.Keys.Union(audit.Keys).Union(events.Keys);
        return new KillReport(
            kills,
            acknowledged.Count,
            acknowledged.Distinct().Count(id => !rows.ContainsKey(id)) + (acknowledged.Count - acknowledged.Distinct().Count()),
            everywhere.Count(id => One(rows, id) != 1 || One(audit, id) != 1 || One(events, id) != 1 || One(payloads, id) != 1 || One(pending, id) != 1),
            rows.Keys.Except(acknowledged).Count());
    }

    private static async Task RunOnceAsync(Engine engine, string place, TimeSpan life, List<Guid> acknowledged)
    {
        using var writer = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(KillCampaign).Assembly.Location, "submit", $"{engine}", place, $"{Writers}"])
        { RedirectStandardOutput = true })!;
        try
        {
            var first = await writer.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The writer ended by itself with {writer.ExitCode}.");
            acknowledged.Add(Guid.Parse(first));
            var rest = writer.StandardOutput.ReadToEndAsync();
            await Task.Delay(life);
            writer.Kill();

            // A line that the kill cut short was not read by anybody: its unit counts as not acknowledged.
            var text = await rest;
            acknowledged.AddRange(text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse));
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }
    }

    private static async Task<Dictionary<Guid, int>> ReadAsync(StoreUnderTest store, string sql, Func<string, string> id)
    {
        await using var connection = await store.Get<Database>().OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new Dictionary<Guid, int>();
        while (await reader.ReadAsync())
        {
            var key = Guid.Parse(id(reader.GetValue(0).ToString()!));
            found[key] = found.GetValueOrDefault(key) + 1;
        }

        return found;
    }

    private static string AfterColon(string subject) => subject[(subject.IndexOf(':') + 1)..];

    private static int One(Dictionary<Guid, int> counts, Guid id) => counts.GetValueOrDefault(id);
}
