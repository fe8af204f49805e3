using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>A kept result behind a secret link. A link that ended, was revoked or never was gives the same answer.</summary>
internal static class SharedResult
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var shared = routes.MapGroup("/shared/{token}").Public().ExcludeFromDescription();
        shared.MapGet("", (string token, HttpContext http) => AnswerAsync(token, http, null,
            (model, link) => ResultPages.Page(model, new()
            {
                Root = $"/shared/{token}",
                Query = ResultWays.QueryOf(model),
                BoardOnly = link.Scope == LinkScope.Board,
            })));
        shared.MapGet("/result.{format}", (string token, string format, HttpContext http)
            => AnswerAsync(token, http, LinkScope.Everything, (model, _) => ResultPages.File(model, format, http.Language())));
        shared.MapGet("/charts/{name}.svg", (string token, string name, HttpContext http)
            => AnswerAsync(token, http, LinkScope.Everything, (model, _) => ResultPages.Chart(model, name, http.Language())));
    }

    private static async Task<IResult> AnswerAsync(
        string token, HttpContext http, LinkScope? needed, Func<ResultModel, ResultLink, IResult> answer)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        var contexts = http.RequestServices.GetRequiredService<ContextFactory>();
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        var (hash, now) = (ResultLink.Hash(token), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var link = await benchmark.Links.SingleOrDefaultAsync(
            l => l.TokenHash == hash && l.Revoked == null && l.Ends > now, http.RequestAborted);
        if (link is null || (needed is not null && link.Scope != needed))
            return Show.Failure(Failure.NotFound);
        var results = http.RequestServices.GetRequiredService<StoredResults>();
        return (await results.FindAsync(link.Check, Reader.OfLink(link.Check), example: false, http.AsksForSegment(), http.RequestAborted)).Match(
            found => answer(link.ShowName ? found.Model : found.Model.Unnamed(), link), failure => Show.Failure(failure));
    }
}
