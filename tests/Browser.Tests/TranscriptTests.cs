using Microsoft.Playwright;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

/// <summary>
/// What a screen reader hears of the self-check, in order, as the browser's accessibility tree tells it: the six steps, the review
/// with its error summary, the result and the planner. Every page is checked by axe on the way.
/// </summary>
public sealed class TranscriptTests
{
    [Fact]
    public async Task The_self_check_is_heard_in_order()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, example: true);
        var page = await Browser.PageAsync("ja");
        await page.GotoAsync(portal.Portal.Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        for (var step = 0; step < SelfCheckWalk.Steps.Length; step++)
        {
            await SelfCheckWalk.AnswerAsync(page, "3", "M09");
            await HeardAsync(page, $"step-{step + 1}");
            await SelfCheckWalk.ContinueAsync(page);
        }

        await SelfCheckWalk.ContinueAsync(page);
        await HeardAsync(page, "review-with-error");
        await page.ClickAsync("#f-M09");
        await page.ArrivedAsync("/benchmark/check#f-M09");
        await page.CheckAsync("[name=M09][value=u]");
        for (var i = 0; i < 5; i++)
            await SelfCheckWalk.ContinueAsync(page);
        await HeardAsync(page, "result");
        await page.ClickAsync("button[formaction='/benchmark/result/plan']");
        await page.ArrivedAsync("/benchmark/result/plan");
        await HeardAsync(page, "planner");
    }

    private static async Task HeardAsync(IPage page, string name)
    {
        Assert.Empty(await Axe.ViolationsAsync(page));
        var heard = await page.Locator("main").AriaSnapshotAsync();

        // The day and the addresses of files change with every run.
        heard = System.Text.RegularExpressions.Regex.Replace(heard, @"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}", "〔日付〕");
        Golden.Verify(heard + "\n", $"heard-{name}.yml");
        await Looks.KeepAsync(page, $"heard-{name}");
    }
}
