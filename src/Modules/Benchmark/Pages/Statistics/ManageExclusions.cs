using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Figures;

/// <summary>The programme office keeps an organisation's results out of statistics, with a reason, and counts it again.</summary>
internal static class ManageExclusions
{
    private const string List = "/benchmark/statistics/exclusions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, (Exclusions exclusions, CancellationToken cancel) => ListAsync(exclusions, null, null, null, cancel))
            .Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List, ExcludeAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/{id:guid}/include", IncludeAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(Exclusions exclusions, Failure? failure, string? organisation, string? reason, CancellationToken cancel)
        => Show.Page<ExclusionsView>(
            new { Rows = await exclusions.ListAsync(cancel), Failure = failure, Organisation = organisation, Reason = reason },
            failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));

    private static async Task<IResult> ExcludeAsync(
        [FromForm] string? organisation, [FromForm] string? reason, HttpContext http, Exclusions exclusions, CancellationToken cancel)
    {
        var excluded = await exclusions.ExcludeAsync(http.Reader(), organisation, reason, cancel);
        return excluded.Failure is { } failure
            ? await ListAsync(exclusions, failure, organisation, reason, cancel)
            : Results.LocalRedirect(List);
    }

    private static async Task<IResult> IncludeAsync(Guid id, HttpContext http, Exclusions exclusions, CancellationToken cancel)
        => (await exclusions.IncludeAsync(http.Reader(), id, cancel)).Match<IResult>(_ => Results.LocalRedirect(List), Show.Failure);
}
