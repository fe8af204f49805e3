using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Api;

/// <summary><c>/api/v1/benchmark/results</c>: the results of the key's organisation, the newest first, and one result.</summary>
internal static class ReadResults
{
    private const int MostOnPage = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/benchmark/results", ListAsync).Api("benchmark:read").WithName("listResults").WithTags("benchmark")
            .WithSummary("The organisation's results, the newest first.")
            .WithDescription("next is the address of the following page, null on the last.")
            .WithQuery("size", "Results a page, 1 to 200; 50 unless given.")
            .WithQuery("before", "Follows from next: the moment of the last result of the page before.")
            .WithQuery("after", "Follows from next: the id of the last result of the page before.")
            .Produces<ResultListDocument>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/v1/benchmark/results/{id:guid}", GetAsync).Api("benchmark:read").WithName("getResult").WithTags("benchmark")
            .WithSummary("One result by the rules it was computed with; it never changes, its id is the ETag.")
            .WithPath("id", "The result's id.")
            .WithHeader("If-None-Match", "An ETag: the answer is 304 when it is this result's.")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<ScoreDocument>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, ContextFactory contexts, int? size, DateTime? before, Guid? after, CancellationToken cancel)
    {
        if (Respondent.Of(http.Reader()) is not { } respondent)
            return Problems.Of(Failure.NotFound, http.Language());
        if (before is null != after is null)
        {
            return Problems.Of(new Failure(FailureKind.Invalid, new(
                "before と after は一緒に指定します。前のページの next をそのまま使ってください。",
                "before and after go together: follow next of the page before.")), http.Language(), StatusCodes.Status400BadRequest);
        }

        var list = await CheckList.ReadAsync(contexts, respondent, Math.Clamp(size ?? 50, 1, MostOnPage),
            before is { } moment && after is { } id ? (moment.ToUniversalTime(), id) : null, cancel);
        return Results.Json(new ResultListDocument(
            [.. list.Lines.Select(l => new ResultLineDocument(l.Id, l.Submitted, l.RulesVersion, l.Total, l.Layer.Id(), l.Unknown, l.Consented))],
            list.Older is { } last
                ? $"/api/v1/benchmark/results?size={Math.Clamp(size ?? 50, 1, MostOnPage)}&before={Uri.EscapeDataString($"{last.Submitted:O}")}&after={last.Id}"
                : null),
            ResultsJson.Default.ResultListDocument);
    }

    private static async Task<IResult> GetAsync(
        Guid id, HttpContext http, ContextFactory contexts, Questionnaires questionnaires, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        if (await benchmark.Checks.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } check
            || questionnaires.Find(check.RulesVersion) is not { } rules)
            return Problems.Of(Failure.NotFound, http.Language());
        if (http.IsHeld($"\"{id}\""))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        return Answers.Parse(rules.Questionnaire, check.Answers).Match(answers => Scoring.Score(rules, answers), failure => failure).Match(
            score => Results.Bytes(ScoreJson.Serialize(score), "application/json; charset=utf-8"),
            failure => Problems.Of(failure, http.Language()));
    }
}

/// <summary>A page of results.</summary>
/// <param name="Items">The results, the newest first.</param>
/// <param name="Next">The address of the following page; null on the last.</param>
internal sealed record ResultListDocument(IReadOnlyList<ResultLineDocument> Items, string? Next);

/// <summary>A line of the list.</summary>
/// <param name="Id">The check's id.</param>
/// <param name="Submitted">When, UTC.</param>
/// <param name="RulesVersion">The rules it was computed with.</param>
/// <param name="Total">25–125.</param>
/// <param name="LayerId">not_pressing, adequate or high.</param>
/// <param name="Unknown">How many items were answered unknown.</param>
/// <param name="Consented">Whether consent to analysis stood when it was submitted.</param>
internal sealed record ResultLineDocument(
    Guid Id, DateTime Submitted, string RulesVersion, int Total, string LayerId, int Unknown, bool Consented);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResultListDocument))]
internal sealed partial class ResultsJson : JsonSerializerContext;
