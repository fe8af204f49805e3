using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Browser.Tests;

/// <summary>Follows every link of a portal with the worked example, as everybody and as the administrator.</summary>
public sealed partial class CrawlTests(CrawlTests.PortalWithExample shared) : IClassFixture<CrawlTests.PortalWithExample>
{
    private const int PagesOfOneKind = 2;

    [Theory]
    [InlineData("ja", false)]
    [InlineData("en", false)]
    [InlineData("ja", true)]
    [InlineData("en", true)]
    public async Task Every_page_opens_is_accessible_and_talks_to_nobody_else(string language, bool administrator)
    {
        var page = await Browser.PageAsync(language);
        var faults = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(shared.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                faults.Add($"{page.Url} asks another host: {request.Url}");
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add($"{page.Url}: {message.Text}");
        };
        if (administrator)
            await shared.SignInAsync(page);

        var waiting = new Queue<(string Path, string From)>([("/", "")]);
        var seen = new HashSet<string>();
        var kinds = new Dictionary<string, int>();
        while (waiting.TryDequeue(out var next))
        {
            var answer = await page.GotoAsync(shared.Address + next.Path);
            if (answer is not { Status: 200 })
            {
                faults.Add($"{next.From} leads to {next.Path}: {answer?.Status}");
                continue;
            }

            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            faults.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{next.Path}: {v}"));
            foreach (var href in await page.EvalOnSelectorAllAsync<string[]>("a[href^='/']", "links => links.map(a => a.getAttribute('href'))"))
            {
                var path = href.Split('#')[0];
                if (path.Length == 0 || path.StartsWith("/language/", StringComparison.Ordinal) || !seen.Add(path))
                    continue;
                var kind = Variable().Replace(path, "*");
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (kinds[kind] > PagesOfOneKind)
                    continue;
                if (File().IsMatch(path))
                {
                    var file = await page.Context.APIRequest.GetAsync(shared.Address + path);
                    if (file.Status != 200)
                        faults.Add($"{next.Path} leads to {path}: {file.Status}");
                }
                else
                {
                    waiting.Enqueue((path, next.Path));
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{language}: {seen.Count} addresses");
        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct()));
    }

    // Ids, numbers and query strings: pages of one kind differ in these.
    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|\?.*$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\.(csv|xlsx|docx|json|svg|ics|eml|txt)(\?.*)?$|/openapi")]
    private static partial Regex File();

    /// <summary>One portal with the worked example for the whole class.</summary>
    public sealed class PortalWithExample : IAsyncLifetime
    {
        private PortalUnderTest portal = null!;
        private IReadOnlyList<BrowserContextCookiesResult>? session;

        public string Address => portal.Portal.Address;

        public async ValueTask InitializeAsync()
        {
            portal = await PortalUnderTest.StartAsync(Engine.Sqlite, example: true);
            var page = await Browser.PageAsync("en");
            await page.GotoAsync(Address + portal.Portal.AdministratorLink);
            await page.FillAsync("[name=name]", "山田 花子");
            await page.FillAsync("[name=email]", "hanako@example.jp");
            await page.FillAsync("[name=password]", "correct horse battery");
            await page.ClickAsync("main button[type=submit]");
            session = await page.Context.CookiesAsync();
        }

        public Task SignInAsync(IPage page) => page.Context.AddCookiesAsync(session!
            .Where(c => c.Name == "sakimori-session").Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path }));

        public ValueTask DisposeAsync() => portal.DisposeAsync();
    }
}
