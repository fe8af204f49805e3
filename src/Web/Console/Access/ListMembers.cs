using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Access;

/// <summary>The members of the organisation that the reader manages and acts for.</summary>
internal static class ListMembers
{
    public const string Path = "/organisation/members";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path + "/{account:guid}/role", ChangeAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{account:guid}/remove", RemoveAsync).SignedIn().Form().ExcludeFromDescription();
    }

    /// <summary>The organisation that the reader acts for as its manager; null when there is none.</summary>
    public static Guid? Managed(HttpContext http) => Managed(http.Reader());

    /// <inheritdoc cref="Managed(HttpContext)"/>
    public static Guid? Managed(Reader reader)
        => reader.Organisation is { } organisation && reader.Holds(Role.Manager, organisation) ? organisation : null;

    private static async Task<IResult> ShowAsync(
        string? done, HttpContext http, AccountOverview overview, Invitations invitations, IOrganisationNames names, CancellationToken cancel)
    {
        if (Managed(http) is not { } organisation)
            return Show.Failure(Failure.NotFound);
        var query = TableQuery.Parse(http.Request.Query, ["name"]);
        var (members, total) = await overview.MembersAsync(organisation, query.Descending, query.Offset, query.Size, cancel);
        return Show.Page<ListMembersView>(new
        {
            Members = members,
            Total = total,
            Query = query,
            Invited = await invitations.ListAsync(organisation, cancel),
            Name = (await names.OfAsync([organisation], cancel))[organisation],
            Own = http.Reader().Account,
            Done = done,
        });
    }

    private static async Task<IResult> ChangeAsync(
        Guid account, [FromForm] string? role, HttpContext http, AccountOverview overview, RoleGrants grants, CancellationToken cancel)
    {
        if (Managed(http) is not { } organisation || !await overview.IsMemberAsync(organisation, account, cancel))
            return Show.Failure(Failure.NotFound);
        if (GrantForm.RoleOf(role) is not { } chosen)
            return Show.Failure(new(FailureKind.Invalid, NewAccount.PleaseCheck, [GrantForm.NoRole]));
        return await grants.GrantAsync(http.Reader(), account, new(chosen, organisation), null, null, cancel) is { } failure
            ? Show.Failure(failure)
            : Results.LocalRedirect($"{Path}?done=role");
    }

    private static async Task<IResult> RemoveAsync(Guid account, HttpContext http, RoleGrants grants, CancellationToken cancel)
        => Managed(http) is { } organisation && await grants.RemoveAsync(http.Reader(), account, organisation, cancel) is null
            ? Results.LocalRedirect($"{Path}?done=removed")
            : Show.Failure(Failure.NotFound);
}
