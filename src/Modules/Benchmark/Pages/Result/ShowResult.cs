using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>A kept result, for those who may see it.</summary>
internal static class ShowResult
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var result = routes.MapGroup("/benchmark/results/{id:guid}").SignedIn().ExcludeFromDescription();
        result.MapGet("", ShowAsync);
        result.MapGet("/result.{format}", (Guid id, string format, HttpContext http, StoredResults results, CancellationToken cancel)
            => FileAsync(id, http, results, model => ResultPages.File(model, format, http.Language()), cancel));
        result.MapGet("/charts/{name}.svg", (Guid id, string name, HttpContext http, StoredResults results, CancellationToken cancel)
            => FileAsync(id, http, results, model => ResultPages.Chart(model, name, http.Language()), cancel));
    }

    /// <summary>True when the reader asks for comparison with the worked example.</summary>
    public static bool AsksForExample(this HttpContext http) => http.Request.Query["compare"] == "example";

    /// <summary>The size or industry with which the reader asks to compare; null for the layer.</summary>
    public static Segment? AsksForSegment(this HttpContext http) => Segment.Parse(http.Request.Query["compare"]);

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, StoredResults results, CancellationToken cancel)
        => (await results.FindAsync(id, http.Reader(), http.AsksForExample(), http.AsksForSegment(), cancel)).Match(
            found => ResultPages.Page(found.Model, new()
            {
                Root = $"/benchmark/results/{id}",
                Plan = true,
                Share = found.MayShare(http.Reader()),
                Example = found.Example,
                Query = ResultWays.QueryOf(found.Model),
            }),
            failure => Show.Failure(failure));

    private static async Task<IResult> FileAsync(
        Guid id, HttpContext http, StoredResults results, Func<ResultModel, IResult> answer, CancellationToken cancel)
        => (await results.FindAsync(id, http.Reader(), http.AsksForExample(), http.AsksForSegment(), cancel)).Match(
            found => answer(found.Model), failure => Show.Failure(failure));
}
