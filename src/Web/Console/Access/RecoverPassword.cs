using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>A forgotten password: asks for a link by mail, and sets a new one behind it.</summary>
internal static class RecoverPassword
{
    public const string Path = "/recover";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? sent) => Show.Page<RecoverPasswordView>(new { Sent = sent is not null })).Public().ExcludeFromDescription();
        routes.MapPost(Path, Ask).Public().Form().ExcludeFromDescription();
        routes.MapGet(Path + "/{token}", ShowAsync).Public().ExcludeFromDescription();
        routes.MapPost(Path + "/{token}", RedeemAsync).Public().Form().ExcludeFromDescription();
    }

    private static IResult Ask([FromForm] string? email, HttpContext http, Throttle throttle, RecoveryDesk desk)
    {
        email = (email ?? "").Trim();
        if (throttle.Refuse(http, "recovery", email) is { } tooOften)
            return tooOften;
        if (NewAccount.JudgeAddress(email) is { } fault)
            return Show.Page<RecoverPasswordView>(new { Email = email, Faults = (IReadOnlyList<Fault>)[fault] }, 422);
        desk.Ask(email);
        return Results.LocalRedirect($"{Path}?sent=1");
    }

    private static async Task<IResult> ShowAsync(string token, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await OneTimeLinks.FindAsync(access, token, LinkPurpose.Recovery, time.GetUtcNow().UtcDateTime, cancel) is null
            ? Show.Failure(OneTimeLinks.Dead)
            : Show.Page<NewPasswordView>(new { Token = token });
    }

    private static async Task<IResult> RedeemAsync(
        string token, [FromForm] string? password, Recovery recovery, HttpContext http, Throttle throttle, CancellationToken cancel)
        => throttle.Refuse(http, "link", token)
            ?? await recovery.RedeemAsync(token, password ?? "", cancel) switch
            {
                null => Results.LocalRedirect("/sign-in?done=password"),
                { Kind: FailureKind.Invalid } wrong => Show.Page<NewPasswordView>(new { Token = token, wrong.Faults }, 422),
                var dead => Show.Failure(dead),
            };
}
