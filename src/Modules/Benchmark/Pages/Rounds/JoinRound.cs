using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>
/// Where the letter to an organisation that is not registered leads: what it is about, the way through registration, and, once its reader
/// speaks for an organisation, the acceptance.
/// </summary>
internal static class JoinRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/rounds/join/{token}", ShowAsync).Public().ExcludeFromDescription();
        routes.MapPost("/benchmark/rounds/join/{token}", AcceptAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext http, RoundJoining joining, IOrganisationNames names, CancellationToken cancel)
    {
        if (await joining.FindAsync(token, cancel) is not { } round)
            return Show.Failure(RoundJoining.Dead);
        var reader = http.Reader();
        var acting = reader.Organisation is { } own && reader.Holds(Role.Manager, own) ? own : (Guid?)null;
        var named = await names.OfAsync(((Guid?[])[acting, round.Host]).OfType<Guid>().Where(o => o != Scopes.System), cancel);
        return Show.Page<JoinView>(new
        {
            Token = token,
            Round = round,
            Host = round.Host == Scopes.System ? RoundHosts.Office : named[round.Host],
            Own = acting is { } organisation ? named[organisation] : (Text?)null,
            SignedIn = reader.Account is not null,
        });
    }

    private static async Task<IResult> AcceptAsync(string token, HttpContext http, RoundJoining joining, CancellationToken cancel)
        => (await joining.AcceptAsync(http.Reader(), token, cancel)).Match<IResult>(
            id => Results.LocalRedirect($"/benchmark/rounds/invitations/{id}"), Show.Failure);
}
