using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>The self-check of an organisation: a draft that several people fill in together, saved step by step.</summary>
internal static class AnswerDraft
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/draft", ResumeAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/draft/begin", BeginAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapGet("/benchmark/draft/{step:int}", ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/draft", SaveAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, OwnDraft own, CancellationToken cancel)
    {
        if (await own.ReadAsync(http, cancel) is not { } draft)
            return Results.LocalRedirect("/benchmark");
        if (await own.CarryOverAsync(http, draft, cancel))
            draft = await own.ReadAsync(http, cancel) ?? draft;
        return Results.LocalRedirect($"/benchmark/draft/{Course.Of(draft.Rules.Questionnaire).Next(draft.Answers)}");
    }

    private static async Task<IResult> BeginAsync(HttpContext http, Questionnaires questionnaires, Works works, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        if (!respondent.MayAnswer)
            return Show.Failure(Drafting.MayNotAnswer);
        await using var work = await works.BeginAsync(respondent.Reader, cancel);
        await Drafting.BeginAsync(work, respondent, questionnaires.Current, cancel);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect("/benchmark/draft");
    }

    private static async Task<IResult> ShowAsync(
        int step, HttpContext http, OwnDraft own, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        if (await own.ReadAsync(http, cancel) is not { } draft)
            return Results.LocalRedirect("/benchmark");
        if (await own.CarryOverAsync(http, draft, cancel))
            return Results.LocalRedirect("/benchmark/draft");
        http.KeepFormInLanguageSwitch(Sheet.FormId);
        var sheet = KeptSheet.Of(draft, respondent, step, time.GetUtcNow().UtcDateTime);
        return sheet.Course.Find(step) is { } found ? Show.Page<StepView>(new { Sheet = sheet, Step = found })
            : step == sheet.Course.Review ? await SubmitDraft.ReviewAsync(sheet, draft, respondent, contexts, cancel)
            : Show.Failure(Failure.NotFound);
    }

    private static async Task<IResult> SaveAsync(
        IFormCollection form, HttpContext http, OwnDraft own, Works works, TimeProvider time, CancellationToken cancel)
    {
        http.ChooseLanguage(form[StepForm.LanguageField]);
        http.KeepFormInLanguageSwitch(Sheet.FormId);
        var respondent = Respondent.Of(http.Reader())!;
        if (!respondent.MayAnswer)
            return Show.Failure(Drafting.MayNotAnswer);
        var before = await own.ReadAsync(http, cancel);
        if (before is null || !Guid.TryParse(form[KeptSheet.DraftField], out var id) || id != before.Draft.Id)
            return Show.Failure(Drafting.Gone);
        var rules = own.RulesOf(form, before);
        var course = Course.Of(rules.Questionnaire);
        var step = StepForm.Read(course, form);
        if (SeenAnswers.Read(course.Find(step.From), form[SeenAnswers.Field].ToString()) is not { } seen)
            return Show.Failure(SeenAnswers.Unreadable);

        var changes = seen.Changes(step.Given, before);
        IReadOnlyList<Change> refused = [];
        if (changes.Count > 0)
        {
            await using var work = await works.BeginAsync(respondent.Reader, cancel);
            var saved = await Drafting.SaveAsync(work, respondent, id, changes, cancel);
            if (saved.Failure is { } gone)
                return Show.Failure(gone);
            refused = saved.Value;
            await work.CommitAsync(cancel);
        }

        var after = changes.Count > 0 ? await own.ReadAsync(http, cancel) : before;
        if (after is null)
            return Show.Failure(Drafting.Gone);
        var clashes = Clashes(refused, after);
        if (http.Request.Headers["X-Requested-With"] == "autosave")
            return Autosaved(after, course, step, clashes.Count > 0);
        if (clashes.Count == 0 && step.Faults.Count == 0)
            return Results.LocalRedirect(rules.Version == after.Rules.Version ? $"/benchmark/draft/{step.Target(course)}" : "/benchmark/draft");
        return Show.Page<StepView>(new
        {
            Sheet = KeptSheet.Of(new(after.Draft, rules, after.Rows), respondent, step.From, time.GetUtcNow().UtcDateTime),
            Step = course.Find(step.From)!,
            step.Faults,
            Clashes = clashes,
        }, clashes.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
    }

    private static Dictionary<string, Clash> Clashes(IReadOnlyList<Change> refused, DraftSheet after)
        => refused.Where(change => after.Rows[change.Item].Answer[0] != change.Given.Symbol).ToDictionary(
            change => change.Item,
            change => new Clash(after.Rows[change.Item].ByName, Answer.FromSymbol(after.Rows[change.Item].Answer[0])!.Value, change.Given));

    // A clash is shown when the form itself is sent, so the script keeps what it has seen.
    private static IResult Autosaved(DraftSheet after, Course course, StepForm step, bool clash)
        => clash || step.Faults.Count > 0
            ? Results.StatusCode(StatusCodes.Status409Conflict)
            : Results.Text(SeenAnswers.Of(course.Find(step.From), after).Write());
}
