using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>The page behind an invitation: makes the account, or adds the role to the one that the address has already.</summary>
internal static class AcceptInvitation
{
    public const string Path = "/invitation";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/{token}", (string token, Invitations invitations, IOrganisationNames names, CancellationToken cancel) =>
            ShowAsync(token, invitations, names, null, [], cancel)).Public().ExcludeFromDescription();
        routes.MapPost(Path + "/{token}", AcceptAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        string token, Invitations invitations, IOrganisationNames names, string? name, IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        if (await invitations.FindAsync(token, cancel) is not { } found)
            return Show.Failure(OneTimeLinks.Dead);
        var scope = found.Invitation.Grants.Scope;
        return Show.Page<AcceptInvitationView>(new
        {
            Token = token,
            found.Invitation,
            found.Known,
            Where = scope == Scopes.System ? RoleNames.Portal : (await names.OfAsync([scope], cancel))[scope],
            Name = name,
            Faults = faults,
        }, faults.Count > 0 ? 422 : 200);
    }

    private static async Task<IResult> AcceptAsync(
        string token, [FromForm] string? name, [FromForm] string? password, HttpContext http, Invitations invitations, IOrganisationNames names,
        Works works, Sessions sessions, Throttle throttle, CancellationToken cancel)
    {
        if (throttle.Refuse(http, "link", token) is { } tooOften)
            return tooOften;
        var accepted = await invitations.AcceptAsync(token, name ?? "", password ?? "", http.Language(), cancel);
        if (accepted.Failure is { Kind: FailureKind.Invalid } wrong)
            return await ShowAsync(token, invitations, names, name, wrong.Faults, cancel);
        if (accepted.Failure is { } dead)
            return Show.Failure(dead);
        if (!accepted.Value.IsNew)
            return Results.LocalRedirect("/sign-in?done=joined");
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var session = Sessions.Begin(work, accepted.Value.Account, SignIn.Device(http));
        await work.CommitAsync(cancel);
        return await SignIn.EnterAsync(http, sessions, session, "/", cancel);
    }
}
