using System.Net;
using System.Text.RegularExpressions;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public partial class RecentTokensTests
{
    [Fact]
    public async Task A_cookie_that_was_opened_a_moment_ago_opens_nothing_after_sign_out()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var visitor = await portal.VisitorAsync("Hanako", "en");
        for (var n = 0; n < 2; n++)
        {
            using var open = await visitor.Client.GetAsync("/account");
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        }

        using (var signedOut = await visitor.Client.SubmitAsync("/account", "/sign-out"))
            Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        using var shut = await visitor.Client.GetAsync("/account");
        Assert.StartsWith("/sign-in", shut.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Within_a_minute_a_reader_gets_the_same_form_token_which_no_cache_keeps_and_another_reader_another_one()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(portal.Portal.Address) };
        var (hanako, taro) = (await SessionAsync("Hanako"), await SessionAsync("Taro"));
        var (form, other) = (await FormCookieAsync(browser), await FormCookieAsync(browser));
        string[] hers = [await TokenAsync(browser, $"{hanako}; {form}"), await TokenAsync(browser, $"{hanako}; {form}")];
        string[] his = [await TokenAsync(browser, $"{taro}; {form}"), await TokenAsync(browser, $"{taro}; {form}")];
        Assert.Equal(hers[0], hers[1]);
        Assert.Equal(his[0], his[1]);
        Assert.NotEqual(hers[0], his[0]);
        Assert.NotEqual(hers[0], await TokenAsync(browser, $"{hanako}; {other}"));
        Assert.Equal(HttpStatusCode.BadRequest, await SignOutAsync(browser, $"{taro}; {form}", hers[0]));
        Assert.Equal(HttpStatusCode.Redirect, await SignOutAsync(browser, $"{taro}; {form}", his[0]));

        async Task<string> SessionAsync(string name)
            => (await portal.VisitorAsync(name, "en")).Client.DefaultRequestHeaders.GetValues("Cookie").Single();
    }

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private static async Task<string> TokenAsync(HttpClient browser, string cookies)
    {
        using var answer = await SendAsync(browser, HttpMethod.Get, "/privacy", cookies);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, NoCache: true });
        Assert.Equal("no-cache", $"{answer.Headers.Pragma}");
        return Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    // The cookie that comes with a first form.
    private static async Task<string> FormCookieAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync("/sign-in");
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("sakimori-form=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task<HttpStatusCode> SignOutAsync(HttpClient browser, string cookies, string token)
    {
        using var answer = await SendAsync(browser, HttpMethod.Post, "/sign-out", cookies, new FormUrlEncodedContent([new("_form", token)]));
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, HttpMethod method, string path, string cookies, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Cookie", cookies);
        return await browser.SendAsync(request);
    }
}
