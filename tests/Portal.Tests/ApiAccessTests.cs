using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public class ApiAccessTests
{
    private const string Caller = "/api/v1/caller";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_key_acts_for_its_organisation_until_it_is_revoked(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var organisation = Guid.NewGuid();
        var manager = await portal.VisitorAsync("manager", "en", new HeldRole(Role.Manager, organisation));
        var key = (await portal.Get<ApiKeys>().MakeAsync(manager.Reader, organisation, "nightly", ["access:read"], 30, default)).Value;
        using var client = WithKey(portal, key);

        using var told = JsonDocument.Parse(await client.GetStringAsync(Caller));
        Assert.Equal(organisation, told.RootElement.GetProperty("organisation").GetGuid());
        Assert.Equal("Reader", told.RootElement.GetProperty("roles")[0].GetProperty("role").GetString());

        using (var revoked = await client.DeleteAsync(Caller))
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var after = await client.GetAsync(Caller);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal("Bearer", after.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", after.Content.Headers.ContentType!.MediaType);

        await using var access = portal.Get<ContextFactory>().Read<AccessContext>(Reader.System);
        var row = await access.Keys.SingleAsync();
        Assert.Equal(row.Made.Date, row.LastUsed);
        Assert.DoesNotContain(key, JsonSerializer.Serialize(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_key_learns_whom_it_acts_for_and_revokes_itself_whatever_its_scopes()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var organisation = Guid.NewGuid();
        var manager = await portal.VisitorAsync("manager", "en", new HeldRole(Role.Manager, organisation));
        var key = (await portal.Get<ApiKeys>().MakeAsync(manager.Reader, organisation, "nightly", ["benchmark:read"], 30, default)).Value;
        using var client = WithKey(portal, key);
        using var told = JsonDocument.Parse(await client.GetStringAsync(Caller));
        Assert.Equal("benchmark:read", told.RootElement.GetProperty("scopes")[0].GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(Caller)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Caller)).StatusCode);
    }

    [Fact]
    public async Task A_cookie_reads_the_api_and_changes_nothing_through_it()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var visitor = await portal.VisitorAsync("山田 花子", "ja");
        using (var read = await visitor.Client.GetAsync(Caller))
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using (var change = await visitor.Client.DeleteAsync(Caller))
            Assert.Equal(HttpStatusCode.Unauthorized, change.StatusCode);
        using (var anonymous = await portal.Client().GetAsync(Caller))
            Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        visitor.Client.DefaultRequestHeaders.Authorization = new("Bearer", "skm_wrong");
        using var wrongKey = await visitor.Client.GetAsync(Caller);
        Assert.Equal(HttpStatusCode.Unauthorized, wrongKey.StatusCode);
    }

    [Fact]
    public async Task Only_a_manager_makes_keys_and_only_with_scopes_that_are_offered()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var organisation = Guid.NewGuid();
        var keys = portal.Get<ApiKeys>();
        var contributor = await portal.VisitorAsync("contributor", "en", new HeldRole(Role.Contributor, organisation));
        var manager = await portal.VisitorAsync("manager", "en", new HeldRole(Role.Manager, organisation));
        Assert.False((await keys.MakeAsync(contributor.Reader, organisation, "x", ["access:read"], 30, default)).Succeeded);
        Assert.False((await keys.MakeAsync(manager.Reader, Guid.NewGuid(), "x", ["access:read"], 30, default)).Succeeded);
        Assert.Equal(["scopes"], Columns(await keys.MakeAsync(manager.Reader, organisation, "x", ["everything"], 30, default)));
        Assert.Equal(["name", "scopes", "days"], Columns(await keys.MakeAsync(manager.Reader, organisation, " ", [], 366, default)));
    }

    private static HttpClient WithKey(PortalUnderTest portal, string key)
    {
        var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static IEnumerable<string?> Columns(Kernel.Outcome<string> outcome) => outcome.Failure!.Faults.Select(f => f.Column);
}
