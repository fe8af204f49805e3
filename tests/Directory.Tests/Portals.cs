using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

/// <summary>One portal an engine for a class of tests.</summary>
public sealed class Portals : IAsyncLifetime
{
    private readonly Dictionary<Engine, PortalUnderTest> portals = [];

    public PortalUnderTest this[Engine engine] => portals[engine];

    public async ValueTask InitializeAsync()
    {
        foreach (var engine in PortalUnderTest.Engines)
            portals[engine] = await PortalUnderTest.StartAsync(engine);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in portals.Values)
            await portal.DisposeAsync();
    }
}

/// <summary>What tests do to a portal.</summary>
internal static partial class Deeds
{
    public static readonly DateOnly First = new(2020, 4, 1);

    public static Reader Office { get; } = Reader.Of(Guid.NewGuid(), "office", [new(Role.Office, Scopes.System)]);

    public static async Task<Guid> AddAsync(this PortalUnderTest portal, string name, OrganisationKind kind = OrganisationKind.Company,
        Guid? parent = null, string? number = null, DateOnly? from = null)
        => (await portal.TryAddAsync(name, kind, parent, number, from)).Value;

    public static Task<Outcome<Guid>> TryAddAsync(this PortalUnderTest portal, string name, OrganisationKind kind = OrganisationKind.Company,
        Guid? parent = null, string? number = null, DateOnly? from = null)
        => portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(kind, new(name), number, parent, Profile.Unknown, from ?? First, true), CancellationToken.None), CancellationToken.None);

    public static Task<Outcome<Guid>> DoAsync(this PortalUnderTest portal, Func<UnitOfWork, Task<Outcome<Guid>>> change)
        => portal.Get<Works>().RunAsync(Reader.System, change, CancellationToken.None);

    /// <summary>A browser that is signed in with a role in a scope.</summary>
    public static async Task<HttpClient> SignedInAsync(this PortalUnderTest portal, Role role, Guid scope, string language = "en")
    {
        var mail = $"{Guid.NewGuid():N}@example.jp";
        const string password = "correct horse battery";
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            var account = await NewAccount.AddAsync(work, portal.Get<AccountRegister>(), mail, "Hanako", password, Language.En, true, CancellationToken.None);
            work.Enlist<AccessContext>().Roles.Add(new() { Id = Guid.NewGuid(), Account = account.Value, Scope = scope, Role = role, From = work.Now });
            await work.CommitAsync();
        }

        var client = portal.Client(language);
        var answer = await client.PostFormAsync("/sign-in", "/sign-in", ("email", mail), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>Posts a form with the token of the page that shows it.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await client.GetStringAsync(page)).Groups[1].Value;
        Assert.NotEmpty(token);
        return await client.PostAsync(action, new FormUrlEncodedContent(
            fields.Append(("_form", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    public static string TokenOf(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("""name="_form" value="([^"]+)""")]
    private static partial Regex Token();
}
