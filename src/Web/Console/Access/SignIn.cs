using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>The first step of signing in, and signing out.</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? @return, string? done) =>
            Show.Page<SignInView>(new { Return = LanguageChoice.Local(@return), Done = done })).Public().ExcludeFromDescription();
        routes.MapPost("/sign-in", SignInAsync).Public().Form().ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).Public().Form().ExcludeFromDescription();
    }

    /// <summary>
    /// Hands the browser a session that began, and leads on: to enrolling a code, to choosing an organisation, or to where the
    /// reader wanted to go.
    /// </summary>
    public static async Task<IResult> EnterAsync(HttpContext http, Sessions sessions, Guid session, string? wanted, CancellationToken cancel)
    {
        await http.SignInAsync(session);
        var target = LanguageChoice.Local(wanted);
        var reader = await sessions.ReaderAsync(session, cancel);
        var stop = reader is { AsksForCode: true } ? EnrolCode.Path
            : reader is { Organisation: null, Organisations.Count: > 1 } ? ChooseOrganisation.Path
            : null;
        return Results.LocalRedirect(stop is null ? target : $"{stop}?return={Uri.EscapeDataString(target)}");
    }

    /// <summary>What the browser calls itself.</summary>
    public static string Device(HttpContext http) => http.Request.Headers.UserAgent.ToString();

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? @return,
        HttpContext http, SignIns signIns, Sessions sessions, Throttle throttle, SecondStep second, CancellationToken cancel)
    {
        if (throttle.Refuse(http, "sign-in", email) is { } tooOften)
            return tooOften;
        var answer = await signIns.ByPasswordAsync(email ?? "", password ?? "", Device(http), cancel);
        if (answer.Session is { } session)
            return await EnterAsync(http, sessions, session, @return, cancel);
        if (answer.Account is { } account)
        {
            second.Begin(http, account, answer.Stamp!);
            return Results.LocalRedirect($"{SignInCode.Path}?return={Uri.EscapeDataString(LanguageChoice.Local(@return))}");
        }

        return Show.Page<SignInView>(new { Return = LanguageChoice.Local(@return), Email = email, Faults = SignInView.Wrong }, 422);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Works works, CancellationToken cancel)
    {
        if (http.Session() is { } id && http.Reader().Account is { } account)
        {
            await using var work = await works.BeginAsync(http.Reader(), cancel);
            await Sessions.EndAsync(work, account, cancel, only: id);
            await work.CommitAsync(cancel);
        }

        await http.SignOutAsync();
        return Results.LocalRedirect("/");
    }
}
