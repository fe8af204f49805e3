using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Evidence;

/// <summary>The signing keys with their fingerprints, and rotation: for administrators.</summary>
internal static class ManageSigningKeys
{
    public const string Path = "/operations/keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? done, SigningKeys keys, CancellationToken cancel) => ShowAsync(keys, done, [], cancel))
            .Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(Path + "/rotate", RotateAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(SigningKeys keys, string? done, IReadOnlyList<Fault> faults, CancellationToken cancel)
        => Show.Page<SigningKeysView>(new { Keys = await keys.ListAsync(cancel), Rotated = done == "rotated", Faults = faults }, faults.Count > 0 ? 422 : 200);

    private static async Task<IResult> RotateAsync([FromForm] string? days, HttpContext http, SigningKeys keys, CancellationToken cancel)
    {
        var rotated = await keys.RotateAsync(http.Reader(), int.TryParse(JapaneseText.Fold(days ?? ""), out var overlap) ? overlap : -1, cancel);
        return rotated.Failure switch
        {
            null => Results.LocalRedirect($"{Path}?done=rotated"),
            { Kind: FailureKind.Invalid } wrong => await ShowAsync(keys, null, [.. wrong.Faults.Select(f => f with { Value = days })], cancel),
            var failure => Show.Failure(failure),
        };
    }
}
