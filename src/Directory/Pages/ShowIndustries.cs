using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>The tables of industries, sectors and sizes: public, because they say nothing of anybody.</summary>
internal static class ShowIndustries
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/directory/industries", (HttpContext _) => Show.Page<ShowIndustriesView>()).Public().ExcludeFromDescription();
}
