using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>
/// <c>/api/v1/invitations</c>: of the key's organisation, or of the whole portal for keys of its administrators. The answer never
/// tells whether the address has an account.
/// </summary>
internal static class InvitationsApi
{
    private const string Path = "/api/v1/invitations";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(MembersApi.Read), "listInvitations", "The invitations that stand, the newest first.")
            .Produces<IReadOnlyList<InvitationDocument>>();
        Describe(routes.MapPost(Path, SendAsync).Api(MembersApi.Write), "invite", "Invites an address to a role by e-mail.")
            .WithDescription("A key of an organisation invites to that organisation; a key of the portal names one, or none for the roles of the "
                + "whole portal. An earlier invitation of the address to the same place stops working.")
            .Accepts<NewInvitationDocument>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
        Describe(routes.MapDelete(Path + "/{email}", async (string email, HttpContext http, Invitations invitations, CancellationToken cancel) =>
                MembersApi.Place(http.Reader()) is { } place
                    ? Problems.OrDone(await invitations.WithdrawAsync(http.Reader(), email, place, cancel), http)
                    : Problems.Of(Failure.NotFound, http.Language())).Api(MembersApi.Write),
                "withdrawInvitation", "Withdraws the invitation of an address.")
            .WithPath("email", "The address.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("access").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(HttpContext http, Invitations invitations, CancellationToken cancel)
        => MembersApi.Place(http.Reader()) is { } place
            ? Results.Json([.. (await invitations.ListAsync(place, cancel)).Select(InvitationDocument.Of)], AccessJson.Default.IReadOnlyListInvitationDocument)
            : Problems.Of(Failure.NotFound, http.Language());

    private static async Task<IResult> SendAsync(
        HttpContext http, Invitations invitations, IOrganisationNames names, Throttle throttle, PortalAddress address, CancellationToken cancel)
    {
        if (MembersApi.Place(http.Reader()) is not { } place)
            return Problems.Of(Failure.NotFound, http.Language());
        var body = await JsonBody.ReadAsync(http, AccessJson.Default.NewInvitationDocument, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        var asked = body.Value;
        if (throttle.TooOften(http, "invitation", asked.Email) is { } tooOften)
            return Problems.Of(tooOften, http.Language());
        var faults = new List<Fault>();
        if (NewAccount.JudgeAddress((asked.Email ?? "").Trim()) is { } wrong)
            faults.Add(wrong);
        HeldRole grant = default;
        if (place == Scopes.System)
            grant = await GrantForm.ReadAsync(asked.Role, asked.Organisation, names, faults, cancel);
        else if (GrantForm.RoleOf(asked.Role) is { } role)
            grant = new(role, place);
        else
            faults.Add(GrantForm.NoRole);
        return faults.Count > 0
            ? Problems.Of(new(FailureKind.Invalid, NewAccount.PleaseCheck, faults), http.Language())
            : Problems.OrDone(await invitations.InviteAsync(http.Reader(), asked.Email!, Languages.Parse(asked.Language) ?? http.Language(), grant,
                token => address.Of($"{AcceptInvitation.Path}/{token}"), cancel), http);
    }
}
