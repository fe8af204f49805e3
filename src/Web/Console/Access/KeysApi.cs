using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>
/// <c>/api/v1/keys</c>: the keys of the organisation or the portal whose key calls. A key makes only keys that may do no more than
/// it may itself, so that a key with few scopes never grows.
/// </summary>
internal static class KeysApi
{
    public const string Read = "keys:read";
    public const string Write = "keys:write";
    private const string Path = "/api/v1/keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(Read), "listKeys", "The keys, the newest first, without their secrets.")
            .Produces<IReadOnlyList<KeyDocument>>();
        Describe(routes.MapPost(Path, MakeAsync).Api(Write), "makeKey", "Makes a key; its secret is in the answer and never shown again.")
            .Accepts<NewKeyDocument>("application/json")
            .Produces<MadeKeyDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Describe(routes.MapDelete(Path + "/{id:guid}", async (Guid id, HttpContext http, ApiKeys keys, CancellationToken cancel) =>
                Problems.OrDone(await keys.RevokeAsync(http.Reader(), id, cancel), http)).Api(Write), "revokeKey", "Revokes a key at once and for good.")
            .WithPath("id", "The key's id.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("access").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(HttpContext http, ApiKeys keys, CancellationToken cancel)
        => MembersApi.Place(http.Reader()) is { } owner
            ? (await keys.ListAsync(http.Reader(), owner, cancel)).Match(
                list => Results.Json([.. list.Select(KeyDocument.Of)], AccessJson.Default.IReadOnlyListKeyDocument),
                failure => Problems.Of(failure, http.Language()))
            : Problems.Of(Failure.NotFound, http.Language());

    private static async Task<IResult> MakeAsync(HttpContext http, ApiKeys keys, CancellationToken cancel)
    {
        if (MembersApi.Place(http.Reader()) is not { } owner)
            return Problems.Of(Failure.NotFound, http.Language());
        var body = await JsonBody.ReadAsync(http, AccessJson.Default.NewKeyDocument, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        var scopes = body.Value.Scopes ?? [];
        if (scopes.FirstOrDefault(s => !http.User.HasClaim(ApiAccess.ScopeClaim, s)) is { } beyond)
        {
            return Problems.Of(new(FailureKind.Invalid, NewAccount.PleaseCheck, [new(
                new("呼び出したキーにない操作です。", "The calling key may not do this itself."),
                new("呼び出したキーに許可された操作から選んでください。", "Choose among the scopes of the calling key."), Column: "scopes", Value: beyond)]), http.Language());
        }

        return (await keys.MakeAsync(http.Reader(), owner, body.Value.Name ?? "", scopes, body.Value.Days, cancel)).Match(
            secret => Results.Json(new MadeKeyDocument(secret), AccessJson.Default.MadeKeyDocument, statusCode: StatusCodes.Status201Created),
            failure => Problems.Of(failure, http.Language()));
    }
}
