using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Sakimori.Web.Hosting;

/// <summary>
/// What cookies and tokens said when they were opened within the last minute: a reader who turns pages sends the same ones with each.
/// Only what opened well is kept, under its whole text; whether a session still stands is asked with every request.
/// </summary>
internal sealed class RecentTokens : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly MemoryCache opened = new(new MemoryCacheOptions { SizeLimit = 8192 });

    public T? Find<T>(object key)
        where T : class
        => opened.Get<T>(key);

    public void Keep<T>(object key, T value)
        where T : class
        => opened.Set(key, value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });

    public void Dispose() => opened.Dispose();
}

/// <summary>Reads sign-in cookies, those of the last minute without opening them again.</summary>
internal sealed class RecentTickets(ISecureDataFormat<AuthenticationTicket> format, RecentTokens recent) : ISecureDataFormat<AuthenticationTicket>
{
    public string Protect(AuthenticationTicket data) => format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null)
            return null;
        var key = (protectedText, purpose);
        if (recent.Find<AuthenticationTicket>(key) is not { } ticket)
        {
            if (format.Unprotect(protectedText, purpose) is not { } read)
                return null;
            recent.Keep(key, ticket = read);
        }

        // Whoever reads a ticket may change what it has read.
        return ticket.Clone();
    }
}

/// <summary>The tokens of forms: within a minute a reader gets the same one for his cookie.</summary>
internal sealed class FormTokens(IAntiforgery antiforgery, RecentTokens recent, PortalAddress address)
{
    /// <summary>The name of the cookie, before <see cref="PortalAddress.Cookie"/>.</summary>
    public const string Cookie = "sakimori-form";

    private readonly string cookie = address.Cookie(Cookie);

    /// <summary>How tokens are carried.</summary>
    public static void Configure(AntiforgeryOptions options)
    {
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.FormFieldName = "_form";
        options.SuppressXFrameOptionsHeader = true;
    }

    /// <summary>The token for the forms of an answer, which no cache may keep; the cookie comes with it when the reader has none.</summary>
    public (string Field, string Value) For(HttpContext http)
    {
        var key = (http.Request.Cookies[cookie], http.Session());
        if (key.Item1 is null || recent.Find<AntiforgeryTokenSet>(key) is not { } tokens)
        {
            tokens = antiforgery.GetAndStoreTokens(http);
            if (tokens.CookieToken is null)
                recent.Keep(key, tokens);
        }
        else if (!http.Response.HasStarted)
        {
            http.Response.Headers.CacheControl = "no-cache, no-store";
            http.Response.Headers.Pragma = "no-cache";
        }

        return (tokens.FormFieldName, tokens.RequestToken!);
    }
}
