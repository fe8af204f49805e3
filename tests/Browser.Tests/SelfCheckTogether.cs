using Microsoft.Playwright;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

public class SelfCheckTogether
{
    [Fact]
    public async Task Two_people_answer_one_check_settle_what_differs_and_submit_it()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var organisation = Guid.NewGuid();
        var manager = await SignedInAsync(portal, "山田", organisation, Role.Manager, script: false);
        var colleague = await SignedInAsync(portal, "佐藤", organisation, Role.Contributor, script: true);

        await manager.GotoAsync(portal.Portal.Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(manager);
        await colleague.GotoAsync(portal.Portal.Address + "/benchmark/draft/2");
        await manager.GotoAsync(portal.Portal.Address + "/benchmark/draft/2");
        await colleague.CheckAsync("[name=M01][value='4']");
        await Assertions.Expect(colleague.Locator("[data-check-state]")).ToHaveTextAsync("保存しました。");

        await SelfCheckWalk.AnswerAsync(manager, "2");
        await SelfCheckWalk.ContinueAsync(manager);
        Assert.Contains("質問16は、佐藤さんの回答と食い違っています。", await manager.InnerTextAsync(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("佐藤さん：組織的な取組み", await SelfCheckWalk.TextAsync(manager), StringComparison.Ordinal);
        Assert.True(await manager.IsCheckedAsync("[name=M01][value='4']"));
        Assert.True(await manager.IsCheckedAsync("[name=M07][value='2']"));
        await manager.CheckAsync("[name=M01][value='3']");
        await SelfCheckWalk.ContinueAsync(manager);
        await manager.ArrivedAsync("/benchmark/draft/3");

        await manager.GotoAsync(portal.Portal.Address + "/benchmark/draft/1");
        await SelfCheckWalk.AnswerAsync(manager, "1");
        await SelfCheckWalk.ContinueAsync(manager);
        await colleague.GotoAsync(portal.Portal.Address + "/benchmark/draft/3");
        for (var step = 3; step <= 6; step++)
        {
            await SelfCheckWalk.AnswerAsync(colleague, "3");
            await SelfCheckWalk.ContinueAsync(colleague);
        }

        Assert.Equal(0, await colleague.Locator("[name=consent]").CountAsync());
        await manager.GotoAsync(portal.Portal.Address + "/benchmark/draft/7");
        Assert.Equal(0, await manager.Locator("[name=consent]:checked").CountAsync());
        await manager.CheckAsync("[name=consent][value=yes]");
        await SelfCheckWalk.ContinueAsync(manager);
        await manager.ArrivedAsync("/benchmark/results/[^/]+");
        Assert.Contains("総合点は125点満点中69点", await SelfCheckWalk.TextAsync(manager), StringComparison.Ordinal);

        await colleague.GotoAsync(portal.Portal.Address + "/benchmark/results");
        Assert.Contains("69", await SelfCheckWalk.TextAsync(colleague), StringComparison.Ordinal);
        await manager.GotoAsync(portal.Portal.Address + "/benchmark/consent");
        Assert.Contains("山田さんが決めました", await SelfCheckWalk.TextAsync(manager), StringComparison.Ordinal);
        await manager.CheckAsync("[name=consent][value=no]");
        await SelfCheckWalk.ContinueAsync(manager);
        Assert.Contains("同意していません", await SelfCheckWalk.TextAsync(manager), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_given_without_an_account_are_taken_over_after_signing_in()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var address = await AccountAsync(portal, "高橋", null, Role.Contributor);
        var page = await Browser.PageAsync("ja");
        await page.GotoAsync(portal.Portal.Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.AnswerAsync(page, "2");
        await SelfCheckWalk.ContinueAsync(page);
        await SignInAsync(portal, page, address);
        await page.GotoAsync(portal.Portal.Address + "/benchmark/adopt");
        await page.ClickAsync("[data-check-resume] button[type=submit]");
        await page.ArrivedAsync("/benchmark/draft/2");
        Assert.Contains("全40問中15問回答済み", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);
    }

    private static async Task<IPage> SignedInAsync(PortalUnderTest portal, string name, Guid organisation, Role role, bool script)
    {
        var page = await Browser.PageAsync("ja", script: script);
        await SignInAsync(portal, page, await AccountAsync(portal, name, organisation, role));
        return page;
    }

    private static async Task SignInAsync(PortalUnderTest portal, IPage page, string address)
    {
        await page.GotoAsync(portal.Portal.Address + "/sign-in");
        await page.FillAsync("[name=email]", address);
        await page.FillAsync("[name=password]", "correct horse battery");
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForSelectorAsync(".masthead__reader");
    }

    private static async Task<string> AccountAsync(PortalUnderTest portal, string name, Guid? organisation, Role role)
    {
        var address = $"{Guid.NewGuid():N}@example.jp";
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        var account = (await NewAccount.AddAsync(work, portal.Get<AccountRegister>(), address, name, "correct horse battery", Language.Ja,
            confirmed: true, default)).Value;
        if (organisation is { } scope)
            work.Enlist<AccessContext>().Roles.Add(new RoleGrant { Id = Guid.NewGuid(), Account = account, Scope = scope, Role = role, From = work.Now });
        await work.CommitAsync();
        return address;
    }
}
