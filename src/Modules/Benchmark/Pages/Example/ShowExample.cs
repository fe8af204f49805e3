using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Example;

/// <summary>What the worked example is, for everybody; and its removal with one click.</summary>
internal static class ShowExample
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/example", ShowAsync).Public().ExcludeFromDescription();
        routes.MapPost("/example/remove", RemoveAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, WorkedExample example, StatisticsStore store, Questionnaires questionnaires, CancellationToken cancel)
        => Show.Page<ShowExampleView>(new
        {
            Statistics = await example.IsLoadedAsync(cancel)
                ? (await store.OfferAsync(questionnaires.Current, example: true, cancel)).Chosen : null,
            MayRemove = http.Reader().Holds(Role.Office),
        });

    private static async Task<IResult> RemoveAsync(HttpContext http, WorkedExample example, CancellationToken cancel)
    {
        await example.RemoveAsync(http.Reader(), cancel);
        return Results.LocalRedirect("/example");
    }
}
