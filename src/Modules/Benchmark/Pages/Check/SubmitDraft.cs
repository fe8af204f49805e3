using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>The review of a draft and its submission.</summary>
internal static class SubmitDraft
{
    private const string ConsentField = "consent";
    private static readonly Fault ChangedMeanwhile = new(
        new("確認している間に、ほかの人が回答を変えました。", "Somebody changed an answer while you were reviewing."),
        new("下の最新の回答をもう一度確かめてから提出してください。", "Please check the answers below once more and submit again."));

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/benchmark/draft/submit", SubmitAsync).SignedIn().Form().ExcludeFromDescription();

    /// <summary>The review page: every answer, what is missing, and the question of consent.</summary>
    public static async Task<IResult> ReviewAsync(
        Sheet sheet, DraftSheet draft, Respondent respondent, ContextFactory contexts, CancellationToken cancel,
        IReadOnlyList<Fault>? faults = null, int status = StatusCodes.Status200OK)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader);
        return Show.Page<ReviewView>(new
        {
            Sheet = sheet with
            {
                Hidden = [.. sheet.Hidden, ("revision", $"{draft.Draft.Revision}"), ("form", $"{Guid.NewGuid()}"),
                    ("consent-text", ConsentText.Current.Hash)],
            },
            Respondent = respondent,
            Consent = await ConsentAnswer.CurrentAsync(benchmark, respondent, cancel),
            Faults = faults ?? [],
        }, status);
    }

    private static async Task<IResult> SubmitAsync(
        IFormCollection form, HttpContext http, OwnDraft own, ContextFactory contexts, HotLane lane, TimeProvider time, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        if (!respondent.MayAnswer)
            return Show.Failure(Drafting.MayNotAnswer);
        if (!Guid.TryParse(form["form"], out var token) || !int.TryParse(form["revision"], out var revision))
            return Show.Failure(SeenAnswers.Unreadable);
        var draft = await own.ReadAsync(http, cancel);
        if (draft is null || form[KeptSheet.DraftField] != $"{draft.Draft.Id}")
        {
            return await Submission.OfFormAsync(contexts, respondent, token, cancel) is { } stored
                ? Results.LocalRedirect($"/benchmark/results/{stored}")
                : Show.Failure(Drafting.Gone);
        }

        // A new check uses the version in force: what was reviewed by an earlier one is carried over and shown before it is submitted.
        if (await own.CarryOverAsync(http, draft, cancel))
            return Results.LocalRedirect("/benchmark/draft");
        http.KeepFormInLanguageSwitch(Sheet.FormId);
        var course = Course.Of(draft.Rules.Questionnaire);
        var sheet = KeptSheet.Of(draft, respondent, course.Review, time.GetUtcNow().UtcDateTime);
        var score = Scoring.Score(draft.Rules, draft.Answers);
        if (!score.Succeeded)
        {
            return await ReviewAsync(sheet, draft, respondent, contexts, cancel,
                AnswerAnonymously.Unanswered(course, draft.Answers), StatusCodes.Status422UnprocessableEntity);
        }

        if (revision != draft.Draft.Revision || form["consent-text"] != ConsentText.Current.Hash)
            return await ReviewAsync(sheet, draft, respondent, contexts, cancel, [ChangedMeanwhile], StatusCodes.Status409Conflict);

        ConsentDecision? current;
        await using (var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader))
            current = await ConsentAnswer.CurrentAsync(benchmark, respondent, cancel);
        var decision = Decision(form, respondent, current, http.Language());
        var submission = new Submission(draft, score.Value, token, decision);
        return (await submission.SubmitAsync(lane, contexts, respondent, cancel)).Match<IResult>(
            check => Results.LocalRedirect($"/benchmark/results/{check}"), Show.Failure);
    }

    // Only an answer that changes something is a new decision; who chooses neither has decided nothing, and nothing is analysed.
    private static ConsentAnswer? Decision(IFormCollection form, Respondent respondent, ConsentDecision? current, Language language)
    {
        var given = form[ConsentField] == "yes";
        return respondent.MayDecide && form[ConsentField] is ["yes" or "no"] && (current is null || current.Given != given || (given && current.Text != ConsentText.Current.Hash))
            ? new(given, ConsentText.Current, language)
            : null;
    }
}
