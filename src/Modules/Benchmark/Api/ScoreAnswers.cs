using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Api;

/// <summary><c>POST /api/v1/benchmark/score</c>: computes a result and keeps nothing.</summary>
internal static class ScoreAnswers
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/api/v1/benchmark/score", ScoreAsync)
            .Public()
            .LimitedPerClient()
            .WithName("scoreAnswers")
            .WithTags("benchmark")
            .WithSummary("Computes the result of a self-check; nothing is kept.")
            .WithDescription("The body is the table item,answer as text/csv, or the same as JSON. An answer is the number of the level or "
                + "option, or unknown. A measure answered unknown counts 1 in total and has level and gap null; desired is the published "
                + "default of the layer, gap = desired - level.")
            .Accepts<IReadOnlyList<AnswerEntry>>("application/json", "text/csv")
            .Produces<ScoreDocument>()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> ScoreAsync(HttpContext http, Questionnaires questionnaires, CancellationToken cancel)
    {
        var rules = questionnaires.Current;
        var answers = await AnswerBody.ReadAsync(http.Request, rules.Questionnaire, cancel);
        if (answers.Failure is { } failure)
            return Problems.Of(failure, http.Language(), AnswerBody.Status(failure));
        return Scoring.Score(rules, answers.Value).Match(
            score => TypedResults.Bytes(ScoreJson.Serialize(score), "application/json; charset=utf-8"),
            wrong => Problems.Of(wrong, http.Language()));
    }
}

/// <summary>One answer.</summary>
/// <param name="Item">The item: M01–M25 or P01–P15.</param>
/// <param name="Answer">The number of the level or option, or <c>unknown</c>.</param>
internal sealed record AnswerEntry(string Item, string Answer);
