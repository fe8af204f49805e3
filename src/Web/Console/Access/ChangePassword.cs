using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Changes one's password; other devices are signed out.</summary>
internal static class ChangePassword
{
    public const string Path = "/account/password";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext _) => Show.Page<ChangePasswordView>()).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, ChangeAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ChangeAsync(
        [FromForm] string? current, [FromForm] string? password, HttpContext http, OwnAccount own, Throttle throttle, CancellationToken cancel)
        => throttle.Refuse(http, "password", http.Reader().Account.ToString())
            ?? (await own.ChangePasswordAsync(http.Reader(), http.Session()!.Value, current ?? "", password ?? "", cancel) is { } wrong
                ? Show.Page<ChangePasswordView>(new { wrong.Faults }, 422)
                : Results.LocalRedirect($"{ShowAccount.Path}?done=password"));
}
