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

/// <summary><c>POST /api/v1/benchmark/checks</c>: submits a whole self-check for the key's organisation.</summary>
internal static class SubmitCheck
{
    private const string IdempotencyKey = "Idempotency-Key";

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/api/v1/benchmark/checks", SubmitAsync)
            .Api("benchmark:write")
            .WithName("submitCheck")
            .WithTags("benchmark")
            .WithSummary("Submits a whole self-check for the key's organisation; it is on disk when the answer comes.")
            .WithDescription("The body is that of scoreAnswers. A request that is sent again with the same Idempotency-Key (a UUID) stores "
                + "nothing new and gives the same Location.")
            .WithHeader("Idempotency-Key", "A UUID of the caller's for this submission.")
            .Accepts<IReadOnlyList<AnswerEntry>>("application/json", "text/csv")
            .Produces<ScoreDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> SubmitAsync(
        HttpContext http, Questionnaires questionnaires, ContextFactory contexts, HotLane lane, CancellationToken cancel)
    {
        if (Respondent.Of(http.Reader()) is not { MayAnswer: true } respondent)
            return Problems.Of(Drafting.MayNotAnswer, http.Language());
        var named = http.Request.Headers[IdempotencyKey].ToString();
        if (named.Length > 0 && !Guid.TryParse(named, out _))
        {
            return Problems.Of(new Failure(FailureKind.Invalid, new("見出しの値に誤りがあります。", "A header is wrong."),
                [new(new("UUID ではありません。", "This is not a UUID."), new("UUID を付けるか、見出しを外してください。", "Send a UUID, or leave the header out."),
                    Column: IdempotencyKey, Value: named)]), http.Language());
        }

        var rules = questionnaires.Current;
        var answers = await AnswerBody.ReadAsync(http.Request, rules.Questionnaire, cancel);
        if (answers.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language(), AnswerBody.Status(unreadable));
        var score = Scoring.Score(rules, answers.Value);
        if (score.Failure is { } incomplete)
            return Problems.Of(incomplete, http.Language());

        var form = named.Length > 0 ? Guid.Parse(named) : Guid.NewGuid();
        var id = named.Length > 0 ? await Submission.OfFormAsync(contexts, respondent, form, cancel) : null;
        id ??= await new NewCheck(Guid.NewGuid(), form, rules.Version, answers.Value, score.Value).StoreAsync(lane, contexts, respondent, cancel);
        if (named.Length > 0)
        {
            score = await OfStoredAsync(id.Value, answers.Value, questionnaires, contexts, respondent, cancel);
            if (score.Failure is { } other)
                return Problems.Of(other, http.Language());
        }

        http.Response.Headers.Location = $"/api/v1/benchmark/results/{id}";
        http.Response.StatusCode = StatusCodes.Status201Created;
        return Results.Bytes(ScoreJson.Serialize(score.Value), "application/json; charset=utf-8");
    }

    // A key that comes again names the check that it stored: its result is answered, and other answers are refused.
    private static async Task<Outcome<Score>> OfStoredAsync(
        Guid id, Answers answers, Questionnaires questionnaires, ContextFactory contexts, Respondent respondent, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader);
        var stored = await benchmark.Checks.Where(c => c.Id == id).Select(c => new { c.RulesVersion, c.Answers }).SingleAsync(cancel);
        return stored.Answers == answers.Code && questionnaires.Find(stored.RulesVersion) is { } rules
            ? Scoring.Score(rules, answers)
            : new Failure(FailureKind.Invalid, new("見出しの値に誤りがあります。", "A header is wrong."),
                [new(new("この鍵では、別の回答がすでに提出されています。", "Other answers were submitted with this key already."),
                    new("新しい回答には新しい UUID を付けてください。", "Send new answers with a new UUID."), Column: IdempotencyKey)]);
    }
}
