using System.Text;
using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class DirectoryCommandsTests : IDisposable
{
    private const string Csv = "名称,種別,親組織,従業員数\n防人グループ,企業グループ,,\n防人精密,企業,防人グループ,120\n";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-cli-").FullName;

    [Fact]
    public async Task A_file_is_checked_imported_and_exported_without_a_server()
    {
        string[] place = ["--data", folder];
        var dry = await Tool.RunAsync(["directory", "import", "-", "--dry-run", "--json", .. place], input: Csv);
        Assert.Equal(0, dry.Code);
        using (var told = JsonDocument.Parse(dry.Out))
            Assert.Equal((true, 2), (told.RootElement.GetProperty("dry_run").GetBoolean(), told.RootElement.GetProperty("added").GetInt32()));

        var done = await Tool.RunAsync(["directory", "import", "-", "--effective", "2024-04-01", .. place], "ja", Csv);
        Assert.Equal((0, "取り込みました：追加 2、変更 0、変更なし 0\n"), (done.Code, done.Out));

        var file = Path.Combine(folder, "out.csv");
        Assert.Equal(0, (await Tool.RunAsync(["directory", "export", "--encoding", "utf-8", "--out", file, .. place], "ja")).Code);
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, l => l.Contains("防人精密", StringComparison.Ordinal) && l.Contains("120", StringComparison.Ordinal) && l.Contains("2024-04-01", StringComparison.Ordinal));

        var again = await Tool.RunAsync(["directory", "import", file, .. place]);
        Assert.Equal("Imported: 0 added, 0 changed, 2 unchanged\n", again.Out);
    }

    [Fact]
    public async Task A_fault_names_row_and_column_and_keeps_nothing()
    {
        var bad = await Tool.RunAsync(["directory", "import", "-", "--json", "--data", folder], "ja", "名称,種別\n甲,企業\n乙,なんとか\n");
        Assert.Equal(2, bad.Code);
        Assert.Contains("3行目、列 種別", bad.Err, StringComparison.Ordinal);
        using var failure = JsonDocument.Parse(bad.Out);
        Assert.Equal(3, failure.RootElement.GetProperty("faults")[0].GetProperty("row").GetInt32());
        var none = await Tool.RunAsync(["directory", "export", "--data", folder]);
        Assert.Single(none.Out.TrimEnd('\n').Split('\n'));
        Assert.Equal(2, (await Tool.RunAsync(["directory", "import", "-", "--effective", "soon", "--data", folder], input: Csv)).Code);
        Assert.Equal(3, (await Tool.RunAsync(["directory", "import", Path.Combine(folder, "missing.csv"), "--data", folder])).Code);
        Assert.Equal(1, (await Tool.RunAsync(["directory", "export", "--server", "http://127.0.0.1:1"])).Code);
        Assert.Equal(2, (await Tool.RunAsync(["directory", "export", "--server", "http://portal.example.jp", "--key", "skm_x"])).Code);
    }

    [Fact]
    public async Task A_running_portal_is_reached_with_a_key_and_its_folder_is_left_alone()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder);
        Assert.Equal(5, (await Tool.RunAsync(["directory", "export", "--data", folder])).Code);
        var visitor = await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Administrator, Scopes.System), new HeldRole(Role.Office, Scopes.System));
        var key = (await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, Scopes.System, "nightly", ["directory:read", "directory:write"], 30, default)).Value;
        string[] place = ["--server", portal.Portal.Address, "--key", key];

        var dry = await Tool.RunAsync(["directory", "import", "-", "--dry-run", .. place], input: Csv);
        Assert.Equal((0, "Checked only: 2 added, 0 changed, 0 unchanged\n"), (dry.Code, dry.Out));
        var bad = await Tool.RunAsync(["directory", "import", "-", .. place], "ja", "名称,種別\n乙,なんとか\n");
        Assert.Equal(2, bad.Code);
        Assert.Contains("2行目、列 種別", bad.Err, StringComparison.Ordinal);
        Assert.Equal(0, (await Tool.RunAsync(["directory", "import", "-", .. place], input: Csv)).Code);

        var file = Path.Combine(folder, "out.xlsx");
        var written = await Tool.RunAsync(["directory", "export", "--format", "xlsx", "--out", file, "--json", .. place]);
        using var told = JsonDocument.Parse(written.Out);
        Assert.Equal(new FileInfo(file).Length, told.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal("PK", Encoding.ASCII.GetString(await File.ReadAllBytesAsync(file), 0, 2));
        Assert.Equal(4, (await Tool.RunAsync(["directory", "export", "--server", portal.Portal.Address, "--key", "skm_wrong"])).Code);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
