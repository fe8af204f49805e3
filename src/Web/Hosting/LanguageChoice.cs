using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;

namespace Sakimori.Web.Hosting;

/// <summary>The reader's language: what was chosen here, else what the browser asks for.</summary>
public static class LanguageChoice
{
    private const string Cookie = "sakimori-language";
    private const string FormItem = "sakimori-language-form";

    /// <summary>The language of this request.</summary>
    public static Language Language(this HttpContext http)
        => (http.Items[Cookie] as Language?)
            ?? Languages.Parse(http.Request.Query["lang"].FirstOrDefault())
            ?? Languages.Parse(http.Request.Cookies[CookieName(http)])
            ?? Languages.FromAcceptLanguage(http.Request.Headers.AcceptLanguage);

    /// <summary>
    /// Takes the language from now on, this answer included: for pages whose state travels with a form, where the switch is a button
    /// of that form. Does nothing when the code is none of a language.
    /// </summary>
    public static void ChooseLanguage(this HttpContext http, string? code)
    {
        if (Languages.Parse(code) is not { } language)
            return;
        http.Items[Cookie] = language;
        Remember(http, language);
    }

    /// <summary>Makes the language switch of this page a button of the form with that id, which posts <c>lang</c>.</summary>
    public static void KeepFormInLanguageSwitch(this HttpContext http, string form) => http.Items[FormItem] = form;

    internal static string? FormOfSwitch(this HttpContext http) => http.Items[FormItem] as string;

    internal static void MapLanguageChoice(this IEndpointRouteBuilder routes)
        => routes.MapGet("/language/{code}", (string code, string? @return, HttpContext http) =>
        {
            if (Languages.Parse(code) is not { } language)
                return Results.NotFound();
            Remember(http, language);
            return Results.LocalRedirect(Local(@return));
        }).Public().ExcludeFromDescription();

    /// <summary>The address when it stays on this portal, else the start page. Never an open redirect.</summary>
    public static string Local(string? address)
        => address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";

    private static string CookieName(HttpContext http) => http.RequestServices.GetRequiredService<PortalAddress>().Cookie(Cookie);

    private static void Remember(HttpContext http, Language language)
        => http.Response.Cookies.Append(CookieName(http), language.Code(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            Secure = http.Request.IsHttps,
        });
}
