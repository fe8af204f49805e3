using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary><c>/api/v1/legal-holds</c>: for keys of administrators.</summary>
internal static class HoldsApi
{
    public const string Read = "legal-holds:read";
    public const string Write = "legal-holds:write";
    private const string Path = "/api/v1/legal-holds";
    private const int MostOnPage = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(Read, Role.Administrator), "listLegalHolds", "Holds, those that were lifted included, the latest first.")
            .WithQuery("page", "Counts from 1.")
            .WithQuery("size", "Holds a page, 1 to 200; 50 unless given. total says how many there are.")
            .Produces<HoldListDocument>();
        Describe(routes.MapPost(Path, PlaceAsync).Api(Write, Role.Administrator), "placeLegalHold", "Places a hold on an account, a person of the directory or an organisation.")
            .WithDescription("kind: account, person or organisation; subject: its id; reason: up to 1,000 characters, for administrators alone.")
            .Accepts<NewHoldDocument>("application/json")
            .Produces<PlacedHoldDocument>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Describe(routes.MapPost(Path + "/{number:int}/lift", async (int number, HttpContext http, LegalHolds holds, CancellationToken cancel)
                => Problems.OrDone(await holds.LiftAsync(http.Reader(), number, cancel), http)).Api(Write, Role.Administrator), "liftLegalHold", "Lifts a hold; it stays on record.")
            .WithPath("number", "The number of the hold.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("privacy").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(int? page, int? size, LegalHolds holds, CancellationToken cancel)
    {
        var (at, most) = (Math.Clamp(page ?? 1, 1, 1_000_000), Math.Clamp(size ?? 50, 1, MostOnPage));
        var (rows, total) = await holds.ListAsync((at - 1) * most, most, cancel);
        return Results.Json(new HoldListDocument([.. rows.Select(r => HoldDocument.Of(r.Hold))], total, at, most), PrivacyJson.Default.HoldListDocument);
    }

    private static async Task<IResult> PlaceAsync(HttpContext http, LegalHolds holds, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, PrivacyJson.Default.NewHoldDocument, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        return (await holds.PlaceAsync(http.Reader(), HoldSubjects.Parse(body.Value.Kind), body.Value.Subject, body.Value.Reason, cancel)).Match(
            number => Results.Json(new PlacedHoldDocument(number), PrivacyJson.Default.PlacedHoldDocument, statusCode: StatusCodes.Status201Created),
            failure => Problems.Of(failure, http.Language()));
    }
}
