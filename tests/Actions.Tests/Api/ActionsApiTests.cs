using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Actions.Tests.Api;

public sealed class ActionsApiTests(ActionsPortal portals) : IClassFixture<ActionsPortal>
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_key_lists_reads_and_changes_its_own_organisation_alone(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var visitor = await portals.VisitorAsync(engine, organisation);
        var id = (await portals.PlanAsync(engine, visitor.Reader, ActionsPortal.NewAction("一つ目"), ActionsPortal.NewAction("二つ目", due: new(2020, 1, 1))))[0];
        using var own = await KeyAsync(engine, organisation, "actions:read", "actions:write");
        using var reading = await KeyAsync(engine, organisation, "actions:read");
        using var other = await KeyAsync(engine, Guid.NewGuid(), "actions:read", "actions:write");

        var list = JsonNode.Parse(await own.GetStringAsync("/api/v1/actions?size=1"))!;
        Assert.Equal((2, 1, "二つ目", true), ((int)list["total"]!, list["items"]!.AsArray().Count, (string)list["items"]![0]!["title"]!, (bool)list["items"]![0]!["overdue"]!));
        Assert.Equal(0, (int)JsonNode.Parse(await other.GetStringAsync("/api/v1/actions"))!["total"]!);

        using var got = await own.GetAsync($"/api/v1/actions/{id}");
        Assert.Equal("\"1\"", got.Headers.ETag!.Tag);
        Assert.Contains("一つ目", await got.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var (held, status) in ((string, HttpStatusCode)[])
            [("\"1\"", HttpStatusCode.NotModified), ("W/\"1\"", HttpStatusCode.NotModified), ("\"7\", W/\"1\"", HttpStatusCode.NotModified), ("*", HttpStatusCode.NotModified), ("\"7\"", HttpStatusCode.OK)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/actions/{id}");
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
            Assert.Equal((held, status), (held, (await own.SendAsync(request)).StatusCode));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/actions/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await PatchAsync(other, id, "\"1\"", """{"state":"done"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await PatchAsync(reading, id, "\"1\"", """{"state":"done"}"""));
        Assert.Equal(HttpStatusCode.PreconditionRequired, await PatchAsync(own, id, null, """{"state":"done"}"""));
        Assert.Equal(HttpStatusCode.OK, await PatchAsync(own, id, "\"1\"", """{"state":"in_progress","effort":9}"""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PatchAsync(own, id, "\"1\"", """{"state":"done"}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PatchAsync(own, id, "\"2\"", """{"state":"gone"}"""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PatchAsync(own, id, "\"2\"", """{"unheard_of":1}"""));
        var after = JsonNode.Parse(await own.GetStringAsync($"/api/v1/actions/{id}"))!;
        Assert.Equal(("in_progress", 9, "一つ目"), ((string)after["state"]!, (int)after["effort"]!, (string)after["title"]!));
    }

    private async Task<HttpClient> KeyAsync(Engine engine, Guid organisation, params string[] scopes)
    {
        var manager = await portals.VisitorAsync(engine, organisation, Role.Manager);
        var key = await portals[engine].Get<ApiKeys>().MakeAsync(manager.Reader, organisation, "test", scopes, 1, default);
        var client = portals[engine].Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        return client;
    }

    private static async Task<HttpStatusCode> PatchAsync(HttpClient client, Guid id, string? match, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/actions/{id}") { Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json")) };
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
