using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Hosting;

namespace Sakimori.Portal.Tests;

/// <summary>What holds for every operation of the API, whichever there are.</summary>
public class ApiContractTests
{
    [Fact]
    public async Task The_document_describes_every_route_of_the_api_completely()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var client = portal.Client();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/api/v1/openapi.json"));
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", Operation: operation.Value)))
            .ToDictionary(o => o.Name, o => o.Operation);
        var routes = portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => (Name: $"{m} {Template(e)}", Route: e))).ToList();
        Assert.Equal(routes.Select(r => r.Name).Order(), described.Keys.Order());
        Assert.Equal(described.Count, described.Values.Select(o => o.GetProperty("operationId").GetString()).Distinct().Count());

        var faults = new List<string>();
        foreach (var (name, route) in routes)
            faults.AddRange(Judge(described[name], route).Select(fault => $"{name}: {fault}"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal("bearer", document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Every_field_of_every_document_is_named_in_snake_case()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var client = portal.Client();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/api/v1/openapi.json"));
        var fields = Fields(document.RootElement).ToList();
        Assert.Contains("dry_run", fields);
        Assert.DoesNotContain(fields, field => field.Any(char.IsUpper));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/api/v1/actions/no-guid", 404)]
    [InlineData("POST", "/api/v1/actions", 405)]
    [InlineData("OPTIONS", "/api/v1/actions", 405)]
    [InlineData("GET", "/api/v1/actions", 401)]
    [InlineData("PATCH", "/api/v1/actions/00000000-0000-0000-0000-000000000009", 401)]
    [InlineData("POST", "/api/v1/benchmark/score", 415)]
    public async Task Every_failure_is_a_problem_document_in_the_callers_language(string method, string address, int status)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        await AssertProblemsAsync(portal.Client("en"), portal.Client("ja"), method, address, null, status);
    }

    [Theory]
    [InlineData("POST", "/api/v1/benchmark/score", "[{", 422)]
    [InlineData("POST", "/api/v1/benchmark/checks", "[{", 422)]
    [InlineData("PATCH", "/api/v1/actions/00000000-0000-0000-0000-000000000009", "[{", 422)]
    [InlineData("POST", "/api/v1/invitations", "[{", 422)]
    [InlineData("POST", "/api/v1/keys", """{"name":1}""", 422)]
    [InlineData("POST", "/api/v1/keys", """{"nonsense":1}""", 422)]
    [InlineData("GET", "/api/v1/benchmark/results?before=yesterday", null, 400)]
    [InlineData("GET", "/api/v1/benchmark/results?size=many", null, 400)]
    [InlineData("GET", "/api/v1/benchmark/results?before=2026-11-24T00:00:00Z", null, 400)]
    public async Task Input_that_cannot_be_read_is_a_problem_too(string method, string address, string? body, int status)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var organisation = Guid.NewGuid();
        var manager = await portal.VisitorAsync("manager", "en", new HeldRole(Role.Manager, organisation));
        var keys = portal.Get<ApiKeys>();
        var key = (await keys.MakeAsync(manager.Reader, organisation, "all", [.. keys.OfferedTo(organisation).Select(s => s.Name)], 30, default)).Value;
        var (english, japanese) = (portal.Client("en"), portal.Client("ja"));
        foreach (var client in (HttpClient[])[english, japanese])
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await AssertProblemsAsync(english, japanese, method, address, body, status);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_read_the_api()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var client = portal.Client();
        foreach (var (method, address) in ((string, string)[])[("GET", "/api/v1/openapi.json"), ("OPTIONS", "/api/v1/benchmark/score"), ("POST", "/api/v1/benchmark/score")])
        {
            using var request = new HttpRequestMessage(new(method), address);
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
            using var answer = await client.SendAsync(request);
            Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        }
    }

    [Fact]
    public async Task Beyond_the_rate_limit_the_answer_says_when_to_come_back()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, services: s =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(s, new Web.Api.RateLimitSettings(2)));
        using var client = portal.Client();
        for (var n = 0; n < 2; n++)
            (await client.PostAsync("/api/v1/benchmark/score", null)).Dispose();
        using var answer = await client.PostAsync("/api/v1/benchmark/score", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Each_key_has_a_limit_of_its_own_and_browsers_have_none()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, services: s =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(s, new Web.Api.RateLimitSettings(KeyPerMinute: 2)));
        var organisation = Guid.NewGuid();
        var manager = await portal.VisitorAsync("manager", "ja", new HeldRole(Role.Manager, organisation));
        foreach (var language in (string[])["ja", "en"])
        {
            var key = (await portal.Get<ApiKeys>().MakeAsync(manager.Reader, organisation, language, ["benchmark:read"], 30, default)).Value;
            using var client = portal.Client(language);
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);

            // Routes of every kind draw on the same calls.
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/benchmark/results")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/caller")).StatusCode);
            using var answer = await client.GetAsync("/api/v1/benchmark/results");
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains(language == "ja" ? "呼び出しが多すぎます" : "Too many calls", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        for (var n = 0; n < 4; n++)
            Assert.Equal(HttpStatusCode.OK, (await manager.Client.GetAsync("/api/v1/benchmark/results")).StatusCode);
        using var stranger = portal.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/benchmark/results")).StatusCode);
    }

    [Fact]
    public async Task Without_a_limit_no_route_asks_for_one()
    {
        await using var free = await PortalUnderTest.StartAsync(Engine.Sqlite);
        Assert.Equal(0, Limited(free));
        await using var limited = await PortalUnderTest.StartAsync(Engine.Sqlite, services: s =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(s, new Web.Api.RateLimitSettings(KeyPerMinute: 2)));
        Assert.True(Limited(limited) > 20);

        static int Limited(PortalUnderTest portal) => portal.Get<EndpointDataSource>().Endpoints.Count(e => e.Metadata.GetMetadata<ApiScopeAsked>() is not null
            && e.Metadata.GetMetadata<Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute>() is not null);
    }

    private static IEnumerable<string> Fields(JsonElement within) => within.ValueKind switch
    {
        JsonValueKind.Array => within.EnumerateArray().SelectMany(Fields),
        JsonValueKind.Object => within.EnumerateObject().SelectMany(member => member is { Name: "properties", Value.ValueKind: JsonValueKind.Object }
            ? member.Value.EnumerateObject().SelectMany(field => Fields(field.Value).Prepend(field.Name)) : Fields(member.Value)),
        _ => [],
    };

    private static IEnumerable<string> Judge(JsonElement operation, RouteEndpoint route)
    {
        if (!operation.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 10 } words || !words.EndsWith('.'))
            yield return "no sentence as summary";
        if (!operation.TryGetProperty("tags", out _))
            yield return "no tag";
        var parameters = operation.TryGetProperty("parameters", out var given) ? given.EnumerateArray().ToList() : [];
        foreach (var name in route.RoutePattern.Parameters.Select(p => p.Name).Except(parameters.Where(p => p.GetProperty("in").GetString() == "path").Select(p => p.GetProperty("name").GetString())))
            yield return $"{name} is missing";
        foreach (var parameter in parameters.Where(p => !p.TryGetProperty("description", out _)))
            yield return $"{parameter.GetProperty("name")} has no description";
        var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
        if (!responses.Keys.Any(status => status[0] == '2'))
            yield return "no success";
        foreach (var (status, response) in responses.Where(r => r.Key[0] is '4' or '5'))
        {
            if (!response.TryGetProperty("content", out var content) || !content.TryGetProperty("application/problem+json", out _))
                yield return $"{status} is no problem document";
        }

        if (!responses.Keys.Any(status => status[0] == '4'))
            yield return "no failure";
        if (route.Metadata.GetMetadata<ApiScopeAsked>() is { } asked)
        {
            if (!operation.TryGetProperty("security", out var security)
                || security[0].GetProperty("key").EnumerateArray().Select(s => s.GetString()).SingleOrDefault() != asked.Scope)
            {
                yield return "does not name its scope";
            }

            if (!responses.ContainsKey("401") || (asked.Scope is not null && !responses.ContainsKey("403")))
                yield return "no 401 or 403";
        }
    }

    private static async Task AssertProblemsAsync(HttpClient english, HttpClient japanese, string method, string address, string? body, int status)
    {
        var details = new List<string?>();
        foreach (var client in (HttpClient[])[english, japanese])
        {
            using var request = new HttpRequestMessage(new(method), address);
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            else if (status == 415)
                request.Content = new StringContent("x", Encoding.UTF8, "image/png");
            using var answer = await client.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
            Assert.StartsWith("/api#problem-", problem.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
            details.Add(problem.RootElement.GetProperty("title").GetString());
            details.Add(problem.RootElement.GetProperty("detail").GetString());
        }

        Assert.DoesNotContain(details, string.IsNullOrEmpty);
        Assert.NotEqual(details[0], details[2]);
        Assert.NotEqual(details[1], details[3]);
    }

    private static string Template(RouteEndpoint route)
        => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => "",
        }))));
}
