using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Jobs;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Backup;

/// <summary>What waits since a restore 保留中のもの: administrators release and discard it.</summary>
internal static class ManageHeld
{
    public const string Path = "/operations/held";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(Path + "/release", ReleaseAllAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{number:long}/release", async (long number, HttpContext http, HeldItems held, CancellationToken cancel)
            => await held.ReleaseAsync(http.Reader(), number, cancel) is { } failure ? Show.Failure(failure) : Results.LocalRedirect($"{Path}?done=released"))
            .Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapGet(Path + "/{number:long}/discard", (long number) => Show.Page<DiscardHeldView>(new { Number = number }))
            .Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(Path + "/{number:long}/discard", DiscardAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    /// <summary>Adds the notice that stands on every page of administrators while something waits.</summary>
    public static void AddNotice(IServiceCollection services)
        => services.AddSingleton(s => new StandingNotice(reader => reader.Holds(Role.Administrator) && s.GetService<HeldWatch>()?.Count is > 0 and var count
            ? new Text($"バックアップから復元したポータルです。メールや処理など{count}件が保留中で、再開するまで送信も実行もしません。",
                $"This portal was restored from a backup. {count} things, such as letters and jobs, are held: nothing is sent or run until it is released.")
            : null, Path));

    private static async Task<IResult> ListAsync(string? done, HttpContext http, HeldItems held, IEnumerable<JobKind> kinds, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["number"], "kind");
        var kind = HeldKinds.Parse(query.Facets.GetValueOrDefault("kind"));
        var (rows, counts) = await held.ListAsync(kind, query.Offset, query.Size, cancel);
        return Show.Page<HeldView>(new
        {
            Query = query,
            Rows = rows,
            Counts = counts,
            Total = counts.Where(c => kind is null || c.Key == kind).Sum(c => c.Value),
            Titles = kinds.ToDictionary(k => k.Key, k => k.Title),
            Done = done,
        });
    }

    private static async Task<IResult> ReleaseAllAsync([FromForm] string? kind, HttpContext http, HeldItems held, CancellationToken cancel)
    {
        if (HeldKinds.Parse(kind) is not { } which)
            return Show.Failure(Failure.NotFound);
        return (await held.ReleaseAllAsync(http.Reader(), which, cancel)).Match(_ => Results.LocalRedirect($"{Path}?done=released"), Show.Failure);
    }

    private static async Task<IResult> DiscardAsync(long number, [FromForm] string? reason, HttpContext http, HeldItems held, CancellationToken cancel)
        => await held.DiscardAsync(http.Reader(), number, reason, cancel) switch
        {
            null => Results.LocalRedirect($"{Path}?done=discarded"),
            { Kind: FailureKind.Invalid } wrong => Show.Page<DiscardHeldView>(new { Number = number, Reason = reason ?? "", wrong.Faults }, 422),
            var failure => Show.Failure(failure),
        };
}
