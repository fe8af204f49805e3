using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Answering;
using Sakimori.Benchmark.Store;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The result of an anonymous self-check: computed from what the form carries, nothing is kept.</summary>
internal static class AnonymousResult
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var result = routes.MapGroup("/benchmark/result").Public().ExcludeFromDescription();
        result.MapPost("", (IFormCollection form, HttpContext http) =>
        {
            http.ChooseLanguage(form["lang"]);
            return AnswerAsync(form, http, (model, carried, example) => Page(http, model, carried, example));
        }).Form();
        result.MapPost("/{name}", (string name, IFormCollection form, HttpContext http)
            => AnswerAsync(form, http, (model, _, _) => ResultPages.File(model, name, http.Language()))).Form();
        result.MapPost("/charts/{name}", (string name, IFormCollection form, HttpContext http)
            => AnswerAsync(form, http, (model, _, _) => ResultPages.Chart(model, name, http.Language()))).Form();
    }

    /// <summary>The page of a result that is not kept: from the last step of the self-check, or from opened files.</summary>
    public static Task<IResult> ShowAsync(CarriedResult carried, HttpContext http)
        => AnswerAsync(carried, http, (model, of, example) => Page(http, model, of, example));

    /// <summary>Reads what a form carries, puts the result together and answers.</summary>
    /// <param name="form">The form.</param>
    /// <param name="http">The request.</param>
    /// <param name="answer">Given the result, what carries it, and whether the worked example can be asked for.</param>
    public static Task<IResult> AnswerAsync(IFormCollection form, HttpContext http, Func<ResultModel, CarriedResult, bool, IResult> answer)
        => CarriedResult.Parse(form, http.RequestServices.GetRequiredService<Questionnaires>()).Match(
            carried => AnswerAsync(carried, http, answer),
            failure => Task.FromResult<IResult>(Show.Failure(failure)));

    private static async Task<IResult> AnswerAsync(
        CarriedResult carried, HttpContext http, Func<ResultModel, CarriedResult, bool, IResult> answer)
    {
        var offer = await http.RequestServices.GetRequiredService<StatisticsStore>()
            .OfferAsync(carried.Now.Rules, carried.Example, http.RequestAborted);
        var added = await http.RequestServices.GetRequiredService<MappingTables>().OfOfficeAsync(http.RequestAborted);
        return carried.ToModel(offer.Chosen).Match(
            model => answer(model with { Mappings = added, TakenDown = offer.TakenDown }, carried, offer.Example), failure => Show.Failure(failure));
    }

    // What travels with the form shall survive the language switch and the back button.
    private static IResult Page(HttpContext http, ResultModel model, CarriedResult carried, bool example)
    {
        http.KeepFormInLanguageSwitch(ResultWays.FormId);
        http.KeepForBackButton();
        var mayAnswer = Respondent.Of(http.Reader())?.MayAnswer;
        return ResultPages.Page(model, Ways(carried, example) with
        {
            Adopt = mayAnswer,
            Keep = mayAnswer == true && KeepResult.IsOfToday(carried.Now,
                http.RequestServices.GetRequiredService<Questionnaires>(), http.RequestServices.GetRequiredService<TimeProvider>()),
        });
    }

    private static ResultWays Ways(CarriedResult carried, bool example) => new() { Carried = carried, Plan = true, Example = example };
}
