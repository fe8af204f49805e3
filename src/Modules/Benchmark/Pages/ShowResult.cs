using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages;

/// <summary>The result of a self-check, for those who may see it.</summary>
internal static class ShowResult
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/results/{id:guid}", ShowAsync).SignedIn().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        return await benchmark.Checks.SingleOrDefaultAsync(c => c.Id == id, cancel) is { } check
            ? Show.Page<ShowResultView>(new { Check = check })
            : Show.Failure(Failure.NotFound);
    }
}
