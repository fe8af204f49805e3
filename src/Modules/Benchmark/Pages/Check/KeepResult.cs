using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>
/// Keeps a result as it is carried, with all its answers, in one step: for somebody who answered without an account and signed in
/// afterwards. What is not today's is taken over into the draft instead and confirmed there.
/// </summary>
internal static class KeepResult
{
    /// <summary>The hidden field with the token by which a form stores one check however often it is sent.</summary>
    public const string FormField = "form";

    private static readonly Failure NotOfToday = new(FailureKind.Conflict, new(
        "前の日の回答、または前の版の質問票への回答は、そのまま今日の診断として保存できません。「この回答をアカウントに取り込む」を使い、確かめてから提出してください。",
        "Answers of another day or to another version of the questionnaire cannot be kept as a self-check of today. Take them over into the account, check them and submit."));

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/benchmark/results", KeepAsync).SignedIn().Form().ExcludeFromDescription();

    /// <summary>Whether answers count as today's: given by the version in force, today or, before midnight, yesterday.</summary>
    public static bool IsOfToday(CarriedAnswers answers, Questionnaires questionnaires, TimeProvider time)
        => answers.Rules.Version == questionnaires.Current.Version
            && Dates.DayInJapan(time.GetUtcNow().UtcDateTime).DayNumber - answers.Made.DayNumber is 0 or 1;

    private static async Task<IResult> KeepAsync(
        IFormCollection form, HttpContext http, Questionnaires questionnaires, ContextFactory contexts, Works works, HotLane lane,
        TimeProvider time, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        if (!respondent.MayAnswer)
            return Show.Failure(Drafting.MayNotAnswer);
        var carried = CarriedResult.Parse(form, questionnaires);
        if (carried.Failure is { } unreadable)
            return Show.Failure(unreadable);
        if (!IsOfToday(carried.Value.Now, questionnaires, time))
            return Show.Failure(NotOfToday);
        var score = Scoring.Score(carried.Value.Now.Rules, carried.Value.Now.Answers);
        if (score.Failure is { } incomplete)
            return Show.Failure(incomplete);

        if (respondent.Organisation is null)
        {
            await using var work = await works.BeginAsync(respondent.Reader, cancel);
            await OwnAudience.OfAsync(work, cancel);
            await work.CommitAsync(cancel);
        }

        var token = Guid.TryParse(form[FormField], out var given) ? given : Guid.NewGuid();
        var check = await new NewCheck(Guid.NewGuid(), token, score.Value.RulesVersion, carried.Value.Now.Answers, score.Value)
            .StoreAsync(lane, contexts, respondent, cancel);
        return Results.LocalRedirect($"/benchmark/results/{check}");
    }
}
