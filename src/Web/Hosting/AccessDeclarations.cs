using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sakimori.Platform.Access;

namespace Sakimori.Web.Hosting;

/// <summary>Says in words who may call an endpoint; an endpoint without it fails the architecture test.</summary>
/// <param name="Words">For the reference and the tests.</param>
public sealed record DeclaredAccess(string Words);

/// <summary>How endpoints declare who may call them.</summary>
public static class AccessDeclarations
{
    /// <summary>Everybody, signed in or not.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.AllowAnonymous().WithMetadata(new DeclaredAccess("public"));

    /// <summary>Any signed-in account; rows are filtered by audience.</summary>
    public static TBuilder SignedIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.RequireAuthorization().WithMetadata(new DeclaredAccess("signed in"));

    /// <summary>Accounts that hold the system-wide role or a stronger one.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder
        => endpoint
            .RequireAuthorization(policy => policy.RequireAssertion(context =>
                context.Resource is HttpContext http && http.Reader().Holds(role)))
            .WithMetadata(new DeclaredAccess($"system role {role}"));

    /// <summary>A form's target: refuses a request without the antiforgery token.</summary>
    public static TBuilder Form<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new RequireAntiforgeryTokenAttribute());

    /// <summary>On whose behalf the request is made.</summary>
    public static Reader Reader(this HttpContext http) => http.Features.Get<Reader>() ?? Platform.Access.Reader.Nobody;
}
