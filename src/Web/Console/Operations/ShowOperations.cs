using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Operations;

/// <summary>How the portal is doing, and events whose handling fails.</summary>
internal static class ShowOperations
{
    private const int MostEvents = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations", ShowAsync).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost("/operations/events/{id:long}/retry", RetryAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        ContextFactory contexts, Database database, RunningPortal portal, BackupSettings backup, TimeProvider time, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        return Show.Page<OperationsView>(new
        {
            Condition = await Condition.ReadAsync(contexts, time, cancel),
            Portal = portal,
            database.Engine,
            DatabaseBytes = await database.BytesAsync(cancel),
            DiskFree = new DriveInfo(portal.DataFolder).AvailableFreeSpace,
            Backup = await BackupHealth.ReadAsync(backup, connection, time.UtcMoment(), cancel),
            Events = (IReadOnlyList<OutboxEvent>)await StuckEvents.Of(platform).Take(MostEvents).ToListAsync(cancel),
        });
    }

    private static async Task<IResult> RetryAsync(long id, HttpContext http, Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        if (!await StuckEvents.RetryAsync(work, id, cancel))
            return Show.Failure(Failure.NotFound);
        await work.CommitAsync(cancel);
        return Results.LocalRedirect("/operations");
    }
}
