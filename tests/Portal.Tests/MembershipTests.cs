using System.Net;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public class MembershipTests
{
    private const string Jiro = "jiro@example.jp";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_invitation_makes_an_account_and_a_second_one_adds_a_role_to_it(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var manager = await world.Portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, Guid.NewGuid()));
        var administrator = await world.Portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));

        Assert.Equal("/organisation/members?done=invited", await InviteAsync(manager, "/organisation/members/invite", Role.Contributor));
        var link = await world.LinkAsync(Jiro);
        var client = world.Portal.Client();
        using (var missing = await client.SubmitAsync(link, link, ("name", ""), ("password", "short")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        using (var joined = await client.SubmitAsync(link, link, ("name", "次郎"), ("password", AccessWorld.Password)))
            Assert.Equal("/", joined.Headers.Location!.ToString());
        Assert.Contains("contributor", await client.GetStringAsync("/account"), StringComparison.Ordinal);

        Assert.Equal("/access?done=invited", await InviteAsync(administrator, "/access/invite", Role.Office));
        var second = await world.LinkAsync(Jiro, letters: 2);
        using (var confirmed = await world.Portal.Client().SubmitAsync(second, second))
            Assert.Equal("/sign-in?done=joined", confirmed.Headers.Location!.ToString());
        Assert.Equal("/", await AccessWorld.SignInAsync(client, Jiro));
        Assert.Contains("programme office", await client.GetStringAsync("/account"), StringComparison.Ordinal);
        using var used = await client.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, used.StatusCode);
    }

    [Fact]
    public async Task A_manager_offers_no_role_beyond_the_own_organisation()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        var manager = await world.Portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, Guid.NewGuid()));
        Assert.Null(await InviteAsync(manager, "/organisation/members/invite", Role.Administrator));
        var contributor = await world.Portal.VisitorAsync("記入者", "ja", new HeldRole(Role.Contributor, Guid.NewGuid()));
        using var page = await contributor.Client.GetAsync("/organisation/members/invite");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Empty(await world.MailAsync(Jiro));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Members_and_keys_come_page_by_page(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var organisation = Guid.NewGuid();
        var manager = await world.Portal.VisitorAsync("責任者", "en", new HeldRole(Role.Manager, organisation));
        var keys = world.Portal.Get<ApiKeys>();
        foreach (var i in Enumerable.Range(1, 6))
        {
            await world.Portal.VisitorAsync($"Member {i:00}", "en", new HeldRole(Role.Reader, organisation));
            Assert.True((await keys.MakeAsync(manager.Reader, organisation, $"Key {i:00}", ["benchmark:read"], 30, default)).Succeeded);
        }

        async Task<int[]> ShownAsync(string path, string what)
        {
            var page = await manager.Client.GetStringAsync(path);
            return [.. Enumerable.Range(1, 6).Where(i => page.Contains($"{what} {i:00}<", StringComparison.Ordinal))];
        }

        foreach (var (path, what, first, second) in ((string, string, int[], int[])[])
            [("/organisation/members", "Member", [1, 2, 3], [4, 5, 6]), ("/organisation/keys", "Key", [4, 5, 6], [1, 2, 3])])
        {
            Assert.Equal(Enumerable.Range(1, 6), await ShownAsync(path, what));
            Assert.Equal(first, await ShownAsync(path + "?size=3", what));
            Assert.Equal(second, await ShownAsync(path + "?size=3&page=2", what));
            Assert.Contains("page=2", await manager.Client.GetStringAsync(path + "?size=3"), StringComparison.Ordinal);
            Assert.Contains("beyond the end of the list", await manager.Client.GetStringAsync(path + "?size=3&page=9"), StringComparison.Ordinal);
        }

        // Who stands on no page shown is a member nevertheless.
        var member = (await world.Portal.Get<AccountOverview>().MembersAsync(organisation, default)).Single(m => m.Name == "Member 06");
        using var changed = await manager.Client.SubmitAsync("/organisation/members?size=3", $"/organisation/members/{member.Id}/role", ("role", "Contributor"));
        Assert.Equal("/organisation/members?done=role", changed.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_manager_changes_and_removes_own_members_only()
    {
        await using var world = await AccessWorld.StartAsync(Engine.Sqlite);
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var manager = await world.Portal.VisitorAsync("責任者", "en", new HeldRole(Role.Manager, a));
        var own = await world.Portal.VisitorAsync("Own Member", "en", new HeldRole(Role.Reader, a));
        var foreign = await world.Portal.VisitorAsync("Foreign Member", "en", new HeldRole(Role.Reader, b));
        Assert.DoesNotContain("Foreign Member", await manager.Client.GetStringAsync("/organisation/members"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(manager, $"{foreign.Account}/role", ("role", "Manager")));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(manager, $"{foreign.Account}/remove"));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(manager, $"{own.Account}/role", ("role", "Contributor")));
        var sessions = world.Portal.Get<Sessions>();
        Assert.Equal([new HeldRole(Role.Contributor, a)], (await sessions.ReaderAsync(own.Session, default))!.Roles);
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(manager, $"{own.Account}/remove"));
        Assert.Empty((await sessions.ReaderAsync(own.Session, default))!.Roles);
        Assert.Equal([new HeldRole(Role.Reader, b)], (await sessions.ReaderAsync(foreign.Session, default))!.Roles);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_administrator_finds_an_account_and_grants_a_role_for_a_time(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var administrator = await world.Portal.VisitorAsync("管理者", "en", new HeldRole(Role.Administrator, Scopes.System));
        var hanako = await world.Portal.VisitorAsync("山田 花子", "ja");
        var found = await administrator.Client.GetStringAsync("/access?q=%E8%8A%B1%E5%AD%90");
        var page = $"/access/accounts/{hanako.Account}";
        Assert.Contains(page, found, StringComparison.Ordinal);
        Assert.DoesNotContain($"/access/accounts/{administrator.Account}", found, StringComparison.Ordinal);

        using (var wrong = await administrator.Client.SubmitAsync(page, page + "/roles", ("role", "Reader"), ("organisation", "?"), ("until", "soon")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using (var granted = await administrator.Client.SubmitAsync(page, page + "/roles", ("role", "Office"), ("until", "令和90年1月1日")))
            Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
        var reader = await world.Portal.Get<Sessions>().ReaderAsync(hanako.Session, default);
        Assert.Equal([new HeldRole(Role.Office, Scopes.System)], reader!.Roles);
        Assert.Contains("2108", await administrator.Client.GetStringAsync(page), StringComparison.Ordinal);

        using (var closed = await administrator.Client.SubmitAsync(page, page + "/close"))
            Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        using (var ended = await hanako.Client.GetAsync("/account"))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        var self = $"/access/accounts/{administrator.Account}";
        using var last = await administrator.Client.SubmitAsync(self, self + "/close");
        Assert.Equal(HttpStatusCode.Conflict, last.StatusCode);
    }

    [Fact]
    public async Task A_manager_makes_a_key_that_is_shown_once()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var manager = await portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, Guid.NewGuid()));
        using var made = await manager.Client.SubmitAsync("/organisation/keys", "/organisation/keys", ("name", "夜間連携"), ("scopes", "access:read"), ("days", "30"));
        var page = await made.Content.ReadAsStringAsync();
        Assert.Contains("skm_", page, StringComparison.Ordinal);
        var list = await manager.Client.GetStringAsync("/organisation/keys");
        Assert.Contains("夜間連携", list, StringComparison.Ordinal);
        Assert.DoesNotMatch("skm_[A-Za-z0-9_-]{43}", list);
    }

    private static async Task<string?> InviteAsync(Visitor inviter, string page, Role role)
    {
        using var sent = await inviter.Client.SubmitAsync(page, page, ("email", Jiro), ("role", $"{role}"), ("language", "en"));
        return sent.Headers.Location?.ToString();
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, string action, params (string, string)[] fields)
    {
        using var answer = await visitor.Client.SubmitAsync("/organisation/members", "/organisation/members/" + action, fields);
        return answer.StatusCode;
    }
}
