using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Api;

/// <summary><c>/api/v1/benchmark/rounds/invitations</c>: what invited organisations do.</summary>
internal static class RoundSharesApi
{
    private const string Root = "/api/v1/benchmark/rounds/invitations";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, ListAsync).Api(RoundsApi.Scope).WithName("listRoundInvitations").WithTags("benchmark")
            .WithSummary("The invitations of the key's organisation with what it has decided, the newest first, at most 100.")
            .Produces<ReceivedListDocument>();
        routes.MapPut(Root + "/{id:guid}/share", ShareAsync).Api(RoundsApi.Scope).WithName("shareWithRound").WithTags("benchmark")
            .WithSummary("Decides what the round's host sees, in the place of what was decided before.")
            .WithPath("id", "The invitation's id.")
            .Accepts<ShareBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapDelete(Root + "/{id:guid}/share", (Guid id, HttpContext http, RoundSharing sharing, CancellationToken cancel)
                => DecideAsync(http, sharing.ChooseAsync(http.Reader(), id, SharingLevel.Nothing, null, cancel)))
            .Api(RoundsApi.Scope).WithName("withdrawFromRound").WithTags("benchmark")
            .WithSummary("Declines, or withdraws what was shared: the host sees nothing of it from now on.")
            .WithPath("id", "The invitation's id.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, RoundSharing sharing, IOrganisationNames names, CancellationToken cancel)
    {
        var received = await sharing.ListAsync(http.Reader(), cancel);
        var hosts = await RoundHosts.NamesAsync(names, received.Select(r => r.Round.Host), cancel);
        return Results.Json(new ReceivedListDocument([.. received.Select(r => ReceivedDocument.Of(r, hosts[r.Round.Host], http.Language()))]),
            RoundsApiJson.Written.ReceivedListDocument);
    }

    private static async Task<IResult> ShareAsync(Guid id, HttpContext http, RoundSharing sharing, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, RoundsApiJson.Default.ShareBody, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        if (SharingLevels.Parse(body.Value.Level) is not { } level)
        {
            return Problems.Of(new Failure(FailureKind.Invalid, new("入力を確かめてください。", "Please check what you entered."),
                [new(new("この共有範囲はありません。", "There is no such level."), new("nothing、done、total、measures のどれかにしてください。", "Send nothing, done, total or measures."),
                    Column: "level", Value: body.Value.Level)]), http.Language());
        }

        return await DecideAsync(http, sharing.ChooseAsync(http.Reader(), id, level, body.Value.Check, cancel));
    }

    private static async Task<IResult> DecideAsync(HttpContext http, Task<Outcome<Guid>> decision) => Problems.OrDone((await decision).Failure, http);
}
