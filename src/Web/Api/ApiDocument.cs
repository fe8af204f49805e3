using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Api;

/// <summary>The OpenAPI 3.1 document at <c>/api/v1/openapi.json</c> and the page at <c>/api</c> that shows it.</summary>
public static class ApiDocument
{
    private const string Version = "v1";

    // The policy names the fields of the description, too: every document of the API is written in snake case.
    internal static IServiceCollection AddApiDocument(this IServiceCollection services)
        => services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower).AddOpenApi(Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, context, _) =>
            {
                document.Info = new()
                {
                    Title = "Sakimori",
                    Version = Version,
                    Description = "The portal's API. Failures are problem details (RFC 9457) with a list of faults; Accept-Language "
                        + "chooses Japanese or English.",
                    License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
                };
                document.Servers = [new() { Url = "/" }];
                ApiSecurity.Describe(document, context.ApplicationServices.GetRequiredService<PortalAddress>());
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                if (metadata.OfType<DeclaredAccess>().LastOrDefault() is { } access)
                    operation.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-access"] = new JsonNodeExtension(access.Words) };
                ApiSecurity.Describe(operation, metadata.OfType<ApiScopeAsked>().LastOrDefault(), context);
                foreach (var parameter in metadata.OfType<ApiParameter>())
                    parameter.Describe(operation);
                return Task.CompletedTask;
            });
        });

    internal static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/{documentName}/openapi.json").Public();
        routes.MapGet("/api", ShowReferenceAsync).Public().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowReferenceAsync(
        [FromKeyedServices(Version)] IOpenApiDocumentProvider provider, CancellationToken cancel)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancel);
        return Show.Page<ApiReference>(new { Document = document });
    }
}
