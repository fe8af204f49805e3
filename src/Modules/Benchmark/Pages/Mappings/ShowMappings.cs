using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Mappings;

/// <summary>Which references of other frameworks belong to each measure: the shipped tables and those of the office.</summary>
internal static class ShowMappings
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/mappings", ShowAsync).Public().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext http, Questionnaires questionnaires, MappingTables mappings, CancellationToken cancel)
        => Show.Page<MappingsView>(new
        {
            questionnaires.Current.Questionnaire,
            Tables = await mappings.ShownAsync(cancel),
            Manages = http.Reader().Holds(Role.Office),
        });
}
