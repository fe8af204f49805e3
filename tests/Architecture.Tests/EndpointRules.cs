using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Hosting;

namespace Sakimori.Architecture.Tests;

public class EndpointRules
{
    [Fact]
    public async Task Every_route_declares_who_may_call_it()
    {
        var endpoints = await EndpointsAsync();
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<DeclaredAccess>() is null).Select(Name));
    }

    [Fact]
    public async Task Every_form_target_validates_antiforgery()
    {
        var endpoints = await EndpointsAsync();
        Assert.Empty(endpoints
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is { } m && m.HttpMethods.Any(v => v is not ("GET" or "HEAD")))
            .Where(e => !e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Where(e => e.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true })
            .Select(Name));
    }

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        return [.. portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }

    private static string Name(RouteEndpoint endpoint)
        => $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} {endpoint.RoutePattern.RawText}";
}
