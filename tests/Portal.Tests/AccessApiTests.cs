using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

/// <summary>What the pages of Access do, done with a key.</summary>
public class AccessApiTests
{
    private const string Accounts = "/api/v1/accounts";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_key_of_the_portal_lists_accounts_grants_and_ends_roles_and_closes(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var member = await portal.VisitorAsync("山田 花子", "ja");
        using var client = await WithKeyAsync(portal, administrator, Scopes.System, "accounts:read", "accounts:write");

        using (var list = await JsonAsync(client, $"{Accounts}?q=花子&size=1"))
        {
            Assert.Equal(1, list.RootElement.GetProperty("total").GetInt32());
            Assert.Equal(member.Account, list.RootElement.GetProperty("items")[0].GetProperty("id").GetGuid());
        }

        using (var wrong = await client.PostAsJsonAsync($"{Accounts}/{member.Account}/roles", new { role = "Emperor", from = "someday" }))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            using var problem = JsonDocument.Parse(await wrong.Content.ReadAsStringAsync());
            Assert.Equal(["role", "from"], problem.RootElement.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("column").GetString()));
        }

        using (var granted = await client.PostAsJsonAsync($"{Accounts}/{member.Account}/roles", new { role = "Office" }))
            Assert.Equal(HttpStatusCode.NoContent, granted.StatusCode);
        Guid grant;
        using (var one = await JsonAsync(client, $"{Accounts}/{member.Account}"))
        {
            var role = Assert.Single(one.RootElement.GetProperty("roles").EnumerateArray());
            Assert.Equal(("Office", JsonValueKind.Null), (role.GetProperty("role").GetString(), role.GetProperty("organisation").ValueKind));
            grant = role.GetProperty("id").GetGuid();
        }

        // A grant is ended under its own account alone.
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(client, $"{Accounts}/{administrator.Account}/roles/{grant}"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(client, $"{Accounts}/{member.Account}/roles/{grant}"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(client, $"{Accounts}/{member.Account}/sessions"));
        using (var signedOut = await member.Client.GetAsync("/account"))
            Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(client, $"{Accounts}/{member.Account}"));
        Assert.Equal(HttpStatusCode.Conflict, await DeleteAsync(client, $"{Accounts}/{administrator.Account}"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(client, $"{Accounts}/{Guid.NewGuid()}/sessions"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_key_of_an_organisation_reaches_its_own_members_invitations_and_keys(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var (own, other) = (Guid.NewGuid(), Guid.NewGuid());
        var manager = await portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, own));
        var member = await portal.VisitorAsync("記入者", "ja", new HeldRole(Role.Contributor, own));
        var stranger = await portal.VisitorAsync("よその人", "ja", new HeldRole(Role.Manager, other));
        using var client = await WithKeyAsync(portal, manager, own, "members:read", "members:write", "keys:read", "keys:write");

        using (var members = await JsonAsync(client, "/api/v1/members"))
            Assert.Equal(new[] { manager.Account, member.Account }.Order(), members.RootElement.EnumerateArray().Select(m => m.GetProperty("id").GetGuid()).Order());
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(client, $"/api/v1/members/{member.Account}/role", "Reader"));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(client, $"/api/v1/members/{member.Account}/role", "Administrator"));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(client, $"/api/v1/members/{stranger.Account}/role", "Reader"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(client, $"/api/v1/members/{stranger.Account}"));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(client, $"/api/v1/members/{member.Account}"));

        // Whatever place the body names, a key of an organisation invites to its own.
        using (var invited = await client.PostAsJsonAsync("/api/v1/invitations", new { email = "taro@example.jp", role = "Reader", organisation = other }))
            Assert.Equal(HttpStatusCode.NoContent, invited.StatusCode);
        using (var invitations = await JsonAsync(client, "/api/v1/invitations"))
            Assert.Equal(own, Assert.Single(invitations.RootElement.EnumerateArray()).GetProperty("organisation").GetGuid());
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(client, "/api/v1/invitations/taro@example.jp"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(client, "/api/v1/invitations/taro@example.jp"));

        using (var beyond = await client.PostAsJsonAsync("/api/v1/keys", new { name = "more", scopes = new[] { "members:read", "benchmark:read" }, days = 30 }))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, beyond.StatusCode);
        string secret;
        using (var made = await client.PostAsJsonAsync("/api/v1/keys", new { name = "less", scopes = new[] { "members:read" }, days = 30 }))
        {
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            using var document = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
            secret = document.RootElement.GetProperty("key").GetString()!;
        }

        using var lesser = portal.Client();
        lesser.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        using (var members = await lesser.GetAsync("/api/v1/members"))
            Assert.Equal(HttpStatusCode.OK, members.StatusCode);
        using (var keys = await lesser.GetAsync("/api/v1/keys"))
            Assert.Equal(HttpStatusCode.Forbidden, keys.StatusCode);
        using var listed = await JsonAsync(client, "/api/v1/keys");
        var id = listed.RootElement.EnumerateArray().Single(k => k.GetProperty("name").GetString() == "less").GetProperty("id").GetGuid();
        Assert.DoesNotContain(secret, listed.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(client, $"/api/v1/keys/{id}"));
        using var after = await lesser.GetAsync("/api/v1/members");
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Accounts_are_for_administrators_alone()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var office = await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System));
        using (var list = await office.Client.GetAsync(Accounts))
            Assert.Equal(HttpStatusCode.NotFound, list.StatusCode);
        var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        using (var list = await administrator.Client.GetAsync(Accounts))
            Assert.Equal(HttpStatusCode.OK, list.StatusCode);

        // A session reads; it changes nothing through the API.
        using var closed = await administrator.Client.DeleteAsync($"{Accounts}/{office.Account}");
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    private static async Task<HttpClient> WithKeyAsync(PortalUnderTest portal, Visitor maker, Guid owner, params string[] scopes)
    {
        var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await portal.Get<ApiKeys>().MakeAsync(maker.Reader, owner, "key", scopes, 30, default)).Value);
        return client;
    }

    private static async Task<JsonDocument> JsonAsync(HttpClient client, string address) => JsonDocument.Parse(await client.GetStringAsync(address));

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient client, string address)
    {
        using var answer = await client.DeleteAsync(address);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string address, string role)
    {
        using var answer = await client.PutAsJsonAsync(address, new { role });
        return answer.StatusCode;
    }
}
