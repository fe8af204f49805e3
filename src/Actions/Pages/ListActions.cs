using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Store;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Actions.Pages;

/// <summary>The actions of the reader's organisation, filtered, ordered and paged by the address; and the same as a file.</summary>
internal static class ListActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/actions", ShowAsync).SignedIn().ExcludeFromDescription();
        foreach (var format in (string[])["csv", "xlsx", "ics"])
        {
            routes.MapGet($"/actions.{format}", (HttpContext http, ActionList list, PortalAddress address, TimeProvider time, CancellationToken cancel) =>
                ExportAsync(format, http, list, address, time, cancel)).SignedIn().ExcludeFromDescription();
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ActionList list, IEnumerable<ActionOriginKind> origins, CancellationToken cancel)
    {
        var query = QueryOf(http);
        var page = await list.PageAsync(http.Reader(), query, cancel);
        return Show.Page<ListActionsView>(new { List = page, Query = query, Origins = origins.ToList() });
    }

    private static async Task<IResult> ExportAsync(string format, HttpContext http, ActionList list, PortalAddress address, TimeProvider time, CancellationToken cancel)
    {
        var rows = await list.AllAsync(http.Reader(), QueryOf(http), cancel);
        var name = $"actions-{list.Today:yyyy-MM-dd}.{format}";
        if (format == "ics")
            return Results.File(ActionCalendar.Write(ActionFiles.Days(rows, address), time.GetUtcNow().UtcDateTime), ActionCalendar.MediaType, name);
        var (bytes, type) = ActionFiles.Table(rows, list.Today, http.Language(), format);
        return Results.File(bytes, type, name);
    }

    private static TableQuery QueryOf(HttpContext http) => TableQuery.Parse(http.Request.Query, ActionList.Sorts, ActionList.Facets);
}
