using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>What the portal keeps of whoever is signed in, as a JSON file: for that person alone.</summary>
internal static class ExportOwnData
{
    public const string Path = "/account/data.json";

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet(Path, async (HttpContext http, PersonalExports exports, CancellationToken cancel)
            => Results.File(await exports.OfAsync(http.Reader().Account!.Value, cancel), "application/json", "sakimori-my-data.json"))
            .SignedIn().ExcludeFromDescription();
}
