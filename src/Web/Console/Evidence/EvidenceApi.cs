using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Evidence;

/// <summary><c>/api/v1/evidence</c>: the documents of the key's organisation, revoking them, and whether any document stands.</summary>
internal static class EvidenceApi
{
    public const string Read = "evidence:read";
    public const string Write = "evidence:write";
    public const string Decide = "evidence:decide";
    private const string Path = "/api/v1/evidence";
    private const int MostOnPage = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(Read), "listEvidence", "The evidence issued for the organisation, the newest first.")
            .WithQuery("page", "Counts from 1.")
            .WithQuery("size", "Documents a page, 1 to 200; 50 unless given. total says how many there are.")
            .Produces<EvidenceListDocument>().ProducesProblem(StatusCodes.Status400BadRequest);
        Describe(routes.MapGet(Path + "/{id:guid}", FindAsync).Api(Read), "getEvidence", "One document: canonical JSON with its signature, byte for byte as it was issued.")
            .WithPath("id", "The id as the list shows it.")
            .Produces<EvidenceDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        Describe(routes.MapPost(Path + "/{id:guid}/revoke", async (Guid id, HttpContext http, EvidenceStore store, CancellationToken cancel) =>
                Problems.OrDone(await store.RevokeAsync(http.Reader(), id, cancel), http)).Api(Write), "revokeEvidence", "Revokes a document for good.")
            .WithPath("id", "The id as the list shows it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        Describe(routes.MapGet(EvidenceStore.StatusApi + "/{number}", StatusAsync).Public().LimitedPerClient(), "getEvidenceStatus", "Whether the document with a number stands.")
            .WithPath("number", "The number of the document: its member id.")
            .WithDescription("status is active, suspended, revoked, or unknown when there is none with that number; the answer has the same shape for all.")
            .Produces<EvidenceStatusDocument>().ProducesProblem(StatusCodes.Status429TooManyRequests);
        Describe(routes.MapPost(EvidenceStore.StatusApi + "/{number}", DecideAsync).Api(Decide, Role.Office), "decideEvidence", "Suspends, resumes or revokes any document by its number.")
            .WithPath("number", "The number of the document: its member id.")
            .Accepts<EvidenceStatusDocument>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("evidence").WithSummary(summary);

    private static async Task<IResult> ListAsync(int? page, int? size, HttpContext http, EvidenceStore store, CancellationToken cancel)
    {
        var (at, most) = (Math.Clamp(page ?? 1, 1, 1_000_000), Math.Clamp(size ?? 50, 1, MostOnPage));
        var (lines, total) = await store.ListAsync(http.Reader(), null, (at - 1) * most, most, cancel);
        return Results.Json(new EvidenceListDocument([.. lines.Select(EvidenceLineDocument.Of)], total, at, most), EvidenceApiJson.Default.EvidenceListDocument);
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, EvidenceStore store, CancellationToken cancel)
        => await store.FindAsync(http.Reader(), id, cancel) is { } found
            ? Results.Bytes(found.Evidence.Document, EvidenceDocument.MediaType)
            : Problems.Of(Failure.NotFound, http.Language());

    private static async Task<IResult> StatusAsync(string number, EvidenceStore store, CancellationToken cancel)
        => Results.Json(new EvidenceStatusDocument(number, (await store.StatusAsync(number, cancel))?.Code() ?? "unknown"), EvidenceApiJson.Default.EvidenceStatusDocument);

    private static async Task<IResult> DecideAsync(string number, HttpContext http, EvidenceStore store, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, EvidenceApiJson.Default.EvidenceStatusDocument, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        if (AskStatus.Parse(body.Value.Status) is not { } state)
        {
            return Problems.Of(new(FailureKind.Invalid, NewAccount.PleaseCheck, [new(new("状態の値を使えません。", "The status cannot be used."),
                new("active、suspended、revoked のいずれかを指定してください。", "Give active, suspended or revoked."), Column: "status", Value: body.Value.Status)]), http.Language());
        }

        return Problems.OrDone(await store.DecideAsync(http.Reader(), number, state, cancel), http);
    }
}

/// <summary>A page of evidence.</summary>
/// <param name="Items">The documents.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Counts from 1.</param>
/// <param name="Size">How many a page holds at most.</param>
public sealed record EvidenceListDocument(IReadOnlyList<EvidenceLineDocument> Items, int Total, int Page, int Size);

/// <summary>A document as a line of the list.</summary>
/// <param name="Id">By which it is read and revoked here.</param>
/// <param name="Number">By which anybody asks whether it stands.</param>
/// <param name="Origin">Of what it says something.</param>
/// <param name="Type">The kind of claim.</param>
/// <param name="Words">The claim in both languages.</param>
/// <param name="Subject">The subject's name when it was issued.</param>
/// <param name="Assurance">self-declared, reviewed, audited or certified.</param>
/// <param name="From">The first day in Japan on which it holds.</param>
/// <param name="Until">The last one.</param>
/// <param name="Issued">When, UTC.</param>
/// <param name="Status">active, suspended or revoked.</param>
public sealed record EvidenceLineDocument(
    Guid Id, string Number, string Origin, string Type, TextPair Words, TextPair Subject, string Assurance, DateOnly From, DateOnly Until, DateTime Issued, string Status)
{
    /// <summary>The document of a line.</summary>
    public static EvidenceLineDocument Of(EvidenceLine line) => new(
        line.Evidence.Id, line.Evidence.Number, line.Evidence.Origin, line.Evidence.Type, TextPair.Of(line.Evidence.Words), TextPair.Of(line.Evidence.Subject),
        line.Evidence.Assurance.Code(), line.Evidence.From, line.Evidence.Until, line.Evidence.Issued, line.State.Code());
}

/// <summary>Whether a document stands.</summary>
/// <param name="Number">The number that was asked for.</param>
/// <param name="Status">active, suspended, revoked or unknown.</param>
public sealed record EvidenceStatusDocument(string? Number, string? Status);

/// <summary>How the documents of evidence are written and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EvidenceListDocument))]
[JsonSerializable(typeof(EvidenceStatusDocument))]
public sealed partial class EvidenceApiJson : JsonSerializerContext;
