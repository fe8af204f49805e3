using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Evidence;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Proof;

/// <summary>Issues evidence of a kept result and lists what was issued of it: for those who speak for its organisation.</summary>
internal static class IssueEvidence
{
    private const int MostListed = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup("/benchmark/results/{id:guid}/evidence").SignedIn().ExcludeFromDescription();
        evidence.MapGet("", ShowAsync);
        evidence.MapPost("", IssueAsync).Form();
    }

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext http, ResultEvidence offers, EvidenceStore store, TimeProvider time, CancellationToken cancel)
    {
        var offer = await offers.OfferAsync(http.Reader(), id, cancel);
        if (offer.Failure is { Kind: not FailureKind.Conflict } failure)
            return Show.Failure(failure);
        var (issued, _) = await store.ListAsync(http.Reader(), ResultEvidence.Origin(id), 0, MostListed, cancel);
        return Show.Page<IssueEvidenceView>(new
        {
            Id = id,
            Offer = offer.Succeeded ? offer.Value : null,
            Refused = offer.Failure?.Detail,
            Issued = issued,
            Today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime),
        });
    }

    private static async Task<IResult> IssueAsync(Guid id, HttpContext http, ResultEvidence offers, PortalAddress portal, CancellationToken cancel)
        => (await offers.IssueAsync(http.Reader(), id, portal.Base, cancel)).Match(
            issued => Results.LocalRedirect($"/evidence/{issued}"), failure => Show.Failure(failure));
}
