using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Api;

namespace Sakimori.Portal.Tests.Leaks;

public class RouteLeakTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task No_route_shows_or_admits_rows_of_an_organisation_to_anybody_outside_of_it(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton(new RateLimitSettings(1_000_000)));
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var manager = await portal.VisitorAsync("A の責任者", "en", new HeldRole(Role.Manager, a));
        var (ids, secrets) = (new List<Guid>(), new Dictionary<string, Seed>());
        foreach (var seed in Seeds.All)
        {
            var secret = $"zz{Guid.NewGuid():N}";
            secrets.Add(secret, seed);
            ids.AddRange(await seed.Plant(portal, manager, secret));
        }

        var askers = await Askers.AllAsync(portal, manager, a, b);

        // The first page sets the cookie of forms; afterwards answers can be compared.
        foreach (var asker in askers)
            await Probe.AskAsync(asker, "/", "-");
        var routes = Probe.Routes(portal, method => method == "GET");
        Assert.True(routes.Count > 20, "The routes were not found.");
        var (leaks, shown) = (new List<string>(), new HashSet<string>());
        foreach (var route in routes)
        {
            var hasParameters = route.RoutePattern.Parameters.Count > 0;
            foreach (var asker in askers)
            {
                var nobodys = Guid.NewGuid().ToString();
                var (absent, _) = hasParameters ? await Probe.AskAsync(asker, Probe.Address(route.RoutePattern, nobodys), nobodys) : ("", "");
                foreach (var id in hasParameters ? ids.Select(i => i.ToString()) : [""])
                {
                    var address = Probe.Address(route.RoutePattern, id);
                    var (said, body) = await Probe.AskAsync(asker, address, id.Length > 0 ? id : nobodys);
                    var found = secrets.Keys.Where(s => body.Contains(s, StringComparison.OrdinalIgnoreCase)).ToList();
                    if (asker.OfA)
                        shown.UnionWith(found);
                    else if (!asker.IsEntitledTo(route))
                    {
                        leaks.AddRange(found.Select(s => $"{asker.Who} reads the {secrets[s].What} at {address}"));
                        if (hasParameters && said != absent)
                            leaks.Add($"{asker.Who} learns at {address} that something exists:\n{Difference(absent, said)}");
                    }
                }
            }
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(20)));
        Assert.Empty(secrets.Where(s => s.Value.Shown && !shown.Contains(s.Key)).Select(s => $"The {s.Value.What} is shown to nobody: the test proves nothing about it."));
    }

    private static string Difference(string expected, string actual)
    {
        var at = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"…{Around(expected, at)}… but …{Around(actual, at)}…";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)];
}
