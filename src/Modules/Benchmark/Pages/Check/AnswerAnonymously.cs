using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>The anonymous self-check: every page is the answer to a POST that carries all answers; nothing is kept on the server.</summary>
internal static class AnswerAnonymously
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/check", (HttpContext _) => Show.Page<NothingCarriedView>()).Public().ExcludeFromDescription();
        routes.MapPost("/benchmark/check", ContinueAsync).Public().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ContinueAsync(IFormCollection form, HttpContext http, Questionnaires questionnaires, TimeProvider time)
    {
        http.ChooseLanguage(form[StepForm.LanguageField]);
        var read = CarriedSheet.Read(form, questionnaires);
        if (read.Failure is { } unreadable)
            return Show.Failure(unreadable);
        var course = Course.Of(read.Value.Rules.Questionnaire);
        var step = StepForm.Read(course, form);
        var carried = read.Value with { Answers = step.Over(read.Value.Rules.Questionnaire, read.Value.Answers) };
        http.KeepForBackButton();
        return step switch
        {
            { Faults.Count: > 0 } => StepPage(http, Sheet.Of(carried), step.From, step.Faults),
            { Go: "result" } => await FinishAsync(http, carried, course, Dates.DayInJapan(time.GetUtcNow().UtcDateTime)),
            _ => StepPage(http, Sheet.Of(carried), step.Target(course)),
        };
    }

    /// <summary>The page of a step or the review.</summary>
    public static IResult StepPage(HttpContext http, Sheet sheet, int number, IReadOnlyList<Fault>? faults = null)
    {
        http.KeepFormInLanguageSwitch(Sheet.FormId);
        var status = faults is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return sheet.Course.Find(number) is { } step
            ? Show.Page<StepView>(new { Sheet = sheet, Step = step, Faults = faults ?? [] }, status)
            : Show.Page<ReviewView>(new { Sheet = sheet, Faults = faults ?? [] }, status);
    }

    private static async Task<IResult> FinishAsync(HttpContext http, CarriedSheet carried, Course course, DateOnly today)
        => carried.Answers.Complete
            ? await AnonymousResult.ShowAsync(new(new(today, carried.Rules, carried.Answers), carried.Earlier, Example: false), http)
            : StepPage(http, Sheet.Of(carried), course.Review, Unanswered(course, carried.Answers));

    /// <summary>One fault a question without answer, in the order of asking.</summary>
    public static IReadOnlyList<Fault> Unanswered(Course course, Answers answers)
        => [.. course.Missing(answers).Select(m => new Fault(
            new($"質問{m.Question.Number}「{m.Question.Item.Title.Ja}」が未回答です。", $"Question {m.Question.Number}, \"{m.Question.Item.Title.En}\", is not answered."),
            new("回答するか「分からない」を選んでください。", "Answer it or choose \"I do not know\"."), Column: m.Question.Item.Id))];

    // The browser's back button shows the page of a POST again only if it may keep it: its own copy, never a shared cache's.
    public static void KeepForBackButton(this HttpContext http)
        => http.Response.OnStarting(() =>
        {
            http.Response.Headers.CacheControl = "private, no-cache";
            http.Response.Headers.Pragma = default;
            return Task.CompletedTask;
        });
}
