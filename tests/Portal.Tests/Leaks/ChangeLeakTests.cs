using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Api;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Portal.Tests.Leaks;

/// <summary>What <see cref="RouteLeakTests"/> holds of reading, for every route that changes something.</summary>
public partial class ChangeLeakTests
{
    private static readonly (string Name, string Value)[] Fields =
        [("role", "Reader"), ("version", "1"), ("title", "x"), ("state", "doing"), ("reason", "x"), ("days", "30"), ("name", "x"),
            ("level", "total"), ("title_ja", "x"), ("due", "2199-01-01"), ("list", "x,x@example.jp")];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task No_route_changes_or_admits_rows_of_an_organisation_for_anybody_outside_of_it(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s
            .AddSingleton(new RateLimitSettings(1_000_000)).AddSingleton(new ThrottleSettings(1_000_000, 1_000_000)));
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var manager = await portal.VisitorAsync("A の責任者", "en", new HeldRole(Role.Manager, a));
        var ids = new List<Guid>();
        foreach (var seed in Seeds.All)
            ids.AddRange(await seed.Plant(portal, manager, $"zz{Guid.NewGuid():N}"));
        var askers = (await Askers.AllAsync(portal, manager, a, b)).Where(asker => !asker.OfA).ToList();
        var routes = Probe.Routes(portal, Changes).Where(r => r.RoutePattern.Parameters.Count > 0).ToList();
        Assert.True(routes.Count > 15, "The routes were not found.");

        var before = await RowsAsync(portal, ids);
        Assert.True(before.Count > 5, "The rows of A were not found.");
        var leaks = new List<string>();
        foreach (var asker in askers)
        {
            var token = await TokenAsync(asker.Client);
            foreach (var route in routes.Where(r => !asker.IsEntitledTo(r)))
            {
                foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                {
                    foreach (var body in Bodies(route, token))
                    {
                        var nobodys = Guid.NewGuid().ToString();
                        var absent = await SendAsync(asker, method, route, nobodys, body());
                        foreach (var id in ids.Select(i => i.ToString()))
                        {
                            if (await SendAsync(asker, method, route, id, body()) is var said && said != absent)
                                leaks.Add($"{asker.Who} learns by {method} {route.RoutePattern.RawText} that something exists:\n{absent}\nbut\n{said}");
                        }
                    }
                }
            }
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(5)));
        Assert.Equal(before, await RowsAsync(portal, ids));
    }

    private static bool Changes(string method) => method is "POST" or "PUT" or "PATCH" or "DELETE";

    // With nothing, and with what the forms and documents of all routes ask for, so that what is looked up is looked up.
    private static IEnumerable<Func<HttpContent>> Bodies(RouteEndpoint route, string token)
    {
        if (route.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true })
        {
            yield return () => new FormUrlEncodedContent([KeyValuePair.Create("_form", token)]);
            yield return () => new FormUrlEncodedContent(Fields.Append(("_form", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        }
        else
        {
            yield return () => new StringContent("{}", Encoding.UTF8, "application/json");
            yield return () => new StringContent("""{"role":"Reader"}""", Encoding.UTF8, "application/json");
            yield return () => new StringContent("""{"title":"x"}""", Encoding.UTF8, "application/json");
            yield return () => new StringContent("""{"level":"total"}""", Encoding.UTF8, "application/json");
            yield return () => new StringContent("""{"title_ja":"x","due":"2199-01-01"}""", Encoding.UTF8, "application/json");
            yield return () => new StringContent("name,email\nx,x@example.jp\n", Encoding.UTF8, "text/csv");
        }
    }

    private static async Task<string> SendAsync(Asker asker, string method, RouteEndpoint route, string id, HttpContent body)
    {
        using var request = new HttpRequestMessage(new(method), Probe.Address(route.RoutePattern, id)) { Content = body };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var answer = await asker.Client.SendAsync(request);
        return await Probe.SaidAsync(answer, id);
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        using var page = await client.GetAsync("/sign-in");
        return WebUtility.HtmlDecode(TokenField().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    /// <summary>Every row of every table that names one of the ids, as text, but for the trail of what was tried.</summary>
    private static async Task<List<string>> RowsAsync(PortalUnderTest portal, IReadOnlyList<Guid> ids)
    {
        var database = portal.Get<Database>();
        await using var connection = await database.OpenAsync();
        var tables = await ReadAsync(database.Engine == Engine.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        var rows = new List<string>();
        foreach (var table in tables.Where(t => !t.StartsWith("sqlite_", StringComparison.Ordinal) && !t.StartsWith("platform_", StringComparison.Ordinal)))
            rows.AddRange((await ReadAsync($"SELECT * FROM \"{table}\"")).Where(r => ids.Any(i => r.Contains($"{i}", StringComparison.OrdinalIgnoreCase))).Select(r => $"{table}: {r}"));
        rows.Sort(StringComparer.Ordinal);
        return rows;

        async Task<List<string>> ReadAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            var found = new List<string>();
            while (await reader.ReadAsync())
                found.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(n => reader.GetValue(n) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(n)}")));
            return found;
        }
    }

    [GeneratedRegex("""name="_form" value="([^"]+)"/?""")]
    private static partial Regex TokenField();
}
