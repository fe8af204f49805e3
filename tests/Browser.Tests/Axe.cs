using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Sakimori.Browser.Tests;

/// <summary>axe-core on a page as it stands in the browser. The script comes in through the debugger, past the page's own policy;
/// it looks when no colour is on its way to another.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private const string Run = """
        async () => {
          await Promise.all(document.getAnimations().map(a => a.finished));
          const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
          return found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')}`);
        }
        """;

    /// <summary>What axe finds against WCAG 2.2 AA and its own best practice; empty when nothing.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script + ";0");
        return (await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(v => v.GetString()!).ToList();
    }
}
