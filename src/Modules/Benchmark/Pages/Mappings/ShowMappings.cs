using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Mappings;

/// <summary>Which references of other frameworks belong to each measure.</summary>
internal static class ShowMappings
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/mappings", (Questionnaires questionnaires)
            => Show.Page<MappingsView>(new { questionnaires.Current.Questionnaire, Tables = ShippedRules.Mappings })).Public().ExcludeFromDescription();
}
