using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Evidence;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Evidence;

/// <summary>The evidence that was issued for the reader's organisation: the list, one document to print, its file, revoking it.</summary>
internal static class ShowEvidence
{
    public const string Path = "/evidence";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup(Path).SignedIn().ExcludeFromDescription();
        evidence.MapGet("", ListAsync);
        evidence.MapGet("/{id:guid}", ShowAsync);
        evidence.MapGet("/{id:guid}/evidence.json", FileAsync);
        evidence.MapPost("/{id:guid}/revoke", RevokeAsync).Form();
    }

    /// <summary>A document as a file.</summary>
    public static IResult File(IssuedEvidence evidence)
        => Results.File(evidence.Document, EvidenceDocument.MediaType, $"sakimori-evidence-{evidence.Number}.json");

    private static async Task<IResult> ListAsync(HttpContext http, EvidenceStore store, TimeProvider time, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["issued"]);
        var (lines, total) = await store.ListAsync(http.Reader(), null, query.Offset, query.Size, cancel);
        return Show.Page<EvidenceListView>(new { Query = query, Rows = lines, Total = total, Today = Today(time) });
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, EvidenceStore store, TimeProvider time, CancellationToken cancel)
        => await store.FindAsync(http.Reader(), id, cancel) is { } found
            ? Show.Page<EvidenceView>(new
            {
                Line = found,
                Document = EvidenceDocument.Parse(found.Evidence.Document).Value,
                MayRevoke = EvidenceStore.MayRevoke(http.Reader(), found.Evidence),
                Today = Today(time),
            })
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> FileAsync(Guid id, HttpContext http, EvidenceStore store, CancellationToken cancel)
        => await store.FindAsync(http.Reader(), id, cancel) is { } found ? File(found.Evidence) : Show.Failure(Failure.NotFound);

    private static async Task<IResult> RevokeAsync(Guid id, HttpContext http, EvidenceStore store, CancellationToken cancel)
        => await store.RevokeAsync(http.Reader(), id, cancel) is { } failure ? Show.Failure(failure) : Results.LocalRedirect($"{Path}/{id}");

    private static DateOnly Today(TimeProvider time) => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
}
