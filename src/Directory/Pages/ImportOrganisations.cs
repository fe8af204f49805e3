using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
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
        var read = await UploadedFile.ReadAsync(file, cancel);
        if (!read.Succeeded)
            return Page(from, read.Failure);
        var plan = await DirectoryImport.PlanAsync(contexts, read.Value, file!.FileName, from, cancel);
        if (!plan.Succeeded)
            return Page(from, plan.Failure);
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        var upload = await Uploads.KeepAsync(work, null, file.FileName, read.Value, from, cancel);
        await work.CommitAsync(cancel);
        return Show.Page<ImportOrganisationsView>(new { Day = from, Plan = plan.Value, Upload = upload, file.FileName });
    }

    private static async Task<IResult> ConfirmAsync(Guid id, HttpContext http, Works works, TimeProvider time, CancellationToken cancel)
    {
        var done = await works.RunAsync<ImportPlan>(http.Reader(), async work => await Uploads.TakeAsync(work, id, null, cancel) is { } file
            ? await DirectoryImport.CarryOutAsync(work, file.Bytes, file.FileName, file.Day, cancel) : Failure.NotFound, cancel);
        return done.Succeeded
            ? Show.Page<ImportOrganisationsView>(new { Day = Today(time), Plan = done.Value, Done = true })
            : done.Failure!.Kind == FailureKind.NotFound ? Show.Failure(Failure.NotFound) : Page(Today(time), done.Failure);
    }

    private static RazorComponentResult<ImportOrganisationsView> Page(DateOnly day, Failure? failure = null)
        => Show.Page<ImportOrganisationsView>(new { Day = day, Failed = failure }, failure is null ? 200 : Show.Status(failure.Kind));

    private static DateOnly Today(TimeProvider time) => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
}
