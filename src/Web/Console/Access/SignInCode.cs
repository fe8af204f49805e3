using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>The second step of signing in: a code of the authenticator app, or a recovery code.</summary>
internal static class SignInCode
{
    public const string Path = "/sign-in/code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? @return, HttpContext http, SecondStep second) => second.Read(http) is null
            ? Results.LocalRedirect("/sign-in")
            : Show.Page<SignInCodeView>(new { Return = LanguageChoice.Local(@return) })).Public().ExcludeFromDescription();
        routes.MapPost(Path, CheckAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> CheckAsync(
        [FromForm] string? code, [FromForm] string? @return,
        HttpContext http, SignIns signIns, Sessions sessions, SecondStep second, CancellationToken cancel)
    {
        if (second.Read(http) is not { } first)
            return Results.LocalRedirect("/sign-in");
        var answer = await signIns.ByCodeAsync(first.Account, first.Stamp, code ?? "", SignIn.Device(http), cancel);
        if (answer.Session is not { } session)
            return Show.Page<SignInCodeView>(new { Return = LanguageChoice.Local(@return), Faults = SignInCodeView.Wrong }, 422);
        second.End(http);
        return await SignIn.EnterAsync(http, sessions, session, @return, cancel);
    }
}
