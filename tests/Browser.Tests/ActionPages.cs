using System.Text;
using Microsoft.Playwright;
using Sakimori.Actions.Contracts;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

public class ActionPages
{
    [Theory]
    [InlineData("ja", 1280)]
    [InlineData("en", 1280)]
    [InlineData("ja", 375)]
    [InlineData("en", 375)]
    public async Task Actions_and_versions_are_accessible_and_fit_the_screen(string language, int width)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var organisation = Guid.NewGuid();
        var member = await portal.VisitorAsync("山田 花子", language, new HeldRole(Role.Contributor, organisation), new HeldRole(Role.Office, Scopes.System));
        Guid action;
        await using (var work = await portal.Get<Works>().BeginAsync(member.Reader.For(organisation)))
        {
            var check = Guid.NewGuid();
            action = (await ActionPlan.AddAsync(work,
            [
                new("方針とルールを文書にして、全員がいつでも読めるようにする", "1. たたき台を作る\n2. 経営者が承認する", new(null, "佐藤 健", "sato@example.jp"), new(2020, 3, 31), 5, new("benchmark", "check", check, "M01", 2, 3)),
                new("外部委託先の点検表を作る", "", new(member.Account, "山田 花子"), new(2199, 3, 31), 12, new("benchmark", "check", check, "M05", null, 2)),
            ])).Value[0];
            await work.CommitAsync();
        }

        var page = await Browser.PageAsync(language, width);
        var cookie = member.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = portal.Portal.Address }]);
        await LookAsync(page, portal, "/actions", $"actions-{language}-{width}");
        await LookAsync(page, portal, $"/actions/{action}", $"action-{language}-{width}");
        await LookAsync(page, portal, "/benchmark/questionnaires", $"versions-{language}-{width}");
        await page.SetInputFilesAsync("input[name=questionnaire]", Version("questionnaire"));
        await page.SetInputFilesAsync("input[name=rules]", Version("rules"));
        await page.ClickAsync("main button[type=submit]");
        await page.ArrivedAsync("/questionnaires/[^/]+-[^/]+");
        await LookAsync(page, portal, new Uri(page.Url).AbsolutePath, $"preview-{language}-{width}");
    }

    private static async Task LookAsync(IPage page, PortalUnderTest portal, string path, string name)
    {
        await page.GotoAsync(portal.Portal.Address + path);
        await Looks.KeepAsync(page, name);
        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than the screen");
    }

    private static FilePayload Version(string file) => new()
    {
        Name = file + ".json",
        MimeType = "application/json",
        Buffer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Benchmark.ShippedRules.File($"{file}-2026.1.json").Span)
            .Replace("2026.1", "2026.2", StringComparison.Ordinal).Replace("文書になり", "文書になって", StringComparison.Ordinal)),
    };
}
