using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>The first page of the self-check: what it is, how long it takes, what is kept, and how to begin or go on.</summary>
internal static class StartCheck
{
    private const int Latest = 3;

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark", ShowAsync).Public().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        HttpContext http, Questionnaires questionnaires, ContextFactory contexts, CancellationToken cancel)
    {
        var course = Course.Of(questionnaires.Current.Questionnaire);
        if (Respondent.Of(http.Reader()) is not { } respondent)
            return Show.Page<StartView>(new { Course = course });
        return Show.Page<StartView>(new
        {
            Course = course,
            Respondent = respondent,
            Draft = await DraftSheet.ReadAsync(contexts, questionnaires, respondent, cancel) is { } draft ? draft.Answers : null,
            (await CheckList.ReadAsync(contexts, respondent, Latest, null, cancel)).Lines,
        });
    }
}
