using Microsoft.AspNetCore.Routing;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Console.Home;

namespace Sakimori.Web.Console;

/// <summary>The pages of Platform.</summary>
internal static class ConsoleEndpoints
{
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        StartPage.Map(routes);
        routes.MapAccess();
    }
}
