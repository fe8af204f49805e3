using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers and its tables are up to date.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).Public().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).Public().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Migrator migrator, CancellationToken cancel)
    {
        try
        {
            return await migrator.IsUpToDateAsync(cancel)
                ? Results.Json(new { status = "ready" })
                : Results.Json(new { status = "migrating" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (DbException)
        {
            return Results.Json(new { status = "no database" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
