using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Changes one's e-mail address: the new one is confirmed by a link that is sent there.</summary>
internal static class ChangeAddress
{
    public const string Path = "/account/address";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext _) => Show.Page<ChangeAddressView>()).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, AskAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapGet("/confirm-address/{token}", ShowAsync).Public().ExcludeFromDescription();
        routes.MapPost("/confirm-address/{token}", ConfirmAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> AskAsync(
        [FromForm] string? email, [FromForm] string? current, HttpContext http, OwnAccount own, Throttle throttle, PortalAddress address, CancellationToken cancel)
        => throttle.Refuse(http, "address", http.Reader().Account.ToString())
            ?? (await own.AskAddressAsync(http.Reader(), current ?? "", email ?? "", token => address.Of($"/confirm-address/{token}"), cancel) is { } wrong
                ? Show.Page<ChangeAddressView>(new { Email = email, wrong.Faults }, 422)
                : Results.LocalRedirect($"{ShowAccount.Path}?done=address"));

    private static async Task<IResult> ShowAsync(string token, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await OneTimeLinks.FindAsync(access, token, LinkPurpose.Address, time.GetUtcNow().UtcDateTime, cancel) is { } link
            ? Show.Page<ConfirmAddressView>(new { Token = token, Email = link.Email })
            : Show.Failure(OneTimeLinks.Dead);
    }

    private static async Task<IResult> ConfirmAsync(string token, OwnAccount own, CancellationToken cancel)
        => await own.ConfirmAddressAsync(token, cancel) is { } dead ? Show.Failure(dead) : Results.LocalRedirect("/sign-in?done=address");
}
