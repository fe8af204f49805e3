using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>The office brings a file: dry run, confirmation, done. The file waits a day at most between the two.</summary>
internal static class ImportOrganisations
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/directory/import", (TimeProvider time) => Page(Today(time))).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost("/directory/import", UploadAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost("/directory/import/{id:guid}", ConfirmAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> UploadAsync(
        IFormFile? file, [FromForm] string? day, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
    {
        if (Dates.Parse(day ?? "") is not { } from)
            return Page(Today(time), new(FailureKind.Invalid, new("日付ではありません。", "This is not a date.")));
        if (file is null || file.Length == 0 || file.Length > TableLimits.Default.Bytes)
        {
            return Page(from, new(FailureKind.Invalid, new("ファイルがないか、大きすぎます（上限 20 MiB）。", "The file is missing or too large (at most 20 MiB).")));
        }

        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancel);
        var bytes = buffer.ToArray();
        var plan = await DirectoryImport.PlanAsync(contexts, bytes, file.FileName, from, cancel);
        if (!plan.Succeeded)
            return Page(from, plan.Failure);
        var id = Guid.NewGuid();
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        var uploads = work.Enlist<DirectoryContext>().Uploads;
        await uploads.Where(u => u.Made < work.Now.AddDays(-1)).ExecuteDeleteAsync(cancel);
        uploads.Add(new() { Id = id, Account = http.Reader().Account!.Value, FileName = file.FileName, Bytes = bytes, Day = from, Made = work.Now });
        await work.CommitAsync(cancel);
        return Show.Page<ImportOrganisationsView>(new { Day = from, Plan = plan.Value, Upload = id, file.FileName });
    }

    private static async Task<IResult> ConfirmAsync(Guid id, HttpContext http, Works works, TimeProvider time, CancellationToken cancel)
    {
        var done = await works.RunAsync(http.Reader(), async work =>
        {
            var uploads = work.Enlist<DirectoryContext>().Uploads;
            var upload = await uploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.Account == http.Reader().Account, cancel);
            if (upload is null)
                return Failure.NotFound;
            await uploads.Where(u => u.Id == id).ExecuteDeleteAsync(cancel);
            return await DirectoryImport.CarryOutAsync(work, upload.Bytes, upload.FileName, upload.Day, cancel);
        }, cancel);
        return done.Succeeded
            ? Show.Page<ImportOrganisationsView>(new { Day = Today(time), Plan = done.Value, Done = true })
            : done.Failure!.Kind == FailureKind.NotFound ? Show.Failure(Failure.NotFound) : Page(Today(time), done.Failure);
    }

    private static RazorComponentResult<ImportOrganisationsView> Page(DateOnly day, Failure? failure = null)
        => Show.Page<ImportOrganisationsView>(new { Day = day, Failed = failure }, failure is null ? 200 : Show.Status(failure.Kind));

    private static DateOnly Today(TimeProvider time) => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
}
