using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Records;
using Sakimori.Platform.Transparency;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class AuditCommandsTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-audit-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_trail_is_proved_while_the_portal_runs_and_every_change_has_its_own_exit_code(Engine engine)
    {
        string? connection = null;
        await using var portal = await PortalUnderTest.StartAsync(engine, folder: Data, settings: s =>
        {
            connection = s.Database;
            return s;
        });
        string[] place = ["--data", Data, .. connection is null ? (string[])[] : ["--database", connection]];
        await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        for (var i = 0; i < 5; i++)
        {
            await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
            work.Audit("platform.audit.erased", $"thing:{i}", after: new { i });
            await work.CommitAsync();
        }

        var file = Path.Combine(folder, "kept");
        while (await SealedAsync() is var count && (count == 0 || await WaitingAsync() > 0))
            await Task.Delay(200);
        Assert.Equal((0, "", ""), await Tool.RunAsync(["audit", "checkpoint", "--out", file, .. place]));
        Assert.Equal(5, (await Tool.RunAsync(["audit", "checkpoint", "--out", file, .. place])).Code);
        using var told = JsonDocument.Parse((await Tool.RunAsync(["audit", "checkpoint", "--json", .. place])).Out);
        Assert.Equal(await File.ReadAllTextAsync(file), told.RootElement.GetProperty("checkpoint").GetString());
        var key = told.RootElement.GetProperty("key").GetString()!;
        Assert.True(Checkpoint.Open(await File.ReadAllBytesAsync(file), NoteKey.Parse(key)!).Succeeded);
        Assert.Equal($"{key}\n", await File.ReadAllTextAsync(Path.Combine(Data, "audit-log", "key")));

        string[] verify = ["audit", "verify", "--checkpoint", file, .. place];
        var proved = await Tool.RunAsync(verify);
        Assert.Equal((0, ""), (proved.Code, proved.Err));
        Assert.Contains("UNCHANGED: the ", proved.Out, StringComparison.Ordinal);
        Assert.Contains("変更なし：チェックポイントまでの", (await Tool.RunAsync(verify, "ja")).Out, StringComparison.Ordinal);

        // The folder of the log is the checkpoint when none is named; without both nothing is proved.
        Assert.Contains("UNCHANGED", (await Tool.RunAsync(["audit", "verify", "--key", key, .. place])).Out, StringComparison.Ordinal);
        Assert.Contains("no checkpoint was kept outside", (await Tool.RunAsync(["audit", "verify", "--log", Path.Combine(folder, "none"), .. place])).Out, StringComparison.Ordinal);

        await RunAsync("UPDATE platform_audit SET \"Action\" = 'access.role.ended' WHERE \"Subject\" = 'thing:3'");
        var altered = await Tool.RunAsync([.. verify, "--json"]);
        Assert.Equal(20, altered.Code);
        using var verdict = JsonDocument.Parse(altered.Out);
        Assert.False(verdict.RootElement.GetProperty("unchanged").GetBoolean());
        var finding = Assert.Single(verdict.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("altered", finding.GetProperty("defect").GetString());
        Assert.Equal(1, finding.GetProperty("count").GetInt32());
        Assert.Contains("が、封印した後に書き換えられています。", (await Tool.RunAsync(verify, "ja")).Out, StringComparison.Ordinal);

        await RunAsync("DELETE FROM platform_audit WHERE \"Subject\" = 'thing:3'");
        Assert.Equal(23, (await Tool.RunAsync(verify)).Code);
        await RunAsync("DELETE FROM platform_audit WHERE \"Subject\" IN ('thing:3', 'thing:4')");
        Assert.Equal(24, (await Tool.RunAsync(verify)).Code);

        // A checkpoint of another log, and none at all.
        using var other = new NoteSigner("other.example", new byte[32]);
        await File.WriteAllTextAsync(file, other.Sign(new Checkpoint("other.example", 3, TreeHash.Empty).ToString()));
        Assert.Equal(11, (await Tool.RunAsync(verify)).Code);
        Assert.Equal(3, (await Tool.RunAsync(["audit", "verify", "--checkpoint", Path.Combine(folder, "nothing"), .. place])).Code);

        async Task RunAsync(string sql)
        {
            await using var records = await portal.Get<Database>().OpenAsync();
            await using var command = records.CreateCommand();
            command.CommandText = sql;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        async Task<long> SealedAsync() => await portal.Get<AuditVerification>().CheckpointAsync(default) is null ? 0 : 1;
        async Task<int> WaitingAsync() => (await Platform.Operations.Condition.ReadAsync(portal.Get<ContextFactory>(), TimeProvider.System, default)).Unsealed;
    }

    [Fact]
    public async Task Without_records_there_is_nothing_to_check()
    {
        Assert.Equal(3, (await Tool.RunAsync(["audit", "verify", "--data", Data])).Code);
        Assert.Equal(3, (await Tool.RunAsync(["audit", "checkpoint", "--data", Data])).Code);
        Assert.False(System.IO.Directory.Exists(Data));
    }
}
