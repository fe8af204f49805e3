using System.Text;
using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class DirectoryCommandsTests : IDisposable
{
    private const string Csv = "名称,種別,親組織,従業員数\n防人グループ,企業グループ,,\n防人精密,企業,防人グループ,120\n";

    private const string People = "氏名,フリガナ,役職,最終日\n佐藤 健,ｻﾄｳ ｹﾝ,部長,2999-03-31\n𠮷田 花子,ヨシダ ハナコ,,\n";

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

    [Fact]
    public async Task An_export_replaces_neither_a_file_nor_a_character_unless_told_to()
    {
        string[] place = ["--data", folder];
        Assert.Equal(0, (await Tool.RunAsync(["directory", "import", "-", .. place], input: "名称,種別\n森鷗外記念会,団体\n")).Code);
        var file = Path.Combine(folder, "out.csv");
        await File.WriteAllTextAsync(file, "kept");
        var refused = await Tool.RunAsync(["directory", "export", "--out", file, .. place]);
        Assert.Equal(5, refused.Code);
        Assert.Contains("--force", refused.Err, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(file));

        string[] cp932 = ["directory", "export", "--encoding", "cp932", "--out", file, "--force", .. place];
        var lost = await Tool.RunAsync(cp932, "ja");
        Assert.Equal(2, lost.Code);
        Assert.Contains("2行目、列 名称、値「鷗」", lost.Err, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(file));
        Assert.Equal(0, (await Tool.RunAsync([.. cp932, "--lossy"])).Code);
        Assert.Contains("森〓外記念会", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        Assert.Equal(0, (await Tool.RunAsync(["directory", "export", "--out", file, "--force", .. place])).Code);
        Assert.Contains("森鷗外記念会", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_checked_imported_and_exported_without_a_server()
    {
        string[] place = ["--data", folder];
        Assert.Equal(0, (await Tool.RunAsync(["directory", "import", "-", "--effective", "2024-04-01", .. place], input: Csv)).Code);
        var company = await CompanyAsync(place);
        string[] import = ["directory", "people", "import", company, "-", "--effective", "2024-04-01", .. place];

        var dry = await Tool.RunAsync([.. import, "--dry-run", "--json"], input: People);
        Assert.Equal(0, dry.Code);
        using (var told = JsonDocument.Parse(dry.Out))
        {
            Assert.True(told.RootElement.GetProperty("dry_run").GetBoolean());
            Assert.Equal([2, 0, 0, 2], ((string[])["added", "changed", "unchanged", "added_or_changed"]).Select(n => told.RootElement.GetProperty(n).GetInt32()));
        }

        var done = await Tool.RunAsync(import, "ja", People);
        Assert.Equal((0, "取り込みました：追加 2、変更 0、変更なし 0\n"), (done.Code, done.Out));
        Assert.Contains("文字コード：UTF-8、区切り：コンマ", done.Err, StringComparison.Ordinal);

        var file = Path.Combine(folder, "people.csv");
        string[] export = ["directory", "people", "export", company, "--out", file, .. place];
        Assert.Equal(0, (await Tool.RunAsync([.. export, "--encoding", "utf-8"], "ja")).Code);
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, l => l.EndsWith(",佐藤 健,サトウ ケン,部長,,,2024-04-01,2999-03-31", StringComparison.Ordinal));
        Assert.Equal(5, (await Tool.RunAsync(export)).Code);
        Assert.Equal(2, (await Tool.RunAsync([.. export, "--force", "--encoding", "cp932"])).Code);
        Assert.Equal(0, (await Tool.RunAsync([.. export, "--force", "--encoding", "cp932", "--lossy"])).Code);
        Assert.Equal(0, (await Tool.RunAsync([.. export, "--force", "--format", "xlsx"])).Code);
        var again = await Tool.RunAsync(["directory", "people", "import", company, file, .. place]);
        Assert.Equal("Imported: 0 added, 0 changed, 2 unchanged\n", again.Out);
    }

    [Fact]
    public async Task A_fault_in_a_file_of_people_names_row_and_column_and_an_organisation_that_is_not_there_is_not_found()
    {
        string[] place = ["--data", folder];
        Assert.Equal(0, (await Tool.RunAsync(["directory", "import", "-", .. place], input: Csv)).Code);
        var company = await CompanyAsync(place);
        var bad = await Tool.RunAsync(["directory", "people", "import", company, "-", "--json", .. place], "ja", "氏名,開始日,終了日\n甲,2024-04-01,\n乙,2024-04-01,2024-03-31\n");
        Assert.Equal(2, bad.Code);
        Assert.Contains("3行目、列 終了日、値「2024-03-31」", bad.Err, StringComparison.Ordinal);
        using var failure = JsonDocument.Parse(bad.Out);
        Assert.Equal(3, failure.RootElement.GetProperty("faults")[0].GetProperty("row").GetInt32());
        Assert.Single((await Tool.RunAsync(["directory", "people", "export", company, .. place])).Out.TrimEnd('\n').Split('\n'));
        Assert.Equal(2, (await Tool.RunAsync(["directory", "people", "import", company, "-", "--effective", "soon", .. place], input: People)).Code);
        Assert.Equal(3, (await Tool.RunAsync(["directory", "people", "import", company, Path.Combine(folder, "missing.csv"), .. place])).Code);
        Assert.Equal(3, (await Tool.RunAsync(["directory", "people", "import", $"{Guid.NewGuid()}", "-", "--dry-run", .. place], input: People)).Code);
        Assert.Equal(3, (await Tool.RunAsync(["directory", "people", "export", $"{Guid.NewGuid()}", .. place])).Code);
        Assert.Equal(1, (await Tool.RunAsync(["directory", "people", "export", "防人精密", .. place])).Code);
    }

    [Fact]
    public async Task People_go_through_a_running_portal_with_a_key()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder);
        var visitor = await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Administrator, Scopes.System), new HeldRole(Role.Office, Scopes.System));
        var key = (await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, Scopes.System, "nightly", ["directory:read", "directory:write"], 30, default)).Value;
        string[] place = ["--server", portal.Portal.Address, "--key", key];
        Assert.Equal(0, (await Tool.RunAsync(["directory", "import", "-", "--effective", "2024-04-01", .. place], input: Csv)).Code);
        var company = await CompanyAsync(place);
        string[] import = ["directory", "people", "import", company, "-", "--effective", "2024-04-01", .. place];

        Assert.Equal(5, (await Tool.RunAsync(["directory", "people", "export", company, "--data", folder])).Code);
        var dry = await Tool.RunAsync([.. import, "--dry-run"], input: People);
        Assert.Equal((0, "Checked only: 2 added, 0 changed, 0 unchanged\n"), (dry.Code, dry.Out));
        Assert.Single((await Tool.RunAsync(["directory", "people", "export", company, .. place])).Out.TrimEnd('\n').Split('\n'));
        var done = await Tool.RunAsync([.. import, "--json"], input: People);
        using (var told = JsonDocument.Parse(done.Out))
            Assert.Equal((false, 2), (told.RootElement.GetProperty("dry_run").GetBoolean(), told.RootElement.GetProperty("added_or_changed").GetInt32()));

        var file = Path.Combine(folder, "people.xlsx");
        var written = await Tool.RunAsync(["directory", "people", "export", company, "--format", "xlsx", "--out", file, "--json", .. place]);
        using (var told = JsonDocument.Parse(written.Out))
            Assert.Equal(new FileInfo(file).Length, told.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal("Imported: 0 added, 0 changed, 2 unchanged\n", (await Tool.RunAsync(["directory", "people", "import", company, file, .. place])).Out);
        Assert.Equal(2, (await Tool.RunAsync(["directory", "people", "export", company, "--encoding", "cp932", .. place])).Code);
        Assert.Equal(3, (await Tool.RunAsync(["directory", "people", "export", $"{Guid.NewGuid()}", .. place])).Code);
        Assert.Equal(4, (await Tool.RunAsync(["directory", "people", "export", company, "--server", portal.Portal.Address, "--key", "skm_wrong"])).Code);
    }

    // The id of 防人精密, as whoever imports its people looks it up.
    private static async Task<string> CompanyAsync(string[] place)
        => (await Tool.RunAsync(["directory", "export", "--encoding", "utf-8", .. place])).Out.Split('\n')
            .Single(l => l.Contains("防人精密", StringComparison.Ordinal)).Split(',')[0];

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
