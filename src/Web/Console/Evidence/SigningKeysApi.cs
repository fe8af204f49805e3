using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Evidence;

/// <summary><c>/api/v1/signing-keys</c>: the list with fingerprints, and rotation, for keys of administrators.</summary>
internal static class SigningKeysApi
{
    public const string Read = "signing-keys:read";
    public const string Write = "signing-keys:write";
    private const string Path = "/api/v1/signing-keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (SigningKeys keys, CancellationToken cancel) =>
                Results.Json([.. (await keys.ListAsync(cancel)).Select(SigningKeyDocument.Of)], SigningKeysJson.Default.IReadOnlyListSigningKeyDocument))
            .Api(Read, Role.Administrator).WithName("listSigningKeys").WithTags("evidence")
            .WithSummary("The keys that sign evidence, the newest first.")
            .WithDescription("The public keys themselves are at /.well-known/jwks.json.")
            .Produces<IReadOnlyList<SigningKeyDocument>>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost(Path + "/rotate", RotateAsync).Api(Write, Role.Administrator).WithName("rotateSigningKey").WithTags("evidence")
            .WithSummary("Makes a new key active in place of the former.")
            .WithQuery("overlap_days", "For how many days what the former key signed still verifies: 0 to 1000; 400 unless given. 0 when it may have leaked.")
            .Produces<SigningKeyDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> RotateAsync(int? overlap_days, HttpContext http, SigningKeys keys, CancellationToken cancel)
        => (await keys.RotateAsync(http.Reader(), overlap_days ?? SigningKeys.DefaultOverlap, cancel)).Match(
            key => Results.Json(SigningKeyDocument.Of(key), SigningKeysJson.Default.SigningKeyDocument, statusCode: StatusCodes.Status201Created),
            failure => Problems.Of(failure, http.Language()));
}

/// <summary>A signing key as the API and the command line write it; moments in UTC.</summary>
/// <param name="Fingerprint">The SHA-256 thumbprint of the public key (RFC 7638), base64url.</param>
/// <param name="Name">Year and number.</param>
/// <param name="Active">True for the one that signs.</param>
/// <param name="Made">Since when it signs.</param>
/// <param name="Retired">Until when it signed; null while it is active.</param>
/// <param name="Ends">From when nothing that it signed verifies; null while it is active.</param>
public sealed record SigningKeyDocument(string Fingerprint, string Name, bool Active, DateTime Made, DateTime? Retired, DateTime? Ends)
{
    /// <summary>The document of a key.</summary>
    public static SigningKeyDocument Of(SigningKey key) => new(key.Fingerprint, key.Name, key.Active, key.Made, key.Retired, key.Ends);
}

/// <summary>How the documents of signing keys are written and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<SigningKeyDocument>))]
public sealed partial class SigningKeysJson : JsonSerializerContext;
