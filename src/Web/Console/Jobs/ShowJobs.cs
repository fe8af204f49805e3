using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Web.Console.Jobs;

/// <summary>Jobs with their progress; cancelling one and running one again.</summary>
internal static class ShowJobs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/jobs", ListAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost("/operations/jobs/{id:guid}/cancel", CancelAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost("/operations/jobs/{id:guid}/again", AgainAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ContextFactory contexts, IEnumerable<JobKind> kinds, CancellationToken cancel)
    {
        var query = TableQuery.Parse(http.Request.Query, ["made"], "state");
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        var jobs = platform.Jobs.AsQueryable();
        if (Enum.TryParse<JobState>(query.Facets.GetValueOrDefault("state"), true, out var state))
            jobs = jobs.Where(j => j.State == state);
        var rows = await jobs.OrderByDescending(j => j.Made).ThenByDescending(j => j.Id).Skip(query.Offset).Take(query.Size).ToListAsync(cancel);
        return Show.Page<JobsView>(new
        {
            Query = query,
            Total = await jobs.CountAsync(cancel),
            Rows = rows,
            Titles = kinds.ToDictionary(k => k.Key, k => k.Title),
        });
    }

    private static async Task<IResult> CancelAsync(Guid id, HttpContext http, Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        if (!await JobRequests.CancelAsync(work, id, cancel))
            return Show.Failure(Failure.NotFound);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect("/operations/jobs");
    }

    private static async Task<IResult> AgainAsync(Guid id, HttpContext http, Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        if (await JobRequests.AgainAsync(work, id, cancel) is null)
            return Show.Failure(Failure.NotFound);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect("/operations/jobs");
    }
}
