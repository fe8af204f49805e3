using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Sakimori.Kernel;

namespace Sakimori.Web.Hosting;

/// <summary>The reader's language: what was chosen here, else what the browser asks for.</summary>
public static class LanguageChoice
{
    private const string Cookie = "sakimori-language";

    /// <summary>The language of this request.</summary>
    public static Language Language(this HttpContext http)
        => Languages.Parse(http.Request.Query["lang"].FirstOrDefault())
            ?? Languages.Parse(http.Request.Cookies[Cookie])
            ?? Languages.FromAcceptLanguage(http.Request.Headers.AcceptLanguage);

    internal static void MapLanguageChoice(this IEndpointRouteBuilder routes)
        => routes.MapGet("/language/{code}", (string code, string? @return, HttpContext http) =>
        {
            if (Languages.Parse(code) is not { } language)
                return Results.NotFound();
            http.Response.Cookies.Append(Cookie, language.Code(), new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                Secure = http.Request.IsHttps,
            });
            return Results.LocalRedirect(Local(@return));
        }).Public().ExcludeFromDescription();

    /// <summary>The address when it stays on this portal, else the start page. Never an open redirect.</summary>
    public static string Local(string? address)
        => address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";
}
