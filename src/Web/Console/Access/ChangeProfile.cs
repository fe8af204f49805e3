using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Changes one's name and the language of mail.</summary>
internal static class ChangeProfile
{
    public const string Path = "/account/profile";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext http, OwnAccount own, CancellationToken cancel) =>
        {
            var (account, _) = await own.ReadAsync(http.Reader(), cancel);
            return Show.Page<ChangeProfileView>(new { Name = account.DisplayName, Chosen = account.Language });
        }).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, ChangeAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ChangeAsync(
        [FromForm] string? name, [FromForm] string? language, HttpContext http, OwnAccount own, CancellationToken cancel)
        => await own.RenameAsync(http.Reader(), name ?? "", Languages.Parse(language) ?? http.Language(), cancel) is { } wrong
            ? Show.Page<ChangeProfileView>(new { Name = name, Chosen = language, wrong.Faults }, 422)
            : Results.LocalRedirect($"{ShowAccount.Path}?done=profile");
}
