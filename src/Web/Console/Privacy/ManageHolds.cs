using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Privacy;

/// <summary>Holds 保全: administrators list, place and lift them.</summary>
internal static class ManageHolds
{
    public const string Path = "/privacy/holds";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapGet(Path + "/new", (string? kind, string? subject) => Form(kind, subject, null, [])).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(Path, PlaceAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{number:int}/lift", async (int number, HttpContext http, LegalHolds holds, CancellationToken cancel)
            => await holds.LiftAsync(http.Reader(), number, cancel) is { } failure ? Show.Failure(failure) : Results.LocalRedirect($"{Path}?done=lifted"))
            .Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(string? done, HttpContext http, LegalHolds holds, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["number"]);
        var (rows, total) = await holds.ListAsync(query.Offset, query.Size, cancel);
        return Show.Page<HoldsView>(new { Rows = rows, Total = total, Query = query, Done = done });
    }

    private static async Task<IResult> PlaceAsync(
        [FromForm] string? kind, [FromForm] string? subject, [FromForm] string? reason, HttpContext http, LegalHolds holds, CancellationToken cancel)
    {
        var placed = await holds.PlaceAsync(http.Reader(), HoldSubjects.Parse(kind), subject, reason, cancel);
        return placed.Failure switch
        {
            null => Results.LocalRedirect($"{Path}?done=placed"),
            { Kind: FailureKind.Invalid } failure => Form(kind, subject, reason, failure.Faults),
            var failure => Show.Failure(failure),
        };
    }

    private static RazorComponentResult<NewHoldView> Form(string? kind, string? subject, string? reason, IReadOnlyList<Fault> faults)
        => Show.Page<NewHoldView>(new { Kind = kind, Subject = subject ?? "", Reason = reason ?? "", Faults = faults }, faults.Count > 0 ? 422 : 200);
}
