using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>Whoever may change the people of an organisation brings them as a file: dry run, confirmation, done.</summary>
internal static class ImportPeople
{
    private const string Path = "/directory/{id:guid}/people/import";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Guid id, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
            => PageAsync(id, new() { Day = Today(time) }, http, contexts, cancel)).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, UploadAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{upload:guid}", ConfirmAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> UploadAsync(
        Guid id, IFormFile? file, [FromForm] string? day, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
    {
        var shown = new PeopleImportState { Day = Today(time) };
        if (Dates.Parse(day ?? "") is not { } from)
            return await PageAsync(id, shown with { Failed = new(FailureKind.Invalid, new("日付ではありません。", "This is not a date.")) }, http, contexts, cancel);
        shown = shown with { Day = from };
        var read = await UploadedFile.ReadAsync(file, cancel);
        if (!read.Succeeded)
            return await PageAsync(id, shown with { Failed = read.Failure }, http, contexts, cancel);
        var plan = await PeopleImport.PlanAsync(contexts, http.Reader(), id, read.Value, file!.FileName, from, cancel);
        if (!plan.Succeeded)
            return await PageAsync(id, shown with { Failed = plan.Failure }, http, contexts, cancel);
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        var upload = await Uploads.KeepAsync(work, id, file.FileName, read.Value, from, cancel);
        await work.CommitAsync(cancel);
        return await PageAsync(id, shown with { Plan = plan.Value, Upload = upload }, http, contexts, cancel);
    }

    private static async Task<IResult> ConfirmAsync(
        Guid id, Guid upload, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
    {
        var done = await works.RunAsync<PeoplePlan>(http.Reader(), async work => await Uploads.TakeAsync(work, upload, id, cancel) is { } file
            ? await PeopleImport.CarryOutAsync(work, id, file.Bytes, file.FileName, file.Day, cancel) : Failure.NotFound, cancel);
        var shown = new PeopleImportState { Day = Today(time) };
        return done.Failure switch
        {
            null => await PageAsync(id, shown with { Plan = done.Value, Done = true }, http, contexts, cancel),
            { Kind: FailureKind.NotFound } => Show.Failure(Failure.NotFound),
            var failure => await PageAsync(id, shown with { Failed = failure }, http, contexts, cancel),
        };
    }

    private static async Task<IResult> PageAsync(Guid id, PeopleImportState state, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        if (!People.MayChange(http.Reader(), id) || !await context.Organisations.AnyAsync(o => o.Id == id, cancel))
            return Show.Failure(Failure.NotFound);
        var name = await context.CurrentNames.SingleAsync(n => n.Organisation == id, cancel);
        return Show.Page<ImportPeopleView>(
            new { Organisation = id, name.Name, State = state }, state.Failed is { } failure ? Show.Status(failure.Kind) : StatusCodes.Status200OK);
    }

    private static DateOnly Today(TimeProvider time) => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
}

/// <summary>How far an import of people has come.</summary>
public sealed record PeopleImportState
{
    /// <summary>From which day rows hold that name none.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is wrong with the file.</summary>
    public Failure? Failed { get; init; }

    /// <summary>What would change, or has changed.</summary>
    public PeoplePlan? Plan { get; init; }

    /// <summary>True when it was carried out.</summary>
    public bool Done { get; init; }

    /// <summary>The file that waits.</summary>
    public Guid Upload { get; init; }
}
