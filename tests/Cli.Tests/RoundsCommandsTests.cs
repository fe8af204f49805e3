using System.Text.Json;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class RoundsCommandsTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-rounds-").FullName;

    [Fact]
    public async Task A_round_is_opened_filled_shown_reminded_exported_and_closed_through_a_running_portal()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var register = "名称,状態,種別,開始日\n親会社,確認済み,企業,2020-04-01\n子会社1,確認済み,企業,2020-04-01\n子会社2,未確認,企業,2020-04-01\n"u8.ToArray();
        Assert.True((await portal.Get<Works>().RunAsync(Reader.System, work => DirectoryImport.CarryOutAsync(work, register, null, new(2024, 4, 1), default), default)).Succeeded);
        var parent = (await portal.Get<IOrganisationNames>().FindAsync("親会社", default))!.Value;
        var manager = await portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, parent));
        var key = (await portal.Get<ApiKeys>().MakeAsync(manager.Reader, parent, "rounds", ["benchmark:rounds"], 30, default)).Value;
        Task<(int Code, string Out, string Err)> RunAsync(string[] command, string language = "en", string? input = null)
            => Tool.RunAsync(["benchmark", "rounds", .. command, "--server", portal.Portal.Address, "--key", key], language, input);

        Assert.Equal((0, "", ""), await RunAsync(["list"]));
        var wrong = await RunAsync(["create", "--title", "点検", "--due", "someday"], "ja");
        Assert.Equal(2, wrong.Code);
        Assert.Contains("列 due、値「someday」：", wrong.Err, StringComparison.Ordinal);
        var created = await RunAsync(["create", "--title", "点検", "--title-en", "Review", "--due", $"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}", "--asked", "total", "--json"]);
        Assert.Equal(0, created.Code);
        using var made = JsonDocument.Parse(created.Out);
        var round = made.RootElement.GetProperty("id").GetString()!;
        Assert.Equal("total", made.RootElement.GetProperty("asked").GetString());

        const string List = "名称,メールアドレス\n子会社1,\n子会社2,\nよその会社,a@example.jp\n";
        var faulty = await RunAsync(["invite", round, "-"], input: "名称\n子会社1\nない会社\n");
        Assert.Equal(2, faulty.Code);
        Assert.Contains("row 3, column 名称, value 'ない会社'", faulty.Err, StringComparison.Ordinal);
        var dry = await RunAsync(["invite", round, "-", "--dry-run"], input: List);
        Assert.StartsWith("Checked only: 3 (2 of them registered), 0 invited already\n  row 3, value '子会社2': ", dry.Out, StringComparison.Ordinal);
        Assert.Contains("\t0/0\tReview", (await RunAsync(["list"])).Out, StringComparison.Ordinal);
        Assert.StartsWith("招待しました：3組織（うち登録済み 2）、すでに招待済み 0", (await RunAsync(["invite", round, "-"], "ja", List)).Out, StringComparison.Ordinal);
        Assert.StartsWith($"{round}\t", (await RunAsync(["list"])).Out, StringComparison.Ordinal);
        Assert.Contains("      3  not answered\n", (await RunAsync(["show", round])).Out, StringComparison.Ordinal);
        Assert.Contains("      3  未回答\n", (await RunAsync(["show", round], "ja")).Out, StringComparison.Ordinal);

        Assert.Equal((0, "", ""), await RunAsync(["remind", round]));
        Assert.Equal(6, (await RunAsync(["remind", round])).Code);
        var (csv, xlsx) = (Path.Combine(folder, "round.csv"), Path.Combine(folder, "round.xlsx"));
        Assert.Equal((0, "", ""), await RunAsync(["export", round, csv]));
        var lines = (await File.ReadAllTextAsync(csv)).TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal(0, (await RunAsync(["export", round, xlsx, "--json"])).Code);
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(xlsx))[..2]);
        Assert.Equal(5, (await RunAsync(["export", round, xlsx])).Code);

        // The id of an invitation stands in the results of the API.
        manager.Client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var results = JsonDocument.Parse(await manager.Client.GetStringAsync($"/api/v1/benchmark/rounds/{round}/results"));
        var invitation = results.RootElement.GetProperty("items")[0].GetProperty("invitation").GetString()!;
        Assert.Equal((0, "{\"done\":true}\n", ""), await RunAsync(["take-back", round, invitation, "--json"]));
        Assert.Equal(5, (await RunAsync(["take-back", round, invitation])).Code);
        Assert.Contains("\t0/2\tReview", (await RunAsync(["list"])).Out, StringComparison.Ordinal);
        Assert.Equal((0, "", ""), await RunAsync(["close", round]));
        Assert.Contains("\tclosed\n", (await RunAsync(["list"])).Out, StringComparison.Ordinal);
        Assert.Equal(5, (await RunAsync(["close", round])).Code);
        Assert.Equal(3, (await RunAsync(["show", $"{Guid.NewGuid()}"])).Code);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
