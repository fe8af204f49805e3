using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

public class WalkingSkeleton
{
    [Theory]
    [InlineData(Engine.Sqlite, "ja")]
    [InlineData(Engine.Sqlite, "en")]
    [InlineData(Engine.Postgres, "ja")]
    [InlineData(Engine.Postgres, "en")]
    public async Task From_the_printed_link_to_a_stored_check_and_its_result(Engine engine, string language)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var page = await Browser.PageAsync(language);
        await page.GotoAsync(portal.Portal.Address + portal.Portal.AdministratorLink);
        await page.FillAsync("[name=name]", "山田 花子");
        await page.FillAsync("[name=email]", "hanako@example.jp");
        await page.FillAsync("[name=password]", "correct horse battery");
        await page.ClickAsync("main button[type=submit]");
        await page.GotoAsync(portal.Portal.Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.ToReviewAsync(page, "3");
        await SelfCheckWalk.ContinueAsync(page);
        await page.ArrivedAsync("/benchmark/results/[^/]+");
        Assert.Contains(language == "ja" ? "総合点は125点満点中75点" : "The total is 75 of 125 points", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));

        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "benchmark.check.submitted"));
        Assert.Equal(1, await platform.Outbox.CountAsync(e => e.Type == "CheckSubmitted"));
    }
}
