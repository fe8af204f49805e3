using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Home;

/// <summary>The start page: explains the portal to everybody.</summary>
internal static class StartPage
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/", (HttpContext http, IEnumerable<NavigationItem> rooms) => Show.Page<StartPageView>(new
        {
            Rooms = rooms.Where(r => r.Purpose is not null && r.For(http.Reader())).OrderBy(r => r.Order).ToList(),
        })).Public().ExcludeFromDescription();
}
