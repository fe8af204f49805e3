using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Backup;

/// <summary><c>/api/v1/held</c>: what waits since a restore, for keys of administrators.</summary>
internal static class HeldApi
{
    public const string Read = "held:read";
    public const string Write = "held:write";
    private const string Path = "/api/v1/held";
    private const int MostOnPage = 200;

    public static void AddScopes(IServiceCollection services)
    {
        services.AddSingleton(new ApiScope(Read, new("復元後に保留中のものを読む", "Read what is held after a restore"), Role.Administrator));
        services.AddSingleton(new ApiScope(Write, new("復元後に保留中のものを再開し、破棄する", "Release and discard what is held after a restore"), Role.Administrator));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(Read, Role.Administrator), "listHeld", "What waits since a restore, in the order in which it was held.")
            .WithQuery("kind", "letter, event, job or schedule; all unless given.")
            .WithQuery("page", "Counts from 1.")
            .WithQuery("size", "Items a page, 1 to 200; 50 unless given. total says how many there are.")
            .Produces<HeldListDocument>();
        Describe(routes.MapPost(Path + "/release", ReleaseAllAsync).Api(Write, Role.Administrator), "releaseAllHeld", "Lets all of a kind go on.")
            .WithQuery("kind", "letter, event, job or schedule.")
            .Produces<HeldReleasedDocument>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Describe(routes.MapPost(Path + "/{number:long}/release", async (long number, HttpContext http, HeldItems held, CancellationToken cancel)
                => Problems.OrDone(await held.ReleaseAsync(http.Reader(), number, cancel), http)).Api(Write, Role.Administrator), "releaseHeld", "Lets one go on.")
            .WithPath("number", "The number of the item.")
            .Produces(StatusCodes.Status204NoContent);
        Describe(routes.MapPost(Path + "/{number:long}/discard", DiscardAsync).Api(Write, Role.Administrator), "discardHeld", "Ends one for good.")
            .WithDescription("reason: up to 1,000 characters, kept in the audit trail. A schedule can only be released.")
            .WithPath("number", "The number of the item.")
            .Accepts<HeldReasonDocument>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("operations").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(string? kind, int? page, int? size, HeldItems held, CancellationToken cancel)
    {
        var (at, most) = (Math.Clamp(page ?? 1, 1, 1_000_000), Math.Clamp(size ?? 50, 1, MostOnPage));
        var which = HeldKinds.Parse(kind);
        var (rows, counts) = await held.ListAsync(which, (at - 1) * most, most, cancel);
        return Results.Json(new HeldListDocument(
            [.. rows.Select(HeldDocument.Of)], counts.Where(c => which is null || c.Key == which).Sum(c => c.Value), at, most), HeldJson.Default.HeldListDocument);
    }

    private static async Task<IResult> ReleaseAllAsync(string? kind, HttpContext http, HeldItems held, CancellationToken cancel)
    {
        if (HeldKinds.Parse(kind) is not { } which)
        {
            return Problems.Of(new(FailureKind.Invalid, NewAccount.PleaseCheck, [new(
                new("種類を使えません。", "There is no such kind."), new("letter、event、job、schedule のどれかを指定してください。", "Give letter, event, job or schedule."),
                Column: "kind", Value: kind)]), http.Language());
        }

        return (await held.ReleaseAllAsync(http.Reader(), which, cancel)).Match(
            count => Results.Json(new HeldReleasedDocument(count), HeldJson.Default.HeldReleasedDocument), failure => Problems.Of(failure, http.Language()));
    }

    private static async Task<IResult> DiscardAsync(long number, HttpContext http, HeldItems held, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, HeldJson.Default.HeldReasonDocument, cancel);
        return body.Failure is { } unreadable
            ? Problems.Of(unreadable, http.Language()) : Problems.OrDone(await held.DiscardAsync(http.Reader(), number, body.Value.Reason, cancel), http);
    }
}

/// <summary>A page of what waits.</summary>
/// <param name="Items">In the order in which they were held.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Counts from 1.</param>
/// <param name="Size">Items a page.</param>
public sealed record HeldListDocument(IReadOnlyList<HeldDocument> Items, int Total, int Page, int Size);

/// <summary>Something that waits since a restore.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">letter, event, job or schedule.</param>
/// <param name="Name">The letter's subject, the event's type, the job's or the schedule's key.</param>
/// <param name="For">The letter's address or the event's subject; null for jobs and schedules.</param>
/// <param name="At">When it was written, happened or was due, UTC; null for schedules.</param>
public sealed record HeldDocument(long Number, string Kind, string Name, string? For, DateTime? At)
{
    /// <summary>The document of an item.</summary>
    public static HeldDocument Of(HeldRow row) => new(row.Item.Number, row.Item.Kind.Code(), row.Name, row.For, row.At);
}

/// <summary>Why something is discarded.</summary>
/// <param name="Reason">1 to 1,000 characters.</param>
public sealed record HeldReasonDocument(string? Reason);

/// <summary>How many go on.</summary>
/// <param name="Released">How many.</param>
public sealed record HeldReleasedDocument(int Released);

/// <summary>How the documents of held items are written and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HeldListDocument))]
[JsonSerializable(typeof(HeldReasonDocument))]
[JsonSerializable(typeof(HeldReleasedDocument))]
public sealed partial class HeldJson : JsonSerializerContext;
