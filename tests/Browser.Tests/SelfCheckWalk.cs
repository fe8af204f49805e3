using Microsoft.Playwright;

namespace Sakimori.Browser.Tests;

/// <summary>Answers a self-check as somebody in front of a browser does.</summary>
internal static class SelfCheckWalk
{
    /// <summary>How many questions each step asks.</summary>
    public static readonly int[] Steps = [15, 7, 4, 6, 5, 3];

    /// <summary>Checks the same choice in every question of the page, but not in those named.</summary>
    public static async Task AnswerAsync(IPage page, string choice, params string[] except)
    {
        foreach (var radio in await page.Locator($"input[type=radio][data-item][value='{choice}']").AllAsync())
        {
            var name = await radio.GetAttributeAsync("name");
            if (Array.IndexOf(except, name) < 0)
                await radio.CheckAsync();
        }
    }

    /// <summary>Presses the main button of the page and waits for the page that answers.</summary>
    public static async Task ContinueAsync(IPage page)
    {
        var answered = new TaskCompletionSource();
        void Answered(object? sender, IPage answer) => answered.TrySetResult();
        page.DOMContentLoaded += Answered;
        try
        {
            await page.Locator("main .actions .button--primary").First.ClickAsync();
            await answered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            page.DOMContentLoaded -= Answered;
        }
    }

    /// <summary>Answers every step with the same choice and ends on the review.</summary>
    public static async Task ToReviewAsync(IPage page, string choice, params string[] except)
    {
        foreach (var questions in Steps)
        {
            Assert.Equal(questions, await page.Locator("main fieldset").CountAsync());
            await AnswerAsync(page, choice, except);
            await ContinueAsync(page);
        }
    }

    /// <summary>The text of the page's main part.</summary>
    public static Task<string> TextAsync(IPage page) => page.InnerTextAsync("main");
}
