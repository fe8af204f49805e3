using Microsoft.Playwright;

namespace Sakimori.Browser.Tests;

/// <summary>Debian's Chromium, one a test process.</summary>
public static class Browser
{
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
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }
}
