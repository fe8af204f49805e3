using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Records;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Backup;

/// <summary><c>/api/v1/backup</c>: a backup of the running portal as a stream, encrypted to recipients, for keys of administrators.</summary>
internal static class BackupApi
{
    public const string Scope = "backup:make";
    private const int MostRecipients = 20;

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/api/v1/backup", MakeAsync).Api(Scope, Role.Administrator).WithName("makeBackup").WithTags("operations")
            .WithSummary("A backup of all records as of now, encrypted to recipients.")
            .WithDescription("The answer is a file in the age format, made while it is sent. A file that was cut short cannot be restored.")
            .WithQuery("recipient", "A public key that begins with age1, as sakimori backup keygen prints it; may be given several times.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    public static void AddScope(IServiceCollection services)
        => services.AddSingleton(new ApiScope(Scope, new("バックアップを取る", "Make backups"), Role.Administrator));

    private static async Task<IResult> MakeAsync([FromQuery] string[]? recipient, HttpContext http, Backups backups, Works works, CancellationToken cancel)
    {
        var recipients = AgeRecipient.ParseAll(recipient is { Length: <= MostRecipients } given ? given : []);
        if (recipients.Failure is { } wrong)
            return Problems.Of(wrong, http.Language());
        if (await backups.CheckAsync(cancel) is { } refused)
            return Problems.Of(refused, http.Language());

        // On record before the first byte leaves: whoever breaks off has read a part all the same.
        await using (var work = await works.BeginAsync(http.Reader(), cancel))
        {
            work.Audit("platform.backup.taken", "backup", after: new { Recipients = recipients.Value.Select(r => r.ToString()) });
            await work.CommitAsync(cancel);
        }

        return Results.Stream(async body => await backups.WriteAsync(body, recipients.Value, cancel), "application/octet-stream", "sakimori-backup.age");
    }
}
