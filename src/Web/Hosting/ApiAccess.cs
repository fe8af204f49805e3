using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;

namespace Sakimori.Web.Hosting;

/// <summary>The scope that an API endpoint asks of a key.</summary>
/// <param name="Scope">Its name: <c>benchmark:read</c>; null where any key will do.</param>
public sealed record ApiScopeAsked(string? Scope);

/// <summary>
/// How the API knows its callers: an API key in <c>Authorization: Bearer skm_…</c> (RFC 6750), or for reading the sign-in cookie
/// of the portal. What changes something needs a key, so that no other site can make a browser do it.
/// </summary>
public static class ApiAccess
{
    internal const string Scheme = "Api";
    internal const string ScopeClaim = "scope";

    internal static void AddApiAccess(this IServiceCollection services)
        => services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiCaller>(Scheme, null);

    /// <summary>
    /// An endpoint of the API: for keys with the scope and, when it only reads, for whoever is signed in. The handler judges
    /// roles by <c>http.Reader()</c>, which is the key's organisation with the role that the scope needs.
    /// </summary>
    public static TBuilder Api<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder
        => endpoint
            .RequireAuthorization(new AuthorizationPolicyBuilder(Scheme)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => !context.User.HasClaim(c => c.Type == ScopeClaim) || context.User.HasClaim(ScopeClaim, scope))
                .Build())
            .WithMetadata(new DeclaredAccess($"API key with {scope}; GET also signed in"), new ApiScopeAsked(scope))
            .WithMetadata(Problem(StatusCodes.Status401Unauthorized), Problem(StatusCodes.Status403Forbidden), Problem(StatusCodes.Status429TooManyRequests))
            .LimitedPerKey()
            .DisableAntiforgery();

    /// <summary>An endpoint of the API for every key that works, whatever its scopes, and when it only reads for whoever is signed in.</summary>
    public static TBuilder ApiOfAnyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint
            .RequireAuthorization(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build())
            .WithMetadata(new DeclaredAccess("any API key; GET also signed in"), new ApiScopeAsked(null))
            .WithMetadata(Problem(StatusCodes.Status401Unauthorized), Problem(StatusCodes.Status429TooManyRequests))
            .LimitedPerKey()
            .DisableAntiforgery();

    /// <summary>The id of the API key that calls; null where none does.</summary>
    internal static Guid? CallingKey(this HttpContext http)
        => http.User.Identity?.AuthenticationType == Scheme ? http.Reader().Account : null;

    /// <summary>
    /// An endpoint of the API for holders of a system-wide role alone. Everybody else hears that there is nothing, by the same
    /// answer wherever they ask.
    /// </summary>
    public static RouteHandlerBuilder Api(this RouteHandlerBuilder endpoint, string scope, Role needs)
    {
        endpoint.Api(scope).WithMetadata(new DeclaredAccess($"API key with {scope}; GET also signed in; system role {needs}"));
        return endpoint.AddEndpointFilter(async (context, next) => context.HttpContext.Reader().Holds(needs)
            ? await next(context)
            : Problems.Of(Failure.NotFound, context.HttpContext.Language()));
    }

    private static ProducesResponseTypeMetadata Problem(int status) => new(status, typeof(ProblemDetails), ["application/problem+json"]);
}

/// <summary>Authenticates a call of the API.</summary>
internal sealed class ApiCaller(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            Context.Features.Set(Reader.Nobody);
            if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                || await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } found)
            {
                return AuthenticateResult.Fail("No key that works.");
            }

            Context.Features.Set(found.Reader);
            var identity = new ClaimsIdentity(found.Scopes.Select(s => new Claim(ApiAccess.ScopeClaim, s)), Scheme.Name);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
        }

        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
            return AuthenticateResult.NoResult();
        var signedIn = await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return signedIn.Principal is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerAsync(StatusCodes.Status401Unauthorized, new(
            "有効な API キーを Authorization: Bearer に付けてください。読み取りはサインインしたままでもできます。",
            "Send an API key that works as Authorization: Bearer; reading also works while signed in."));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<ApiScopeAsked>()?.Scope;
        return AnswerAsync(StatusCodes.Status403Forbidden, new(
            $"この API キーには {scope} が許可されていません。", $"This API key is not allowed {scope}."));
    }

    private Task AnswerAsync(int status, Text detail)
        => Problems.Of(new Failure(FailureKind.Forbidden, detail), Context.Language(), status).ExecuteAsync(Context);
}
