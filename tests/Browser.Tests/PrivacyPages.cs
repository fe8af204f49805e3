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
        var page = await Browser.PageAsync(language, width);
        var cookie = office.Client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = portal.Portal.Address }]);
        var faults = new List<string>();
        await LookAsync("before", "/privacy", "/privacy/notice");
        var today = Dates.DayInJapan(portal.Get<TimeProvider>().GetUtcNow().UtcDateTime);
        var words = new NoticeWords(new("国家情報セキュリティ推進事務局", "National information security office"), new("東京都千代田区霞が関1-1-1", "1-1-1 Kasumigaseki, Chiyoda, Tokyo"),
            "privacy@office.example", new("ご請求には本人確認が必要です。\n回答には2週間ほどかかります。", "We have to know who asks.\nAn answer takes about two weeks."), today);
        await portal.Get<PrivacyNotices>().WriteAsync(office.Reader, words, 0, default);
        await portal.Get<PrivacyNotices>().WriteAsync(office.Reader, words with { Contact = "03-0000-0000", Effective = today.AddDays(30) }, 1, default);
        await LookAsync("after", "/privacy", "/privacy/notice", "/privacy/notice/1", "/privacy/register");
        Assert.True(faults.Count == 0, string.Join("\n", faults));

        async Task LookAsync(string when, params string[] paths)
        {
            foreach (var path in paths)
            {
                var answer = await page.GotoAsync(portal.Portal.Address + path);
                if (answer?.Status != 200)
                    faults.Add($"{path} answers {answer?.Status}");
                await Looks.KeepAsync(page, $"{when}{path.Replace('/', '-')}-{language}-{width}");
                faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{path}: {v}"));
                if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
                    faults.Add($"{path} is wider than the screen");
            }
        }
    }
}
