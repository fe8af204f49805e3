using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

public sealed class SelfCheckAnonymous(SelfCheckAnonymous.Server server) : IClassFixture<SelfCheckAnonymous.Server>
{
    private string Address => server.Portal.Portal.Address;

    [Theory]
    [InlineData("ja", true, 1280)]
    [InlineData("en", true, 375)]
    [InlineData("ja", false, 375)]
    [InlineData("en", false, 1280)]
    public async Task The_whole_check_with_a_question_left_out_and_found_again(string language, bool script, int width)
    {
        var page = await Browser.PageAsync(language, width, script);
        await page.GotoAsync(Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        var legend = await page.Locator("main fieldset legend").Nth(6).InnerTextAsync();
        Assert.Contains(language == "ja" ? "質問7（全40問中）" : "question 7 of 40", legend, StringComparison.Ordinal);
        Assert.True(await FitsAsync(page));
        await SelfCheckWalk.ToReviewAsync(page, "3", except: "M09");
        Assert.Contains(language == "ja" ? "未回答が1問あります" : "1 question is not answered", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);
        Assert.True(await FitsAsync(page));

        await SelfCheckWalk.ContinueAsync(page);
        var summary = page.Locator(".error-summary a");
        Assert.Equal("#f-M09", await summary.GetAttributeAsync("href"));
        await page.ClickAsync("#f-M09");
        await page.ArrivedAsync("/benchmark/check#f-M09");
        Assert.Equal(3, await page.Locator("input[type=radio][data-item]:checked").CountAsync());
        await page.CheckAsync("[name=M09][value=u]");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.ContinueAsync(page);

        var result = await SelfCheckWalk.TextAsync(page);
        Assert.Contains(language == "ja" ? "総合点は125点満点中73点" : "The total is 73 of 125 points", result, StringComparison.Ordinal);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.DoesNotContain(await page.Context.CookiesAsync(), c => c.Value.Contains("3333", StringComparison.Ordinal));
        await NothingIsKeptAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Switching_the_language_going_back_and_reloading_lose_nothing(bool script)
    {
        var page = await Browser.PageAsync("ja", script: script);
        await page.GotoAsync(Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.AnswerAsync(page, "2");
        await page.ClickAsync("button[name=lang]");
        await page.WaitForSelectorAsync("html[lang=en]");
        Assert.Equal(15, await page.Locator("input[data-item]:checked").CountAsync());
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.AnswerAsync(page, "4");
        await SelfCheckWalk.ContinueAsync(page);
        Assert.Contains("22 of 40 answered", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);

        await page.ReloadAsync();
        Assert.Contains("22 of 40 answered", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);
        await page.GoBackAsync();
        Assert.Equal(7, await page.Locator("main fieldset").CountAsync());
        await page.ClickAsync("button[name=go][value='1'].button");
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        Assert.Equal(15, await page.Locator("input[data-item][value='2']:checked").CountAsync());
    }

    [Fact]
    public async Task With_script_the_browsers_back_button_keeps_even_later_answers()
    {
        var page = await Browser.PageAsync("en");
        await page.GotoAsync(Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.AnswerAsync(page, "1");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.AnswerAsync(page, "5");
        await page.GoBackAsync();
        await SelfCheckWalk.ContinueAsync(page);
        Assert.Equal(7, await page.Locator("input[data-item][value='5']:checked").CountAsync());

        await page.GotoAsync(Address + "/benchmark");
        await page.ClickAsync("[data-check-resume] button[type=submit]");
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        Assert.Equal(15, await page.Locator("input[data-item][value='1']:checked").CountAsync());
    }

    [Fact]
    public async Task The_keyboard_alone_answers_a_step_and_Enter_goes_on()
    {
        var page = await Browser.PageAsync("ja");
        await page.GotoAsync(Address + "/benchmark");
        await page.FocusAsync("main .button--primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("fieldset");
        for (var tabs = 0; tabs < 40 && !await FocusedAsync(page, "P01"); tabs++)
            await page.Keyboard.PressAsync("Tab");
        for (var question = 1; question <= 15; question++)
        {
            Assert.True(await FocusedAsync(page, $"P{question:00}"), $"Question {question} was not reached by Tab.");
            await page.Keyboard.PressAsync("Space");
            await page.Keyboard.PressAsync("ArrowDown");
            if (question == 15)
                break;
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal(15, await page.Locator("input[data-item][value='2']:checked").CountAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[name=M01]");
        Assert.Contains("全40問中15問回答済み", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_file_opens_again_is_compared_and_a_broken_one_is_named()
    {
        var page = await Browser.PageAsync("en", script: false);
        await page.GotoAsync(Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        await SelfCheckWalk.ToReviewAsync(page, "3");
        await SelfCheckWalk.ContinueAsync(page);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[formaction='/benchmark/result/file']"));
        Assert.Matches(@"^sakimori-benchmark-\d{4}-\d\d-\d\d\.json$", download.SuggestedFilename);
        var file = await File.ReadAllBytesAsync(await download.PathAsync());

        await page.GotoAsync(Address + "/benchmark/open");
        await page.SetInputFilesAsync("[name=file]", new FilePayload { Name = "broken.json", MimeType = "application/json", Buffer = file[..^200] });
        await SelfCheckWalk.ContinueAsync(page);
        Assert.Contains("broken.json", await page.InnerTextAsync(".error-summary"), StringComparison.Ordinal);

        var lastYear = System.Text.Encoding.UTF8.GetString(file).Replace(download.SuggestedFilename[19..29], "2025-06-01", StringComparison.Ordinal);
        await page.SetInputFilesAsync("[name=file]",
        [
            new FilePayload { Name = "now.json", MimeType = "application/json", Buffer = file },
            new FilePayload { Name = "then.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(lastYear) },
        ]);
        await SelfCheckWalk.ContinueAsync(page);
        Assert.Contains("1 June 2025 (75)", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);
        await page.ClickAsync("button[value='1']");
        await page.WaitForSelectorAsync("fieldset");
        await SelfCheckWalk.ToReviewAsync(page, "u");
        await SelfCheckWalk.ContinueAsync(page);
        var result = await SelfCheckWalk.TextAsync(page);
        Assert.Contains("1 June 2025", result, StringComparison.Ordinal);
        Assert.Contains("The total is 25 of 125 points", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_tampered_with_is_a_clear_error()
    {
        var page = await Browser.PageAsync("en", script: false);
        await page.GotoAsync(Address + "/benchmark");
        await SelfCheckWalk.ContinueAsync(page);
        await page.EvaluateAsync("() => { document.querySelector('[name=P02]').value = '7'; }");
        await page.Locator("[name=P02]").First.CheckAsync();
        await SelfCheckWalk.ContinueAsync(page);
        Assert.Contains("The answer to question 2 cannot be read.", await page.InnerTextAsync(".error-summary"), StringComparison.Ordinal);
        Assert.Equal("true", await page.GetAttributeAsync("fieldset:has([name=P02])", "aria-invalid"));
        await page.EvaluateAsync("() => { document.querySelector('[name=answers]').value = 'x'; }");
        await SelfCheckWalk.ContinueAsync(page);
        Assert.Contains("could not be read", await SelfCheckWalk.TextAsync(page), StringComparison.Ordinal);
    }

    private static Task<bool> FocusedAsync(IPage page, string name)
        => page.EvaluateAsync<bool>("name => document.activeElement?.getAttribute('name') === name", name);

    private static Task<bool> FitsAsync(IPage page)
        => page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    private async Task NothingIsKeptAsync()
    {
        await using var connection = await server.Portal.Get<Database>().OpenAsync();
        foreach (var table in (string[])["benchmark_check", "benchmark_draft", "benchmark_draft_answer"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {table}";
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }

        await using var platform = server.Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(0, await platform.Audit.CountAsync(a => a.Action.StartsWith("benchmark")));
    }

    public sealed class Server : IAsyncLifetime
    {
        public PortalUnderTest Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Portal = await PortalUnderTest.StartAsync(Engine.Sqlite);

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
