using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>The page behind the one-time link that the server prints: makes the first administrator and signs in.</summary>
internal static class BecomeAdministrator
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup/{token}", ShowAsync).Public().ExcludeFromDescription();
        routes.MapPost("/setup/{token}", RedeemAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string token, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var link = await OneTimeLinks.FindAsync(access, token, LinkPurpose.Administrator, time.GetUtcNow().UtcDateTime, cancel);
        return link is null ? Show.Failure(OneTimeLinks.Dead) : Show.Page<BecomeAdministratorView>(new { Token = token });
    }

    private static async Task<IResult> RedeemAsync(
        string token, [FromForm] string? email, [FromForm] string? name, [FromForm] string? password,
        HttpContext http, Works works, AccountRegister register, Throttle throttle, CancellationToken cancel)
    {
        if (throttle.Refuse(http, "link", token) is { } tooOften)
            return tooOften;
        var made = await FirstAdministrator.RedeemAsync(
            works, register, token, email ?? "", name ?? "", password ?? "", http.Language(), cancel);
        if (made.Failure is { Kind: FailureKind.Invalid } failure)
            return Show.Page<BecomeAdministratorView>(new { Token = token, Email = email, Name = name, failure.Faults }, 422);
        if (!made.Succeeded)
            return Show.Failure(made.Failure!);
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var session = Sessions.Begin(work, made.Value, SignIn.Device(http));
        await work.CommitAsync(cancel);
        await http.SignInAsync(session);
        return Results.LocalRedirect("/");
    }
}
