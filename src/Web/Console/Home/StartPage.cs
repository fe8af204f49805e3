using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Home;

/// <summary>The start page: explains the portal to everybody.</summary>
internal static class StartPage
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/", (HttpContext _) => Show.Page<StartPageView>()).Public().ExcludeFromDescription();
}
