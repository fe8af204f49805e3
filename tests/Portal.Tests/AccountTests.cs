using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public class AccountTests
{
    private const string Hanako = "hanako@example.jp";
    private const string NewPassword = "battery staple horse";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_forgotten_password_is_set_anew_and_ends_every_session(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        await world.AccountAsync(Hanako);
        var before = world.Portal.Client();
        await AccessWorld.SignInAsync(before, Hanako);
        var client = world.Portal.Client("ja");
        var known = await AskAsync(client, Hanako);
        Assert.Equal(known, await AskAsync(client, "nobody@example.jp"));
        var link = await world.LinkAsync(Hanako);
        using (var weak = await client.SubmitAsync(link, link, ("password", "short")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        using (var set = await client.SubmitAsync(link, link, ("password", NewPassword)))
            Assert.Equal("/sign-in?done=password", set.Headers.Location!.ToString());
        using (var again = await client.GetAsync(link))
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using (var ended = await before.GetAsync("/account"))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Null(await AccessWorld.SignInAsync(client, Hanako));
        Assert.Equal("/", await AccessWorld.SignInAsync(client, Hanako, NewPassword));
        Assert.Empty(await world.MailAsync("nobody@example.jp"));
    }

    [Fact]
    public async Task A_link_stops_working_when_its_time_is_over()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        await world.AccountAsync(Hanako);
        var client = world.Portal.Client();
        await AskAsync(client, Hanako);
        var link = await world.LinkAsync(Hanako);
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        using var late = await client.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Changing_the_password_ends_the_other_sessions_and_keeps_this_one()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        await world.AccountAsync(Hanako);
        HttpClient here = world.Portal.Client(), there = world.Portal.Client();
        await AccessWorld.SignInAsync(here, Hanako);
        await AccessWorld.SignInAsync(there, Hanako);
        using (var wrong = await here.SubmitAsync("/account/password", "/account/password", ("current", "no"), ("password", NewPassword)))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using (var changed = await here.SubmitAsync("/account/password", "/account/password", ("current", AccessWorld.Password), ("password", NewPassword)))
            Assert.Equal("/account?done=password", changed.Headers.Location!.ToString());
        using (var ended = await there.GetAsync("/account"))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        using var kept = await here.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Single(await world.MailAsync(Hanako));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another_account()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var (hanako, taro) = (await portal.VisitorAsync("花子", "ja"), await portal.VisitorAsync("太郎", "ja"));
        using (var others = await taro.Client.SubmitAsync("/account", $"/account/sessions/{hanako.Session}/end"))
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using (var still = await hanako.Client.GetAsync("/account"))
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        using (var own = await hanako.Client.SubmitAsync("/account", $"/account/sessions/{hanako.Session}/end"))
            Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        using var ended = await hanako.Client.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
    }

    [Fact]
    public async Task A_new_address_holds_once_its_owner_confirms_it()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        await world.AccountAsync(Hanako);
        var client = world.Portal.Client();
        await AccessWorld.SignInAsync(client, Hanako);
        using (var asked = await client.SubmitAsync("/account/address", "/account/address", ("email", "new@example.jp"), ("current", AccessWorld.Password)))
            Assert.Equal("/account?done=address", asked.Headers.Location!.ToString());
        Assert.Equal("/", await AccessWorld.SignInAsync(world.Portal.Client(), Hanako));
        var link = await world.LinkAsync("new@example.jp");
        using (var confirmed = await world.Portal.Client().SubmitAsync(link, link))
            Assert.Equal("/sign-in?done=address", confirmed.Headers.Location!.ToString());
        Assert.Null(await AccessWorld.SignInAsync(world.Portal.Client(), Hanako));
        Assert.Equal("/", await AccessWorld.SignInAsync(world.Portal.Client(), "new@example.jp"));
        Assert.Single(await world.MailAsync(Hanako));
    }

    [Fact]
    public async Task A_closed_account_leaves_no_address_behind_and_the_last_administrator_stays()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        await world.AccountAsync("admin@example.jp", new HeldRole(Role.Administrator, Scopes.System));
        var id = await world.AccountAsync(Hanako, new HeldRole(Role.Manager, Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.Conflict, await CloseAsync(world, "admin@example.jp"));
        Assert.Equal(HttpStatusCode.Redirect, await CloseAsync(world, Hanako));
        Assert.Null(await AccessWorld.SignInAsync(world.Portal.Client(), Hanako));
        await using var access = world.Portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        var closed = await access.Accounts.SingleAsync(a => a.Id == id);
        Assert.Equal((null, null, null), (closed.Email, closed.NormalizedEmail, closed.PasswordHash));
        Assert.DoesNotContain(await access.Roles.Where(r => r.Account == id).ToListAsync(), r => r.Until == AudienceGrant.Forever);
        Assert.NotEqual(Guid.Empty, await world.AccountAsync(Hanako));
    }

    [Fact]
    public async Task An_account_with_several_organisations_acts_for_the_one_it_chooses()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var visitor = await portal.VisitorAsync("花子", "ja", new(Role.Reader, first), new(Role.Manager, second));
        Assert.Null(visitor.Reader.Organisation);
        using (var foreign = await visitor.Client.SubmitAsync("/organisation/choose", "/organisation/choose", ("organisation", $"{Guid.NewGuid()}")))
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using (var chosen = await visitor.Client.SubmitAsync("/organisation/choose", "/organisation/choose", ("organisation", $"{second}"), ("return", "/organisation/members")))
            Assert.Equal("/organisation/members", chosen.Headers.Location!.ToString());
        Assert.Equal(second, (await portal.Get<Sessions>().ReaderAsync(visitor.Session, default))!.Organisation);
        using var members = await visitor.Client.GetAsync("/organisation/members");
        Assert.Equal(HttpStatusCode.OK, members.StatusCode);
    }

    private static async Task<string> AskAsync(HttpClient client, string email)
    {
        using var asked = await client.SubmitAsync("/recover", "/recover", ("email", email));
        return $"{asked.StatusCode} {asked.Headers.Location} {asked.Content.Headers.ContentLength}";
    }

    private static async Task<HttpStatusCode> CloseAsync(AccessWorld world, string email)
    {
        var client = world.Portal.Client();
        await AccessWorld.SignInAsync(client, email);
        using var closed = await client.SubmitAsync("/account/close", "/account/close", ("current", AccessWorld.Password));
        return closed.StatusCode;
    }
}
