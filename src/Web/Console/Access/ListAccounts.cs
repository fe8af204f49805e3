using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Access;

/// <summary>Every account of the portal, for administrators.</summary>
internal static class ListAccounts
{
    public const string Path = "/access";

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet(Path, ShowAsync).Requires(Role.Administrator).ExcludeFromDescription();

    /// <summary>The names of every organisation in which the accounts hold a role.</summary>
    public static Task<IReadOnlyDictionary<Guid, Text>> NamesAsync(IOrganisationNames names, IEnumerable<AccountEntry> accounts, CancellationToken cancel)
        => names.OfAsync(accounts.SelectMany(a => a.Roles).Select(r => r.Scope).Where(s => s != Scopes.System).Distinct(), cancel);

    private static async Task<IResult> ShowAsync(
        string? done, HttpContext http, AccountOverview overview, Invitations invitations, IOrganisationNames names, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["name", "made"]);
        var (rows, total) = await overview.ListAsync(query.Filter, query.Sort == "name", query.Descending, query.Offset, query.Size, cancel);
        return Show.Page<ListAccountsView>(new
        {
            Rows = rows,
            Total = total,
            Query = query,
            Names = await NamesAsync(names, rows, cancel),
            Invited = await invitations.ListAsync(Scopes.System, cancel),
            Done = done,
        });
    }
}
