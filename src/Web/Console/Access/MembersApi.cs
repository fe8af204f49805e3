using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary><c>/api/v1/members</c>: the members of the organisation whose manager's key calls.</summary>
internal static class MembersApi
{
    public const string Read = "members:read";
    public const string Write = "members:write";
    private const string Path = "/api/v1/members";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(Read), "listMembers", "The members of the organisation by name, each with its roles there.")
            .Produces<IReadOnlyList<AccountDocument>>();
        Describe(routes.MapPut(Path + "/{account:guid}/role", ChangeAsync).Api(Write), "changeMember", "Gives a member another role in the organisation.")
            .WithPath("account", "The id of the member's account.")
            .Accepts<GrantDocument>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Describe(routes.MapDelete(Path + "/{account:guid}", RemoveAsync).Api(Write), "removeMember", "Ends every role of a member in the organisation.")
            .WithPath("account", "The id of the member's account.")
            .Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>Where the caller may invite and keep keys: its organisation, the whole portal, or nowhere (null).</summary>
    public static Guid? Place(Reader reader)
        => ListMembers.Managed(reader) ?? (reader.Organisation is null && reader.Holds(Role.Administrator) ? Scopes.System : null);

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("access").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(HttpContext http, AccountOverview overview, CancellationToken cancel)
        => ListMembers.Managed(http) is { } organisation
            ? Results.Json([.. (await overview.MembersAsync(organisation, cancel)).Select(AccountDocument.Of)], AccessJson.Default.IReadOnlyListAccountDocument)
            : Problems.Of(Failure.NotFound, http.Language());

    private static async Task<IResult> ChangeAsync(
        Guid account, HttpContext http, AccountOverview overview, RoleGrants grants, CancellationToken cancel)
    {
        if (ListMembers.Managed(http) is not { } organisation || !await overview.IsMemberAsync(organisation, account, cancel))
            return Problems.Of(Failure.NotFound, http.Language());
        var body = await JsonBody.ReadAsync(http, AccessJson.Default.GrantDocument, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        return GrantForm.RoleOf(body.Value.Role) is { } role
            ? Problems.OrDone(await grants.GrantAsync(http.Reader(), account, new(role, organisation), null, null, cancel), http)
            : Problems.Of(new(FailureKind.Invalid, NewAccount.PleaseCheck, [GrantForm.NoRole]), http.Language());
    }

    private static async Task<IResult> RemoveAsync(Guid account, HttpContext http, RoleGrants grants, CancellationToken cancel)
        => ListMembers.Managed(http) is { } organisation
            ? Problems.OrDone(await grants.RemoveAsync(http.Reader(), account, organisation, cancel), http)
            : Problems.Of(Failure.NotFound, http.Language());
}
