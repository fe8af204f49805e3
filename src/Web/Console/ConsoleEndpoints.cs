using Microsoft.AspNetCore.Routing;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Console.Evidence;
using Sakimori.Web.Console.Home;
using Sakimori.Web.Console.Indicators;
using Sakimori.Web.Console.Operations;
using Sakimori.Web.Console.Privacy;

namespace Sakimori.Web.Console;

/// <summary>The pages of Platform.</summary>
internal static class ConsoleEndpoints
{
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        StartPage.Map(routes);
        routes.MapAccess();
        routes.MapOperations();
        routes.MapEvidence();
        ShowIndicators.Map(routes);
        routes.MapPrivacy();
    }
}
