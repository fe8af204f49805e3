using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>A host takes back one invitation, after it has read what that means.</summary>
internal static class TakeBackInvitation
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var invitation = routes.MapGroup("/benchmark/rounds/{id:guid}/invitations/{invitation:guid}/take-back").SignedIn().ExcludeFromDescription();
        invitation.MapGet("", AskAsync);
        invitation.MapPost("", TakeBackAsync).Form();
    }

    private static async Task<IResult> AskAsync(Guid id, Guid invitation, HttpContext http, RoundTakingBack taking, CancellationToken cancel)
        => await taking.FindAsync(http.Reader(), id, invitation, cancel) is var (round, invited)
            ? Show.Page<TakeBackView>(new { Round = round, Invitation = invited }) : Show.Failure(Failure.NotFound);

    private static async Task<IResult> TakeBackAsync(Guid id, Guid invitation, HttpContext http, RoundTakingBack taking, CancellationToken cancel)
        => (await taking.TakeBackAsync(http.Reader(), id, invitation, cancel)).Match<IResult>(
            _ => Results.LocalRedirect($"/benchmark/rounds/{id}?done=taken-back"), Show.Failure);
}
