using Sakimori.Platform.Access;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Leaks;

/// <summary>One of every kind of reader: of the organisation A, of another one, of the deployment, and nobody.</summary>
internal static class Askers
{
    /// <summary>Brings them into a portal.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="manager">A's manager.</param>
    /// <param name="a">The organisation whose rows are probed.</param>
    /// <param name="b">Another one.</param>
    public static async Task<IReadOnlyList<Asker>> AllAsync(PortalUnderTest portal, Visitor manager, Guid a, Guid b)
    {
        var managerOfB = await portal.VisitorAsync("manager of B", "en", new HeldRole(Role.Manager, b));
        return
        [
            new("nobody", portal.Client(), OfA: false),
            await OneAsync("an account without roles", false),
            new("A's manager", manager.Client, OfA: true),
            await OneAsync("A's contributor", true, new HeldRole(Role.Contributor, a)),
            await OneAsync("A's reader", true, new HeldRole(Role.Reader, a)),
            new("A's key", await KeyAsync(manager), OfA: true),
            new("B's manager", managerOfB.Client, OfA: false),
            await OneAsync("B's contributor", false, new HeldRole(Role.Contributor, b)),
            await OneAsync("B's reader", false, new HeldRole(Role.Reader, b)),
            new("B's key", await KeyAsync(managerOfB), OfA: false),
            await OneAsync("the office", false, new HeldRole(Role.Office, Scopes.System)) with { System = Role.Office },
            await OneAsync("an administrator", false, new HeldRole(Role.Administrator, Scopes.System)) with { System = Role.Administrator },
        ];

        async Task<Asker> OneAsync(string who, bool ofA, params HeldRole[] roles)
            => new(who, (await portal.VisitorAsync(who, "en", roles)).Client, ofA);

        async Task<HttpClient> KeyAsync(Visitor owner)
        {
            var (keys, organisation) = (portal.Get<ApiKeys>(), owner.Reader.Organisation!.Value);
            var made = await keys.MakeAsync(owner.Reader, organisation, "key", [.. keys.OfferedTo(organisation).Select(s => s.Name)], 30, default);
            var client = portal.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", made.Value);
            return client;
        }
    }
}
