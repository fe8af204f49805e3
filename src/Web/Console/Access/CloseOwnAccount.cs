using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Closes one's own account.</summary>
internal static class CloseOwnAccount
{
    public const string Path = "/account/close";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext _) => Show.Page<CloseOwnAccountView>()).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, CloseAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> CloseAsync([FromForm] string? current, HttpContext http, OwnAccount own, Throttle throttle, CancellationToken cancel)
    {
        if (throttle.Refuse(http, "password", http.Reader().Account.ToString()) is { } tooOften)
            return tooOften;
        if (await own.CloseAsync(http.Reader(), current ?? "", cancel) is { } failure)
            return failure.Faults.Count > 0 ? Show.Page<CloseOwnAccountView>(new { failure.Faults }, 422) : Show.Failure(failure);
        await http.SignOutAsync();
        return Results.LocalRedirect("/");
    }
}
