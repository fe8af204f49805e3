using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Platform.Access;

namespace Sakimori.Web.Hosting;

/// <summary>The sign-in cookie: it carries a session's id and nothing else; what the session may do is read with every request.</summary>
public static class SignInCookie
{
    /// <summary>The cookie's name, before <see cref="PortalAddress.Cookie"/>.</summary>
    public const string Name = "sakimori-session";

    private const string SessionClaim = "session";

    internal static void AddSignInCookie(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Sessions.Lifetime;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "return";
            cookie.Events.OnValidatePrincipal = ValidateAsync;
            cookie.Events.OnRedirectToLogin = context =>
            {
                if (context.Request.Path.StartsWithSegments("/api"))
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                else
                    context.Response.Redirect(context.RedirectUri);
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<PortalAddress>((cookie, address) => cookie.Cookie.Name = address.Cookie(Name))
            .PostConfigure<RecentTokens>((cookie, recent) => cookie.TicketDataFormat = new RecentTickets(cookie.TicketDataFormat, recent));
    }

    /// <summary>Hands the browser a session.</summary>
    public static Task SignInAsync(this HttpContext http, Guid session)
        => http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(SessionClaim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme)));

    /// <summary>The session of this request; null when nobody is signed in.</summary>
    public static Guid? Session(this HttpContext http)
        => Guid.TryParse(http.User.FindFirstValue(SessionClaim), out var session) ? session : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (Guid.TryParse(context.Principal?.FindFirstValue(SessionClaim), out var session)
            && await http.RequestServices.GetRequiredService<Sessions>().ReaderAsync(session, http.RequestAborted) is { } reader)
        {
            http.Features.Set(reader);
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync();
    }
}
