using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

public sealed class AccessCommandsTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-cli-").FullName;

    [Fact]
    public async Task A_lost_administrator_is_replaced_through_a_link_and_accounts_are_listed()
    {
        var first = await Tool.RunAsync(["access", "reset-admin", "--data", folder]);
        Assert.Equal((0, ""), (first.Code, first.Out));
        Assert.Contains("start the server", first.Err, StringComparison.Ordinal);

        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder))
        {
            await portal.VisitorAsync("山田 花子", "ja", new HeldRole(Role.Administrator, Scopes.System));
            var (code, _, error) = await Tool.RunAsync(["access", "list", "--data", folder], "ja");
            Assert.Equal(5, code);
            Assert.Contains("使用中", error, StringComparison.Ordinal);

            // Whoever owns the folder gets a link from the running server; an earlier one stops working.
            var asked = await Tool.RunAsync(["access", "reset-admin", "--data", folder], "ja");
            Assert.Equal((0, true), (asked.Code, asked.Err.Contains("サーバーのアドレス", StringComparison.Ordinal)));
            var later = await Tool.RunAsync(["access", "reset-admin", "--data", folder, "--json"]);
            using var told = JsonDocument.Parse(later.Out);
            Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(portal, asked.Out.Trim()));
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(portal, told.RootElement.GetProperty("path").GetString()!));
            Assert.Empty(System.IO.Directory.GetFiles(folder, "reset-admin*"));
        }

        var listed = await Tool.RunAsync(["access", "list", "--data", folder, "--json"]);
        using var accounts = JsonDocument.Parse(listed.Out);
        var account = Assert.Single(accounts.RootElement.EnumerateArray());
        Assert.Equal("山田 花子", account.GetProperty("name").GetString());
        Assert.Equal("Administrator", account.GetProperty("roles")[0].GetProperty("role").GetString());

        var reset = await Tool.RunAsync(["access", "reset-admin", "--data", folder]);
        Assert.Equal(0, reset.Code);
        await using var again = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder);
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(again, reset.Out.Trim()));
    }

    [Theory]
    [InlineData("602", "a1")]
    [InlineData("600", "xy")]
    public async Task A_request_that_another_could_have_written_or_that_is_no_hash_makes_no_link(string mode, string text)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder);
        var request = Path.Combine(folder, "reset-admin.request");
        var before = await LinksAsync(portal);
        await File.WriteAllTextAsync(request + ".new", string.Concat(Enumerable.Repeat(text, 32)));
        Shell.Run($"chmod {mode} '{request}.new'");
        File.Move(request + ".new", request);
        while (File.Exists(request))
            await Task.Delay(50);
        Assert.Equal(before, await LinksAsync(portal));
    }

    [Fact]
    public async Task Accounts_and_roles_are_changed_on_the_folder_and_through_a_running_portal_alike()
    {
        Guid account;
        string key;
        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder))
        {
            var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
            account = (await portal.VisitorAsync("山田 花子", "ja")).Account;
            key = (await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "cli",
                ["accounts:read", "accounts:write", "members:read", "members:write"], 30, default)).Value;
            await ChangeAsync(account, "Office", "--server", portal.Portal.Address, "--key", key);
            var wrong = await Tool.RunAsync(["access", "invite", "nobody", "--role", "Office", "--server", portal.Portal.Address, "--key", key], "ja");
            Assert.Equal(2, wrong.Code);
            Assert.Contains("email", wrong.Err, StringComparison.Ordinal);
            var other = (await portal.VisitorAsync("消える 人", "ja")).Account;
            Assert.Equal((0, """{"done":true}"""), ((await Tool.RunAsync(["access", "erase", $"{other}", "--json", "--server", portal.Portal.Address, "--key", key])) is var erased ? erased.Code : -1, erased.Out.Trim()));
            Assert.Equal(4, (await Tool.RunAsync(["access", "list", "--server", portal.Portal.Address, "--key", "skm_wrong"])).Code);
        }

        await ChangeAsync(account, "Administrator", "--data", folder);
        Assert.Equal(3, (await Tool.RunAsync(["access", "close", $"{Guid.NewGuid()}", "--data", folder])).Code);
        Assert.Equal(2, (await Tool.RunAsync(["access", "grant", $"{account}", "--role", "Reader", "--organisation", "無い組織", "--data", folder], "ja")).Code);
        Assert.Equal(0, (await Tool.RunAsync(["access", "close", $"{account}", "--data", folder])).Code);
        Assert.Equal(3, (await Tool.RunAsync(["access", "erase", $"{Guid.NewGuid()}", "--data", folder])).Code);
        Assert.Equal(0, (await Tool.RunAsync(["access", "erase", $"{account}", "--data", folder])).Code);
        Assert.DoesNotContain("山田 花子", (await Tool.RunAsync(["access", "list", "--data", folder])).Out, StringComparison.Ordinal);
    }

    // Grants, sees, ends, and invites.
    private static async Task ChangeAsync(Guid account, string role, params string[] place)
    {
        var granted = await Tool.RunAsync(["access", "grant", $"{account}", "--role", role, "--until", "2199-04-01", "--json", .. place]);
        Assert.Equal((0, """{"done":true}"""), (granted.Code, granted.Out.Trim()));
        using var list = JsonDocument.Parse((await Tool.RunAsync(["access", "list", "--json", .. place])).Out);
        var held = list.RootElement.EnumerateArray().Single(a => a.GetProperty("id").GetGuid() == account).GetProperty("roles")[0];
        Assert.Equal(role, held.GetProperty("role").GetString());
        Assert.Equal(0, (await Tool.RunAsync(["access", "end-role", $"{account}", held.GetProperty("id").GetString()!, .. place])).Code);
        Assert.Equal(0, (await Tool.RunAsync(["access", "invite", "taro@example.jp", "--role", role, .. place])).Code);
        var words = (await Tool.RunAsync(["access", "list", .. place], "ja")).Out;
        Assert.Contains("山田 花子", words, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> OpenAsync(PortalUnderTest portal, string link)
    {
        using var page = await portal.Client().GetAsync(link);
        return page.StatusCode;
    }

    private static async Task<int> LinksAsync(PortalUnderTest portal)
    {
        await using var access = portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        return await access.Links.CountAsync();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
