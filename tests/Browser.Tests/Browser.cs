using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Sakimori.Browser.Tests;

/// <summary>Debian's Chromium, one a test process.</summary>
public static class Browser
{
    private const int Patience = 60_000;

    private static readonly Lazy<Task<IBrowser>> Shared = new(async () =>
    {
        const string chromium = "/usr/bin/chromium";
        if (!File.Exists(chromium))
            throw new InvalidOperationException("Chromium is not installed: apt-get install chromium, or run ./test, which does it.");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    });

    /// <summary>A page in a context of its own.</summary>
    public static async Task<IPage> PageAsync(string language, int width = 1280, bool script = true)
    {
        var browser = await Shared.Value;
        var context = await browser.NewContextAsync(new()
        {
            Locale = language == "ja" ? "ja-JP" : "en-GB",
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <summary>Waits until the page whose address ends so has come whole. It asks again and again: an arrival that comes just as
    /// Playwright's own <c>WaitForURLAsync</c> begins to listen is missed by it, and the test waits in vain.</summary>
    /// <param name="page">The page that is on its way.</param>
    /// <param name="ending">A regular expression for the end of the address.</param>
    public static async Task ArrivedAsync(this IPage page, string ending)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(ending + "$"), new() { Timeout = Patience });
        using var patience = new CancellationTokenSource(Patience);
        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
            await Task.Delay(20, patience.Token);
    }
}
