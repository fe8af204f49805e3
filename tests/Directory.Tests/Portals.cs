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

    /// <summary>Chooses a file on a page of imports and asks what would change; the answer's status and its text.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> UploadAsync(
        this HttpClient client, string page, byte[] file, string name = "file.csv", string day = "2024-04-01")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(await client.GetStringAsync(page)).Groups[1].Value), "_form" },
            { new StringContent(day), "day" },
            { new ByteArrayContent(file), "file", name },
        };
        return await TextAsync(await client.PostAsync(page, form));
    }

    /// <summary>Where the button of a dry run leads.</summary>
    public static string ConfirmationOf(string text) => Confirmation().Match(text).Groups[1].Value;

    /// <summary>Presses the button of a dry run; the answer's status and its text.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> ConfirmAsync(this HttpClient client, string text, string? address = null)
        => await TextAsync(await client.PostAsync(address ?? ConfirmationOf(text),
            new FormUrlEncodedContent([KeyValuePair.Create("_form", Token().Match(text).Groups[1].Value)])));

    private static async Task<(HttpStatusCode Status, string Text)> TextAsync(HttpResponseMessage answer)
    {
        using (answer)
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [GeneratedRegex("action=\"(/directory/[^\"]*import/[0-9a-f-]{36})\"")]
    private static partial Regex Confirmation();

    [GeneratedRegex("""name="_form" value="([^"]+)""")]
    private static partial Regex Token();
}
