using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Console.Access;

namespace Sakimori.Portal.Tests;

public partial class SignInTests
{
    private const string Hanako = "hanako@example.jp";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Five_wrong_passwords_pause_sign_in_for_fifteen_minutes_and_tell_the_owner(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        await world.AccountAsync(Hanako);
        var client = world.Portal.Client();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AccessWorld.SignInAsync(world.Portal.Client(), Hanako, "wrong wrong wrong")));
        Assert.Null(await AccessWorld.SignInAsync(client, Hanako));
        Assert.Single(await world.MailAsync(Hanako));
        Assert.Equal(1, await world.AuditedAsync("access.sign-in.paused"));
        Assert.Equal(6, await world.AuditedAsync("access.sign-in.refused"));

        world.Clock.Advance(TimeSpan.FromMinutes(15.1));
        Assert.Equal("/", await AccessWorld.SignInAsync(client, Hanako));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        await world.AccountAsync(Hanako);
        var known = await WrongAsync(world, Hanako);
        var unknown = await WrongAsync(world, "nobody@example.jp");
        Assert.Equal(known.Replace(Hanako, "X", StringComparison.Ordinal), unknown.Replace("nobody@example.jp", "X", StringComparison.Ordinal));
        Assert.Contains("error-summary", known, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_enrolled_code_is_asked_for_and_works_once(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var account = await world.AccountAsync(Hanako);
        var client = world.Portal.Client();
        await AccessWorld.SignInAsync(client, Hanako);
        var page = await client.GetStringAsync("/account/code");
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        var secret = SecretShown().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using (var wrong = await EnrolAsync(client, page, "000000"))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        string[] recovery;
        using (var enrolled = await EnrolAsync(client, page, Code(world, secret)))
            recovery = [.. RecoveryShown().Matches(await enrolled.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value)];
        Assert.Equal(10, recovery.Length);

        await using (var access = world.Portal.Get<ContextFactory>().Read<AccessContext>(Reader.System))
        {
            var kept = await access.Set<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>().Where(t => t.UserId == account).Select(t => t.Value).ToListAsync();
            Assert.DoesNotContain(kept, value => recovery.Any(code => value!.Contains(code, StringComparison.OrdinalIgnoreCase)));
        }

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = Code(world, secret);
        Assert.Equal(HttpStatusCode.Redirect, await SecondStepAsync(world.Portal.Client(), code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SecondStepAsync(world.Portal.Client(), code));
        Assert.Equal(HttpStatusCode.Redirect, await SecondStepAsync(world.Portal.Client(), recovery[0].ToLowerInvariant()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SecondStepAsync(world.Portal.Client(), recovery[0]));
        var undecided = world.Portal.Client();
        Assert.Equal("/sign-in/code?return=%2F", await AccessWorld.SignInAsync(undecided, Hanako));
        using var shut = await undecided.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, shut.StatusCode);
    }

    [Fact]
    public async Task Wrong_codes_pause_sign_in_although_the_password_is_right()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        var secret = TimeCode.NewSecret();
        var account = await world.AccountAsync(Hanako);
        var reader = Reader.Of(account, "", []);
        await world.Portal.Get<OwnAccount>().EnrolAsync(reader, secret, Code(world, secret), default);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 5; i++)
            await SecondStepAsync(world.Portal.Client(), "000000");
        Assert.Null(await AccessWorld.SignInAsync(world.Portal.Client(), Hanako));
        Assert.Single(await world.MailAsync(Hanako));
    }

    [Fact]
    public async Task An_administrator_is_asked_to_enrol_until_done_and_may_go_on()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        await world.AccountAsync(Hanako, new HeldRole(Role.Administrator, Scopes.System));
        var client = world.Portal.Client();
        Assert.Equal("/account/code?return=%2F", await AccessWorld.SignInAsync(client, Hanako));
        using var accounts = await client.GetAsync("/access");
        Assert.Equal(HttpStatusCode.OK, accounts.StatusCode);
        var start = await client.GetStringAsync("/");
        Assert.Contains("""<a href="/account/code">""", start, StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", start, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_administrators_need_a_code_the_role_waits_for_it()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, settings: s => s with { AdministratorsNeedCode = true });
        var visitor = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        using (var accounts = await visitor.Client.GetAsync("/access"))
            Assert.Equal(HttpStatusCode.NotFound, accounts.StatusCode);
        Assert.Contains("""認証アプリのコードを登録するまで、管理者の権限は使えません。 <a href="/account/code">""", await visitor.Client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("管理者の権限は使えません", await visitor.Client.GetStringAsync("/account/code?return=%2F"), StringComparison.Ordinal);
        var secret = TimeCode.NewSecret();
        var code = TimeCode.At(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        Assert.True((await portal.Get<OwnAccount>().EnrolAsync(visitor.Reader, secret, code, default)).Succeeded);
        using var after = await visitor.Client.GetAsync("/access");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.DoesNotContain("使えません", await visitor.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_tries_from_one_client_get_a_page_that_says_when_to_come_back()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, services: s => s.AddSingleton(new ThrottleSettings(PerAddress: 2, PerClient: 4)));
        var client = portal.Client();
        async Task<HttpStatusCode> Try(string email)
        {
            using var answer = await client.SubmitAsync("/sign-in", "/sign-in", ("email", email), ("password", "wrong wrong wrong"));
            Assert.Equal(answer.StatusCode == HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Try("a@example.jp"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Try("A@example.jp"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try("a@example.jp"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Try("b@example.jp"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try("c@example.jp"));
    }

    private static string Code(AccessWorld world, string secret) => TimeCode.At(secret, world.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

    private static async Task<string> WrongAsync(AccessWorld world, string email)
    {
        using var answer = await world.Portal.Client().SubmitAsync("/sign-in", "/sign-in", ("email", email), ("password", "wrong wrong wrong"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return TokenValue().Replace(await answer.Content.ReadAsStringAsync(), "");
    }

    private static async Task<HttpResponseMessage> EnrolAsync(HttpClient client, string page, string code)
        => await client.SubmitAsync("/account/code", "/account/code",
            ("secret", SealedSecret().Match(page).Groups[1].Value), ("code", code), ("return", "/"));

    private static async Task<HttpStatusCode> SecondStepAsync(HttpClient client, string code)
    {
        Assert.StartsWith("/sign-in/code", await AccessWorld.SignInAsync(client, Hanako), StringComparison.Ordinal);
        using var answer = await client.SubmitAsync("/sign-in/code", "/sign-in/code", ("code", code));
        return answer.StatusCode;
    }

    [GeneratedRegex("""<code class="secret">([A-Z2-7 ]{39})</code>""")]
    private static partial Regex SecretShown();

    [GeneratedRegex("""<code class="secret">([0-9A-Z]{5}-[0-9A-Z]{5})</code>""")]
    private static partial Regex RecoveryShown();

    [GeneratedRegex("""name="secret" value="([^"]+)""")]
    private static partial Regex SealedSecret();

    [GeneratedRegex("""(?<=name="_form" value=")[^"]+""")]
    private static partial Regex TokenValue();
}
