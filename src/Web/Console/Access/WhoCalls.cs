using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary><c>/api/v1/caller</c>: says whom a key acts for, and lets a key that leaked revoke itself; any key may, whatever its scopes.</summary>
internal static class WhoCalls
{
    public const string Scope = "access:read";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/caller", Tell)
            .ApiOfAnyKey()
            .WithName("getCaller")
            .WithTags("access")
            .WithSummary("On whose behalf this call is made: name, organisation, roles and, for a key, its scopes.")
            .Produces<CallerDocument>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapDelete("/api/v1/caller", RevokeAsync)
            .ApiOfAnyKey()
            .WithName("revokeCaller")
            .WithTags("access")
            .WithSummary("Revokes the key with which this call is made, at once and for good.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static Ok<CallerDocument> Tell(HttpContext http)
    {
        var reader = http.Reader();
        return TypedResults.Ok(new CallerDocument(
            reader.Name,
            reader.Organisation,
            [.. reader.Roles.Select(r => new CallerRole(r.Role.ToString(), r.Scope == Scopes.System ? null : r.Scope))],
            [.. http.User.FindAll(ApiAccess.ScopeClaim).Select(c => c.Value)]));
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, ApiKeys keys, CancellationToken cancel)
        => await keys.RevokeSelfAsync(http.Reader(), cancel) is { } failure
            ? Problems.Of(failure, http.Language())
            : TypedResults.NoContent();
}

/// <summary>On whose behalf a call is made.</summary>
/// <param name="Name">The name of the key or the account.</param>
/// <param name="Organisation">The organisation acted for; null for the deployment, or when none is chosen.</param>
/// <param name="Roles">The roles held now.</param>
/// <param name="Scopes">The scopes of the key; empty for an account.</param>
internal sealed record CallerDocument(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("organisation")] Guid? Organisation,
    [property: JsonPropertyName("roles")] IReadOnlyList<CallerRole> Roles,
    [property: JsonPropertyName("scopes")] IReadOnlyList<string> Scopes);

/// <summary>A role held.</summary>
/// <param name="Role">Reader, Contributor, Manager, Office or Administrator.</param>
/// <param name="Organisation">Where; null for the whole deployment.</param>
internal sealed record CallerRole(
    [property: JsonPropertyName("role")] string Role,
    [property: JsonPropertyName("organisation")] Guid? Organisation);
