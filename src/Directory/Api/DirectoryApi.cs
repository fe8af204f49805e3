using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Pages;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Api;

/// <summary>The directory for programs of the office: import and export of the whole.</summary>
internal static class DirectoryApi
{
    public const string Write = "directory:write";
    public const string Read = "directory:read";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/directory/import", ImportAsync).Api(Write)
            .WithName("importDirectory").WithTags("directory")
            .WithSummary("Imports organisations, all or nothing.")
            .WithDescription("The body is the file: CSV, TSV or XLSX, at most 20 MiB.")
            .WithQuery("dry_run", "true: only checks, changes nothing.")
            .WithQuery("effective", "The day from which changes hold; today in Japan unless given.")
            .WithQuery("name", "The file's name, for messages.")
            .Accepts<byte[]>("text/csv", "application/octet-stream", TableWriter.MediaType(TableFormat.Xlsx))
            .Produces<ImportSummary>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapGet("/api/v1/directory/export", ExportAsync).Api(Read)
            .WithName("exportDirectory").WithTags("directory")
            .WithSummary("Exports every organisation as it is on a day.")
            .WithQuery("format", "csv or xlsx.")
            .WithQuery("encoding", "Of a CSV: utf-8-bom, utf-8 or cp932. Characters that cp932 lacks are a problem that names each.")
            .WithQuery("lossy", "true writes characters that cp932 lacks as 〓.")
            .WithQuery("on", "The day; today in Japan unless given.")
            .Produces<byte[]>(StatusCodes.Status200OK, "text/csv", TableWriter.MediaType(TableFormat.Xlsx))
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapPost("/api/v1/directory/{organisation:guid}/people", ImportPeopleAsync).Api(Write)
            .WithName("importPeople").WithTags("directory")
            .WithSummary("Imports the people of an organisation, all or nothing.")
            .WithPath("organisation", "The organisation's id.")
            .WithDescription("The body is the file with the columns of an export; a row without id is a new person, until is the last day. The answer "
                + "counts people: added, changed (known before) and unchanged add up to the rows; added_or_changed is added and changed together.")
            .WithQuery("dry_run", "true: only checks, changes nothing.")
            .WithQuery("effective", "The day from which rows without a day of their own hold; today in Japan unless given.")
            .WithQuery("name", "The file's name; its ending tells CSV from XLSX.")
            .Accepts<byte[]>("text/csv", "application/octet-stream", TableWriter.MediaType(TableFormat.Xlsx))
            .Produces<PeopleSummary>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet("/api/v1/directory/{organisation:guid}/people", ExportPeopleAsync).Api(Read)
            .WithName("exportPeople").WithTags("directory")
            .WithSummary("Exports the people of an organisation as they are on a day.")
            .WithPath("organisation", "The organisation's id.")
            .WithQuery("format", "csv or xlsx.")
            .WithQuery("encoding", "Of a CSV: utf-8-bom, utf-8 or cp932. Characters that cp932 lacks are a problem that names each.")
            .WithQuery("lossy", "true writes characters that cp932 lacks as 〓.")
            .WithQuery("on", "The day; today in Japan unless given.")
            .Produces<byte[]>(StatusCodes.Status200OK, "text/csv", TableWriter.MediaType(TableFormat.Xlsx))
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ImportPeopleAsync(
        Guid organisation, string? effective, bool? dry_run, string? name, HttpContext http, ContextFactory contexts, Works works, TimeProvider time,
        CancellationToken cancel)
    {
        if ((effective is null ? Dates.DayInJapan(time.GetUtcNow().UtcDateTime) : Dates.Parse(effective)) is not { } day)
            return Problems.Of(NoDay(effective!), http.Language());
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancel);
        var outcome = dry_run == true
            ? await PeopleImport.PlanAsync(contexts, http.Reader(), organisation, body.ToArray(), name, day, cancel)
            : await works.RunAsync(http.Reader(), work => PeopleImport.CarryOutAsync(work, organisation, body.ToArray(), name, day, cancel), cancel);
        return outcome.Match(
            plan => TypedResults.Ok(PeopleSummary.Of(plan, dry_run == true, http.Language())),
            failure => Problems.Of(failure, http.Language()));
    }

    private static async Task<IResult> ExportPeopleAsync(
        Guid organisation, string? format, string? encoding, string? on, bool? lossy, HttpContext http, ContextFactory contexts, TimeProvider time,
        CancellationToken cancel)
    {
        var kind = format == "xlsx" ? TableFormat.Xlsx : ListOrganisations.Format(encoding);
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        var file = new MemoryStream();
        var written = await PeopleImport.ExportAsync(context, organisation, file, kind,
            Dates.Parse(on ?? "") ?? Dates.DayInJapan(time.GetUtcNow().UtcDateTime), http.Language(), lossy == true, cancel);
        if (!written.Succeeded)
            return Problems.Of(written.Failure!, http.Language());
        file.Position = 0;
        return TypedResults.File(file, TableWriter.MediaType(kind), $"people{TableWriter.Extension(kind)}");
    }

    private static Failure NoDay(string value) => new(FailureKind.Invalid, new("日付ではありません。", "This is not a date."),
        [new(new("日付ではありません。", "This is not a date."), new("2026-11-23 のように書いてください。", "Write it like 2026-11-23."), Column: "effective", Value: value)]);

    private static async Task<IResult> ImportAsync(
        string? effective, bool? dry_run, string? name, HttpContext http, ContextFactory contexts, Works works, TimeProvider time, CancellationToken cancel)
    {
        if (!http.Reader().SeesDirectory())
            return Problems.Of(Failure.NotFound, http.Language());
        var day = effective is null ? Dates.DayInJapan(time.GetUtcNow().UtcDateTime) : Dates.Parse(effective);
        if (day is not { } from)
            return Problems.Of(NoDay(effective!), http.Language());
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancel);
        var outcome = dry_run == true
            ? await DirectoryImport.PlanAsync(contexts, body.ToArray(), name, from, cancel)
            : await works.RunAsync(http.Reader(), work => DirectoryImport.CarryOutAsync(work, body.ToArray(), name, from, cancel), cancel);
        return outcome.Match(
            plan => TypedResults.Ok(ImportSummary.Of(plan, dry_run == true, http.Language())),
            failure => Problems.Of(failure, http.Language()));
    }

    private static async Task<IResult> ExportAsync(
        string? format, string? encoding, string? on, bool? lossy, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        if (!http.Reader().SeesDirectory())
            return Problems.Of(Failure.NotFound, http.Language());
        var kind = format == "xlsx" ? TableFormat.Xlsx : ListOrganisations.Format(encoding);
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        var file = new MemoryStream();
        var written = await DirectoryImport.ExportAsync(context, file, kind,
            Dates.Parse(on ?? "") ?? Dates.DayInJapan(time.GetUtcNow().UtcDateTime), new(), "name", false, http.Language(), lossy == true, cancel);
        if (!written.Succeeded)
            return Problems.Of(written.Failure!, http.Language());
        file.Position = 0;
        return TypedResults.File(file, TableWriter.MediaType(kind), $"organisations{TableWriter.Extension(kind)}");
    }
}

/// <summary>What an import of people does, or would do.</summary>
/// <param name="DryRun">True when nothing was changed.</param>
/// <param name="Added">How many people are new.</param>
/// <param name="Changed">How many that were known before changed.</param>
/// <param name="Unchanged">How many stayed as they were.</param>
/// <param name="Encoding">How the file is encoded.</param>
/// <param name="Separator">What stands between its cells.</param>
public sealed record PeopleSummary(
    [property: JsonPropertyName("dry_run")] bool DryRun, int Added, int Changed, int Unchanged, string Encoding, string Separator)
{
    /// <summary>How many were added or changed.</summary>
    [JsonPropertyName("added_or_changed")]
    public int AddedOrChanged => Added + Changed;

    /// <summary>The summary of a plan in one language.</summary>
    public static PeopleSummary Of(PeoplePlan plan, bool dryRun, Language language)
        => new(dryRun, plan.Added, plan.Changed, plan.Unchanged, plan.File.Encoding.In(language), plan.File.Separator.In(language));
}

/// <summary>What an import does, or would do.</summary>
/// <param name="DryRun">True when nothing was changed.</param>
/// <param name="Added">How many organisations are new.</param>
/// <param name="Changed">How many changed.</param>
/// <param name="Unchanged">How many stayed as they were.</param>
/// <param name="Encoding">How the file is encoded.</param>
/// <param name="Separator">What stands between its cells.</param>
/// <param name="Warnings">What should be looked at.</param>
public sealed record ImportSummary(
    [property: JsonPropertyName("dry_run")] bool DryRun, int Added, int Changed, int Unchanged, string Encoding, string Separator, IReadOnlyList<ProblemFault> Warnings)
{
    /// <summary>The summary of a plan in one language; the first 200 warnings.</summary>
    public static ImportSummary Of(ImportPlan plan, bool dryRun, Language language)
        => new(dryRun, plan.Added, plan.Changed, plan.Unchanged, plan.File.Encoding.In(language), plan.File.Separator.In(language),
            [.. plan.Warnings.Take(FaultList.Most).Select(f => ProblemFault.Of(f, language))]);
}
