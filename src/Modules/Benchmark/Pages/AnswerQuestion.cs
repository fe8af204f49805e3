using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages;

/// <summary>Answers the first question and keeps the answer.</summary>
internal static class AnswerQuestion
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark", (HttpContext _) => Show.Page<AnswerQuestionView>()).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark", SubmitAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> SubmitAsync([FromForm] string? answer, HttpContext http, Works works, CancellationToken cancel)
    {
        if (answer is not ("1" or "2" or "3" or "4" or "5"))
        {
            return Show.Page<AnswerQuestionView>(new
            {
                Faults = (IReadOnlyList<Fault>)[new(new("回答が選ばれていません。", "No answer is chosen."),
                    new("1〜5から一つ選んでください。", "Choose one from 1 to 5."), Column: "answer", Value: answer)],
            }, 422);
        }

        await using var work = await works.BeginAsync(http.Reader(), cancel);
        var check = new Check
        {
            Id = Guid.NewGuid(),
            Audience = await OwnAudience.OfAsync(work, cancel),
            Tlp = Tlp.Amber,
            Submitted = work.Now,
            RulesVersion = ShippedRules.Current.Version,
            Answers = answer + new string('u', ShippedRules.Current.Questionnaire.Items.Count - 1),
        };
        work.Enlist<BenchmarkContext>().Checks.Add(check);
        work.Audit("benchmark.check.submitted", $"check:{check.Id}", after: new { check.Answers });
        work.Emit($"check:{check.Id}", new Contracts.CheckSubmitted(check.Id, check.RulesVersion), Contracts.BenchmarkJson.Default.CheckSubmitted);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect($"/benchmark/results/{check.Id}");
    }
}
