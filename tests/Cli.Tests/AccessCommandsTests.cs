using System.Text.Json;
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
        }

        var listed = await Tool.RunAsync(["access", "list", "--data", folder, "--json"]);
        using var accounts = JsonDocument.Parse(listed.Out);
        var account = Assert.Single(accounts.RootElement.EnumerateArray());
        Assert.Equal("山田 花子", account.GetProperty("name").GetString());
        Assert.Equal("Administrator", account.GetProperty("roles")[0].GetProperty("role").GetString());

        var reset = await Tool.RunAsync(["access", "reset-admin", "--data", folder]);
        Assert.Equal(0, reset.Code);
        await using var again = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder);
        using var page = await again.Client().GetAsync(reset.Out.Trim());
        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
