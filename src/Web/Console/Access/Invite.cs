using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Invites somebody: administrators to any place, managers to their organisation.</summary>
internal static class Invite
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ListAccounts.Path + "/invite", (HttpContext _) => Show.Page<InviteView>(new { Within = false }))
            .Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(ListAccounts.Path + "/invite", SendAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(ListAccounts.Path + "/invitations/withdraw", ([FromForm] string? email, HttpContext http, Invitations invitations, CancellationToken cancel) =>
            WithdrawAsync(email, Scopes.System, ListAccounts.Path, http, invitations, cancel)).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapGet(ListMembers.Path + "/invite", IResult (HttpContext http) => ListMembers.Managed(http) is null
            ? Show.Failure(Failure.NotFound)
            : Show.Page<InviteView>(new { Within = true })).SignedIn().ExcludeFromDescription();
        routes.MapPost(ListMembers.Path + "/invite", SendAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost(ListMembers.Path + "/invitations/withdraw", ([FromForm] string? email, HttpContext http, Invitations invitations, CancellationToken cancel) =>
            WithdrawAsync(email, ListMembers.Managed(http) ?? Guid.Empty, ListMembers.Path, http, invitations, cancel)).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> SendAsync(
        [FromForm] string? email, [FromForm] string? role, [FromForm] string? organisation, [FromForm] string? language,
        HttpContext http, Invitations invitations, IOrganisationNames names, Throttle throttle, PortalAddress address, CancellationToken cancel)
    {
        var within = !http.Request.Path.StartsWithSegments(ListAccounts.Path);
        if (within && ListMembers.Managed(http) is null)
            return Show.Failure(Failure.NotFound);
        if (throttle.Refuse(http, "invitation", email) is { } tooOften)
            return tooOften;
        var faults = new List<Fault>();
        if (NewAccount.JudgeAddress((email ?? "").Trim()) is { } wrong)
            faults.Add(wrong);
        HeldRole grant;
        if (!within)
            grant = await GrantForm.ReadAsync(role, organisation, names, faults, cancel);
        else if (GrantForm.RoleOf(role) is { } chosen)
            grant = new(chosen, ListMembers.Managed(http)!.Value);
        else
            (grant, faults) = (default, [.. faults, GrantForm.NoRole]);
        if (faults.Count > 0)
            return Show.Page<InviteView>(new { Within = within, Email = email, Chosen = role, Organisation = organisation, Faults = faults }, 422);
        return await invitations.InviteAsync(http.Reader(), email!, Languages.Parse(language) ?? http.Language(), grant,
            token => address.Of($"{AcceptInvitation.Path}/{token}"), cancel) is { } failure
            ? Show.Failure(failure)
            : Results.LocalRedirect($"{(within ? ListMembers.Path : ListAccounts.Path)}?done=invited");
    }

    private static async Task<IResult> WithdrawAsync(
        string? email, Guid scope, string back, HttpContext http, Invitations invitations, CancellationToken cancel)
        => await invitations.WithdrawAsync(http.Reader(), email ?? "", scope, cancel) is { } failure ? Show.Failure(failure) : Results.LocalRedirect(back);
}
