using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class BackupCommandsTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-backup-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_running_portal_is_backed_up_from_its_folder_and_through_its_api_and_restored_elsewhere(Engine engine)
    {
        var (keys, recipient) = await KeyAsync();
        var data = In("data");
        var database = engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync() : null;
        string[] place = database is null ? ["--data", data] : ["--data", data, "--database", database];
        var remote = In("remote.age");
        await using (var portal = await PortalUnderTest.StartAsync(engine, folder: data, settings: s => s with { Database = database }))
        {
            var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
            Assert.True((await portal.Get<SigningKeys>().RotateAsync(Reader.System, 30, default)).Succeeded);
            var told = await Tool.RunAsync(["backup", "--to", In("local.age"), "--recipient", recipient, "--json", .. place]);
            Assert.Equal((0, ""), (told.Code, told.Err));
            using var made = JsonDocument.Parse(told.Out);
            Assert.True(made.RootElement.GetProperty("rows").GetInt64() > 5);
            Assert.Equal(new FileInfo(In("local.age")).Length, made.RootElement.GetProperty("bytes").GetInt64());

            var key = (await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "backup", ["backup:make"], 30, default)).Value;
            string[] server = ["--server", portal.Portal.Address, "--key", key];
            Assert.Equal(0, (await Tool.RunAsync(["backup", "--to", remote, "--recipient", recipient, "--recipient", recipient, .. server])).Code);
            var other = (await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "other", ["accounts:read"], 30, default)).Value;
            Assert.Equal(4, (await Tool.RunAsync(["backup", "--to", In("none.age"), "--recipient", recipient, "--server", portal.Portal.Address, "--key", other])).Code);
            Assert.False(File.Exists(In("none.age")) || File.Exists(In("none.age.part")));
            Assert.Contains("バックアップを取り出した", await administrator.Client.GetStringAsync("/audit"), StringComparison.Ordinal);

            // Nothing but the header is readable, and it is nobody's business.
            Assert.DoesNotContain("管理者", await File.ReadAllTextAsync(remote), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(remote));
            Assert.Equal(5, (await Tool.RunAsync(["backup", "--to", remote, "--recipient", recipient, .. place])).Code);
            Assert.Equal(0, (await Tool.RunAsync(["backup", "--to", remote, "--recipient", recipient, "--force", .. place])).Code);
        }

        var restored = await Tool.RunAsync(["restore", remote, "--identity", keys, "--data", In("new"), "--json"]);
        Assert.Equal(0, restored.Code);
        Assert.Contains($"Put that of the original portal at {In("new")}", restored.Err, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(restored.Out);
        Assert.Equal(("sqlite", 1), (report.RootElement.GetProperty("into").GetString(), report.RootElement.GetProperty("epoch").GetInt32()));
        var listed = await Tool.RunAsync(["access", "list", "--data", In("new")]);
        Assert.Contains("管理者", listed.Out, StringComparison.Ordinal);
        Assert.Equal((await Tool.RunAsync(["keys", "list", .. place])).Out, (await Tool.RunAsync(["keys", "list", "--data", In("new")])).Out);

        var again = await Tool.RunAsync(["restore", remote, "--identity", keys, "--data", In("new")], "ja");
        Assert.Equal(5, again.Code);
        Assert.Contains("すでに記録があります", again.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_says_why_and_leaves_nothing()
    {
        var (keys, recipient) = await KeyAsync();
        Assert.Equal(5, (await Tool.RunAsync(["backup", "keygen", "--to", keys])).Code);
        var nothing = await Tool.RunAsync(["backup", "--to", In("b.age"), "--recipient", recipient, "--data", In("empty")]);
        Assert.Equal(3, nothing.Code);
        Assert.False(System.IO.Directory.Exists(In("empty")));
        await (await PortalUnderTest.StartAsync(Engine.Sqlite, folder: In("data"))).DisposeAsync();
        Assert.Equal(2, (await Tool.RunAsync(["backup", "--to", In("b.age"), "--recipient", "age1nobody", "--data", In("data")])).Code);
        var secret = (await File.ReadAllLinesAsync(keys)).Single(l => l.StartsWith("AGE", StringComparison.Ordinal));
        var mistaken = await Tool.RunAsync(["backup", "--to", In("b.age"), "--recipient", secret, "--data", In("data")]);
        Assert.Equal(2, mistaken.Code);
        Assert.DoesNotContain(secret, mistaken.Err, StringComparison.Ordinal);
        Assert.Equal(7, (await Tool.RunAsync(["backup", "--to", In("no/such/b.age"), "--recipient", recipient, "--data", In("data")])).Code);
        Assert.Equal(0, (await Tool.RunAsync(["backup", "--to", In("b.age"), "--recipient", recipient, "--data", In("data")], "ja")).Code);
        Assert.DoesNotContain(System.IO.Directory.GetFiles(folder), f => f.EndsWith(".part", StringComparison.Ordinal));

        Assert.Equal(3, (await Tool.RunAsync(["restore", In("none.age"), "--identity", keys, "--data", In("new")])).Code);
        Assert.Equal(2, (await Tool.RunAsync(["restore", In("b.age"), "--identity", In("b.age"), "--data", In("new")])).Code);
        var (others, _) = await KeyAsync();
        var notOurs = await Tool.RunAsync(["restore", In("b.age"), "--identity", others, "--data", In("new"), "--json"], "ja");
        Assert.Equal(2, notOurs.Code);
        Assert.Contains("この鍵では復号できません", notOurs.Err, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(In("new"), "records.db")));

        // As after a crash in the middle of a restore: what it has left is no portal's, and the next one begins anew.
        foreach (var end in (string[])["", "-wal", "-shm"])
            await File.WriteAllTextAsync(Path.Combine(In("new"), "records.db.restoring" + end), new string('x', 5_000));
        Assert.Equal(3, (await Tool.RunAsync(["backup", "--to", In("c.age"), "--recipient", recipient, "--data", In("new")])).Code);
        Assert.Equal(0, (await Tool.RunAsync(["restore", In("b.age"), "--identity", keys, "--data", In("new")], "ja")).Code);
        Assert.DoesNotContain(System.IO.Directory.GetFiles(In("new")), f => f.Contains(".restoring", StringComparison.Ordinal));
    }

    private string In(string name) => Path.Combine(folder, name);

    private async Task<(string File, string Recipient)> KeyAsync()
    {
        var file = In($"{Guid.NewGuid():N}.key");
        var made = await Tool.RunAsync(["backup", "keygen", "--to", file]);
        Assert.Equal(0, made.Code);
        return (file, made.Out.Trim());
    }
}
