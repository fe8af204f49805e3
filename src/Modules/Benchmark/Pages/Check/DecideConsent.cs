using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>Consent to analysis: what holds, since when and by whom; a manager gives or withdraws it here.</summary>
internal static class DecideConsent
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/consent", ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/consent", DecideAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        await using var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader);
        var current = await ConsentAnswer.CurrentAsync(benchmark, respondent, cancel);
        return Show.Page<ConsentView>(new
        {
            Respondent = respondent,
            Current = current,
            Answered = current is null ? null
                : await benchmark.ConsentTexts.AsNoTracking().SingleAsync(t => t.Hash == current.Text, cancel),
        });
    }

    private static async Task<IResult> DecideAsync(
        [FromForm] string? consent, [FromForm(Name = "consent-text")] string? text, HttpContext http, Works works, HotLane lane,
        CancellationToken cancel)
    {
        var respondent = Respondent.Of(http.Reader())!;
        if (!respondent.MayDecide)
            return Show.Failure(ConsentAnswer.MayNotDecide);
        if (consent is not ("yes" or "no"))
        {
            return Show.Failure(new Failure(FailureKind.Invalid,
                new("「同意する」か「同意しない」を選んでください。", "Choose whether you agree or not.")));
        }

        // Only what was shown can be agreed to; a text that has changed meanwhile is shown first.
        if (text == ConsentText.Current.Hash)
            await new ConsentAnswer(consent == "yes", ConsentText.Current, http.Language()).DecideAsync(works, lane, respondent, cancel);
        return Results.LocalRedirect("/benchmark/consent");
    }
}
