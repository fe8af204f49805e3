using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Access;

/// <summary>API keys: of the organisation, for its managers, and of the portal, for administrators.</summary>
internal static class ListKeys
{
    public const string OrganisationPath = "/organisation/keys";
    private const string PortalPath = ListAccounts.Path + "/keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])[OrganisationPath, PortalPath])
        {
            Declare(routes.MapGet(path, (string? done, HttpContext http, ApiKeys keys, IOrganisationNames names, CancellationToken cancel) =>
                ShowAsync(http, keys, names, done, null, [], [], cancel)), path);
            Declare(routes.MapPost(path, MakeAsync), path).Form();
            Declare(routes.MapPost(path + "/{id:guid}/revoke", RevokeAsync), path).Form();
        }
    }

    private static RouteHandlerBuilder Declare(RouteHandlerBuilder route, string path)
        => (path == PortalPath ? route.Requires(Role.Administrator) : route.SignedIn()).ExcludeFromDescription();

    private static Guid? Owner(HttpContext http) => IsPortal(http) ? Scopes.System : ListMembers.Managed(http);

    private static bool IsPortal(HttpContext http) => http.Request.Path.StartsWithSegments(PortalPath);

    private static async Task<IResult> ShowAsync(
        HttpContext http, ApiKeys keys, IOrganisationNames names, string? done, string? name, IReadOnlyList<string> chosen,
        IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        if (Owner(http) is not { } owner)
            return Show.Failure(Failure.NotFound);
        var query = TableQuery.Parse(http.Request.Query, ["made"]);
        var listed = await keys.ListAsync(http.Reader(), owner, query.Descending, query.Offset, query.Size, cancel);
        return listed.Failure is { } failure ? Show.Failure(failure) : Show.Page<ListKeysView>(new
        {
            Keys = listed.Value.Rows,
            listed.Value.Total,
            Query = query,
            Offered = keys.OfferedTo(owner),
            Path = IsPortal(http) ? PortalPath : OrganisationPath,
            Where = IsPortal(http) ? RoleNames.Portal : (await names.OfAsync([owner], cancel))[owner],
            Name = name,
            Chosen = chosen,
            Revoked = done == "revoked",
            Faults = faults,
        }, faults.Count > 0 ? 422 : 200);
    }

    private static async Task<IResult> MakeAsync(
        IFormCollection form, HttpContext http, ApiKeys keys, IOrganisationNames names, CancellationToken cancel)
    {
        if (Owner(http) is not { } owner)
            return Show.Failure(Failure.NotFound);
        var (name, scopes) = (form["name"].ToString(), form["scopes"].OfType<string>().ToList());
        var made = await keys.MakeAsync(http.Reader(), owner, name, scopes, int.TryParse(form["days"], out var days) ? days : 0, cancel);
        if (made.Failure is { Kind: FailureKind.Invalid } wrong)
            return await ShowAsync(http, keys, names, null, name, scopes, wrong.Faults, cancel);
        return made.Failure is { } failure
            ? Show.Failure(failure)
            : Show.Page<NewKeyView>(new { Key = made.Value, Path = IsPortal(http) ? PortalPath : OrganisationPath });
    }

    private static async Task<IResult> RevokeAsync(Guid id, HttpContext http, ApiKeys keys, CancellationToken cancel)
        => await keys.RevokeAsync(http.Reader(), id, cancel) is { } failure
            ? Show.Failure(failure)
            : Results.LocalRedirect($"{(IsPortal(http) ? PortalPath : OrganisationPath)}?done=revoked");
}
