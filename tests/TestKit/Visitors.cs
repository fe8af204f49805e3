using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit;

/// <summary>Somebody who is signed in to a portal under test.</summary>
/// <param name="Account">The account.</param>
/// <param name="Session">The session.</param>
/// <param name="Reader">As the store sees the visitor.</param>
/// <param name="Client">A client with the session's cookie.</param>
public sealed record Visitor(Guid Account, Guid Session, Reader Reader, HttpClient Client);

/// <summary>Brings visitors into a portal and lets them fill in its forms.</summary>
public static partial class Visitors
{
    /// <summary>A new account with roles, signed in without a password; it acts for the only organisation of its roles.</summary>
    public static async Task<Visitor> VisitorAsync(this PortalUnderTest portal, string name, string language, params HeldRole[] roles)
    {
        await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
        var access = work.Enlist<AccessContext>();
        var email = $"{Guid.NewGuid():N}@example.jp";
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            DisplayName = name,
            Language = language,
            Made = work.Now,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
        access.Accounts.Add(account);
        foreach (var role in roles)
            access.Roles.Add(new RoleGrant { Id = Guid.CreateVersion7(), Account = account.Id, Scope = role.Scope, Role = role.Role, From = work.Now });
        var session = Sessions.Begin(work, account.Id, "test");
        await work.CommitAsync();
        var client = portal.Client(language);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("session", session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme)),
            CookieAuthenticationDefaults.AuthenticationScheme);
        ticket.Properties.ExpiresUtc = new DateTimeOffset(work.Now) + Sessions.Lifetime;
        var cookie = portal.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}");
        return new(account.Id, session, (await portal.Get<Sessions>().ReaderAsync(session, default))!, client);
    }

    /// <summary>Opens a page and submits its form to <paramref name="action"/> as a browser does, with the page's antiforgery token.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        using var opened = await client.GetAsync(page);
        var body = await opened.Content.ReadAsStringAsync();
        if (TokenField().Match(body) is not { Success: true } token)
            throw new InvalidOperationException($"{page} answers {(int)opened.StatusCode} and has no form.");
        using var form = new FormUrlEncodedContent(
            fields.Append(("_form", WebUtility.HtmlDecode(token.Groups[1].Value))).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(action, form);
    }

    [GeneratedRegex("""name="_form" value="([^"]+)"/?""")]
    private static partial Regex TokenField();
}
