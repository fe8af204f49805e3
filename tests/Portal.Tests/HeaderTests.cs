using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Access;
using Sakimori.Platform.Indicators;
using Sakimori.Platform.Records;
using Sakimori.Portal.Tests.Leaks;
using Sakimori.TestKit;
using Sakimori.Web.Api;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Portal.Tests;

/// <summary>What every answer of every route says besides its body.</summary>
public partial class HeaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("https://portal.example.jp")]
    public async Task Every_answer_of_every_route_has_its_type_its_headers_and_safe_cookies(string? baseUrl)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, example: true, services: s => s
            .AddSingleton(new RateLimitSettings(1_000_000)).AddSingleton(new ThrottleSettings(1_000_000, 1_000_000)),
            settings: s => s with { BaseUrl = baseUrl });
        var manager = await portal.VisitorAsync("A の責任者", "en", new HeldRole(Role.Manager, Guid.NewGuid()));
        var ids = new List<Guid>();
        foreach (var seed in Seeds.All)
            ids.AddRange(await seed.Plant(portal, manager, $"zz{Guid.NewGuid():N}"));
        var askers = new (string Who, HttpClient Client)[]
        {
            ("nobody", portal.Client()),
            ("A's manager", manager.Client),
            ("the office", (await portal.VisitorAsync("office", "ja", new HeldRole(Role.Office, Scopes.System))).Client),
            ("an administrator", (await portal.VisitorAsync("administrator", "en", new HeldRole(Role.Administrator, Scopes.System))).Client),
        };
        var indicators = (await portal.Get<IndicatorRegister>().ListAsync(Reader.Nobody, default)).Select(i => i.Id).ToList();
        var rules = new AnswerRules(baseUrl is not null);
        var routes = Probe.Routes(portal, _ => true);
        Assert.True(routes.Count > 200, $"Only {routes.Count} routes were found.");
        foreach (var (who, client) in askers)
        {
            foreach (var route in routes)
            {
                foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                {
                    foreach (var address in RouteAddresses.Of(indicators, route.RoutePattern, method == "GET" ? ids : [Guid.NewGuid()]))
                    {
                        using var answer = await client.SendAsync(new HttpRequestMessage(new(method), address));
                        await rules.JudgeAsync(answer, $"{method} {address} for {who}");
                    }
                }
            }
        }

        // Beside the routes: nothing there, and a wrong method.
        foreach (var (method, address) in ((string, string)[])[("GET", "/nowhere"), ("GET", "/api/v1/nowhere"), ("DELETE", "/benchmark"), ("DELETE", "/api/v1/benchmark/score"), ("TRACE", "/benchmark")])
        {
            using var answer = await askers[0].Client.SendAsync(new HttpRequestMessage(new(method), address));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{method} {address} answers {answer.StatusCode}");
            await rules.JudgeAsync(answer, $"{method} {address}");
        }

        // Results that are not kept travel in a form, whose cookie comes back in clear only here.
        foreach (var name in baseUrl is null ? (string[])["", "/docx", "/xlsx", "/csv", "/json", "/file", "/charts/groups"] : [])
        {
            var answers = Answers.From(ShippedRules.Current.Questionnaire, _ => Answer.Of(2));
            using var answer = await askers[0].Client.SubmitAsync("/sign-in", $"/benchmark/result{name}", ("result", $"2026-11-23|{ShippedRules.Current.Version}|{answers.Code}"));
            await rules.JudgeAsync(answer, $"POST /benchmark/result{name}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // What is too large is found by an exception while the handler reads it: the answer begins anew.
        var administrator = (await portal.VisitorAsync("administrator", "en", new HeldRole(Role.Administrator, Scopes.System))).Reader;
        var key = await portal.Get<ApiKeys>().MakeAsync(administrator, Scopes.System, "test", ["directory:write"], 1, default);
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/v1/directory/import") { Content = new ByteArrayContent(new byte[31_000_000]) };
        large.Headers.TransferEncodingChunked = true;
        large.Headers.Authorization = new("Bearer", key.Value);
        using var refused = await askers[0].Client.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        await rules.JudgeAsync(refused, "a body beyond its limit");

        Assert.True(rules.Wrong.Count == 0, $"{rules.Wrong.Count} wrong:\n" + string.Join('\n', rules.Wrong.Take(40)));
        Assert.Empty(AnswerRules.Types.Except(rules.TypesSeen));
        Assert.True(rules.Downloads > 50, $"Only {rules.Downloads} downloads were met.");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("https://portal.example.jp", "__Host-")]
    public async Task Signing_in_and_choosing_a_language_give_safe_cookies_that_work(string? baseUrl, string prefix)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, settings: s => s with { BaseUrl = baseUrl });
        const string password = "correct horse battery";
        var secret = TimeCode.NewSecret();
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            var made = await NewAccount.AddAsync(work, portal.Get<AccountRegister>(), "hanako@example.jp", "花子", password, Kernel.Language.Ja, confirmed: true, default);
            await portal.Get<AccountRegister>().In(work).EnrolAsync(await work.Enlist<AccessContext>().Accounts.FindAsync(made.Value) ?? throw new InvalidOperationException(), secret);
            await work.CommitAsync();
        }

        // What a browser does behind a proxy that ends TLS: it sends the cookies back although the portal itself hears http.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(portal.Portal.Address) };
        var (rules, cookies) = (new AnswerRules(baseUrl is not null), new Dictionary<string, string>());
        await AskAsync(HttpMethod.Get, "/language/ja?return=/sign-in");
        var page = await AskAsync(HttpMethod.Get, "/sign-in");
        Assert.Contains("<html lang=\"ja\"", page.Body, StringComparison.Ordinal);
        var entered = await AskAsync(HttpMethod.Post, "/sign-in", ("email", "hanako@example.jp"), ("password", password), ("_form", Token(page.Body)));
        Assert.Equal(HttpStatusCode.Redirect, entered.Status);
        page = await AskAsync(HttpMethod.Get, "/sign-in/code");
        entered = await AskAsync(HttpMethod.Post, "/sign-in/code", ("code", TimeCode.At(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30)), ("_form", Token(page.Body)));
        Assert.Equal(HttpStatusCode.Redirect, entered.Status);
        var account = await AskAsync(HttpMethod.Get, "/account");
        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Equal([$"{prefix}sakimori-code", $"{prefix}sakimori-form", $"{prefix}sakimori-language", $"{prefix}sakimori-session"], cookies.Keys.Order(StringComparer.Ordinal));
        await AskAsync(HttpMethod.Post, "/sign-out", ("_form", Token(account.Body)));
        Assert.Equal("", cookies[$"{prefix}sakimori-session"]);
        Assert.Empty(rules.Wrong);

        async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpMethod method, string address, params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(method, address);
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
            if (fields.Length > 0)
                request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            using var answer = await client.SendAsync(request);
            await rules.JudgeAsync(answer, $"{method} {address}");
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
                cookies[set.Split('=')[0]] = set.Split(';')[0].Split('=', 2)[1];
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static string Token(string body) => WebUtility.HtmlDecode(TokenField().Match(body).Groups[1].Value);

    [GeneratedRegex("""name="_form" value="([^"]+)"/?""")]
    private static partial Regex TokenField();
}
