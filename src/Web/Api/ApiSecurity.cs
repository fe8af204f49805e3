using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Api;

/// <summary>How the OpenAPI document says what a call must carry.</summary>
internal static class ApiSecurity
{
    private const string Key = "key";
    private const string Session = "session";

    /// <summary>Adds the two ways to be known: an API key, and for reading the sign-in cookie.</summary>
    public static void Describe(OpenApiDocument document, PortalAddress address)
    {
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key: 'Authorization: Bearer skm_…'. A manager makes it for the organisation, an administrator for the portal.",
            },
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = address.Cookie(SignInCookie.Name),
                Description = "Whoever is signed in to the portal reads through the API; changes need a key.",
            },
        };
    }

    /// <summary>Says that an operation needs a key with a scope, or when it only reads a session.</summary>
    public static void Describe(OpenApiOperation operation, ApiScopeAsked? asked, OpenApiOperationTransformerContext context)
    {
        if (asked is null)
            return;
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Key, context.Document)] = asked.Scope is { } scope ? [scope] : [] }];
        if (HttpMethods.IsGet(context.Description.HttpMethod ?? ""))
            operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(Session, context.Document)] = [] });
    }
}
