using Microsoft.Playwright;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

/// <summary>The privacy notice and the register of personal data, before and after the office has completed the notice.</summary>
public sealed class PrivacyPages
{
    [Theory]
    [InlineData("ja", 1280)]
    [InlineData("en", 1280)]
    [InlineData("ja", 375)]
    [InlineData("en", 375)]
    public async Task Every_page_is_accessible_and_fits_the_screen(string language, int width)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var office = await portal.VisitorAsync("事務局 花子", language, new HeldRole(Role.Office, Scopes.System));
        var page = await SignedInAsync(portal, office, language, width);
        var faults = new List<string>();
        await LookAsync(portal, page, faults, $"before-{language}-{width}", "/privacy", "/privacy/notice");
        var today = Dates.DayInJapan(portal.Get<TimeProvider>().GetUtcNow().UtcDateTime);
        var words = new NoticeWords(new("国家情報セキュリティ推進事務局", "National information security office"), new("東京都千代田区霞が関1-1-1", "1-1-1 Kasumigaseki, Chiyoda, Tokyo"),
            "privacy@office.example", new("ご請求には本人確認が必要です。\n回答には2週間ほどかかります。", "We have to know who asks.\nAn answer takes about two weeks."), today);
        await portal.Get<PrivacyNotices>().WriteAsync(office.Reader, words, 0, default);
        await portal.Get<PrivacyNotices>().WriteAsync(office.Reader, words with { Contact = "03-0000-0000", Effective = today.AddDays(30) }, 1, default);
        await LookAsync(portal, page, faults, $"after-{language}-{width}", "/privacy", "/privacy/notice", "/privacy/notice/1", "/privacy/register");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [InlineData("ja", 1280)]
    [InlineData("en", 1280)]
    [InlineData("ja", 375)]
    [InlineData("en", 375)]
    public async Task Erasing_and_holding_are_accessible_and_fit_the_screen(string language, int width)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var administrator = await portal.VisitorAsync("管理者 花子", language, new HeldRole(Role.Administrator, Scopes.System));
        var (account, erased) = (await portal.VisitorAsync("山田 太郎", language), await portal.VisitorAsync("佐藤 次郎", language));
        var page = await SignedInAsync(portal, administrator, language, width);
        var (faults, when) = (new List<string>(), $"{language}-{width}");
        await LookAsync(portal, page, faults, when, "/account/erase", "/privacy/holds", $"/privacy/holds/new?kind=account&subject={account.Account}", $"/access/accounts/{account.Account}/erase");
        Assert.Equal(0, await page.Locator("script:not([src])").CountAsync());

        // A wrong password is a fault that the page names; nothing is erased.
        await page.GotoAsync(portal.Portal.Address + "/account/erase");
        await page.FillAsync("[name=current]", "no");
        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForSelectorAsync(".error-summary");
        await Looks.KeepAsync(page, $"erase-wrong-{when}");

        await portal.Get<LegalHolds>().PlaceAsync(administrator.Reader, HoldKind.Account, $"{account.Account}", language == "ja" ? "第三者との訴訟に必要な記録のため" : "Records that a lawsuit with a third party needs", default);
        await portal.Get<LegalHolds>().PlaceAsync(administrator.Reader, HoldKind.Account, $"{erased.Account}", "x", default);
        await portal.Get<LegalHolds>().LiftAsync(administrator.Reader, 2, default);
        Assert.True((await portal.Get<AccountErasure>().EraseAsync(administrator.Reader, erased.Account, default)).Succeeded);
        await LookAsync(portal, page, faults, $"after-{when}", "/privacy/holds", "/access", $"/access/accounts/{account.Account}", $"/access/accounts/{account.Account}/erase", $"/access/accounts/{erased.Account}");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static async Task<IPage> SignedInAsync(PortalUnderTest portal, Visitor visitor, string language, int width)
    {
        var page = await Browser.PageAsync(language, width);
        var cookie = visitor.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = portal.Portal.Address }]);
        return page;
    }

    private static async Task LookAsync(PortalUnderTest portal, IPage page, List<string> faults, string when, params string[] paths)
    {
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(portal.Portal.Address + path);
            if (answer?.Status != 200)
                faults.Add($"{path} answers {answer?.Status}");
            await Looks.KeepAsync(page, string.Concat(path.Split('?')[0].Where(c => !char.IsAsciiDigit(c))).Replace('/', '-')[1..] + $"-{when}");
            faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{path}: {v}"));
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
                faults.Add($"{path} is wider than the screen");
        }
    }
}
