using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Chooses the organisation that an account with roles in several acts for in this session.</summary>
internal static class ChooseOrganisation
{
    public const string Path = "/organisation/choose";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (string? @return, HttpContext http, IOrganisationNames names, CancellationToken cancel) =>
            Show.Page<ChooseOrganisationView>(new
            {
                Names = await names.OfAsync(http.Reader().Organisations, cancel),
                Chosen = http.Reader().Organisation,
                Return = LanguageChoice.Local(@return ?? ShowAccount.Path),
            })).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, ChooseAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ChooseAsync(
        [FromForm] Guid? organisation, [FromForm] string? @return, HttpContext http, Sessions sessions, CancellationToken cancel)
        => await sessions.ActForAsync(http.Reader(), http.Session()!.Value, organisation ?? Guid.Empty, cancel) is { } failure
            ? Show.Failure(failure)
            : Results.LocalRedirect(LanguageChoice.Local(@return));
}
