using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.HowComputed;

/// <summary>"How this is computed" この結果の求め方: the published formulas and tables of a version of the rules.</summary>
internal static class HowComputed
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/how", (string? version, Questionnaires questionnaires)
            => (version is null ? questionnaires.Current : questionnaires.Find(version)) is { } rules
                ? Show.Page<HowComputedView>(new { Rules = rules, Computation = Computation.Of(rules) })
                : (IResult)Show.Failure(Failure.NotFound)).Public().ExcludeFromDescription();
}
