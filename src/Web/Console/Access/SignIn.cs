using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Sign-in and sign-out.</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? @return) => Show.Page<SignInView>(new { Return = LanguageChoice.Local(@return) }))
            .Public().ExcludeFromDescription();
        routes.MapPost("/sign-in", SignInAsync).Public().Form().ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? @return,
        HttpContext http, Works works, Passwords passwords, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var normalised = (email ?? "").Trim().ToUpperInvariant();
        var account = await work.Enlist<AccessContext>().Accounts
            .SingleOrDefaultAsync(a => a.NormalizedEmail == normalised && a.Closed == null, cancel);
        if (account is null || !passwords.Matches(account, password ?? ""))
        {
            return Show.Page<SignInView>(new { Return = LanguageChoice.Local(@return), Email = email, Refused = true }, 422);
        }

        var session = Sessions.Begin(work, account.Id, http.Request.Headers.UserAgent.ToString());
        await work.CommitAsync(cancel);
        await http.SignInAsync(session);
        return Results.LocalRedirect(LanguageChoice.Local(@return));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Works works, TimeProvider time, CancellationToken cancel)
    {
        if (http.Session() is { } id)
        {
            await using var work = await works.BeginAsync(http.Reader(), cancel);
            await work.Enlist<AccessContext>().Sessions.Where(s => s.Id == id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.Revoked, work.Now), cancel);
            work.Audit("access.session.ended", $"account:{http.Reader().Account}");
            await work.CommitAsync(cancel);
        }

        await http.SignOutAsync();
        return Results.LocalRedirect("/");
    }
}
