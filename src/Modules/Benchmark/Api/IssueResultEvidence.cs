using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Evidence;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Api;

/// <summary><c>POST /api/v1/benchmark/results/{id}/evidence</c>: evidence of a result of the key's organisation.</summary>
internal static class IssueResultEvidence
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/api/v1/benchmark/results/{id:guid}/evidence", IssueAsync).Api("evidence:write")
            .WithName("issueResultEvidence").WithTags("benchmark")
            .WithSummary("Issues a signed, self-declared document of a result's total, valid for a year from the check.")
            .WithDescription("What stands already for the result is answered instead of a second document.")
            .WithPath("id", "The result's id.")
            .Produces<EvidenceDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> IssueAsync(
        Guid id, HttpContext http, ResultEvidence offers, EvidenceStore store, PortalAddress portal, CancellationToken cancel)
    {
        var issued = await offers.IssueAsync(http.Reader(), id, portal.Base, cancel);
        if (issued.Failure is { } failure)
            return Problems.Of(failure, http.Language());
        if (await store.FindAsync(http.Reader(), issued.Value, cancel) is not { } found)
            return Problems.Of(Failure.NotFound, http.Language());
        http.Response.Headers.Location = $"/api/v1/evidence/{issued.Value}";
        http.Response.StatusCode = StatusCodes.Status201Created;
        return Results.Bytes(found.Evidence.Document, EvidenceDocument.MediaType);
    }
}
