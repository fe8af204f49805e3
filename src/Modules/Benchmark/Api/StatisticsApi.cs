using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Tables;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Api;

/// <summary><c>/api/v1/benchmark/statistics</c>: what the office's page does, for programs of the office.</summary>
internal static class StatisticsApi
{
    public const string Scope = "benchmark:statistics";
    private const string Root = "/api/v1/benchmark/statistics";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, ListAsync).Api(Scope).WithName("listStatistics").WithTags("benchmark")
            .WithSummary("The statistics objects: those in force first, then the newest, at most 50.")
            .Produces<StatisticsListDocument>();
        routes.MapGet(Root + "/{id:guid}", GetAsync).Api(Scope).WithName("getStatistics").WithTags("benchmark")
            .WithSummary("One statistics object by layer, size and industry. What N below 15 withholds is null.")
            .WithPath("id", "The object's id.")
            .WithHeader("If-None-Match", "An ETag: the answer is 304 while it still holds.")
            .Produces(StatusCodes.Status304NotModified)
            .Produces<StatisticsDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(Root + "/template.{format}", Template).Api(Scope).WithName("getReferenceTemplate").WithTags("benchmark")
            .WithSummary("The reference table to fill in, as csv or xlsx.")
            .WithPath("format", "csv or xlsx.")
            .Produces<byte[]>(StatusCodes.Status200OK, "text/csv", TableWriter.MediaType(TableFormat.Xlsx))
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost(Root, LoadAsync).Api(Scope).WithName("loadReferenceTable").WithTags("benchmark")
            .WithSummary("Loads a reference table, all or nothing.")
            .WithDescription("The body is the file: CSV, TSV or XLSX, at most 2 MiB.")
            .WithQuery("dry_run", "true: only checks, keeps nothing.")
            .WithQuery("date", "The day as of which it holds; today in Japan unless given.")
            .WithQuery("choose", "true: puts it in force at once.")
            .WithQuery("name", "The file's name; its ending tells CSV from XLSX.")
            .Accepts<byte[]>("text/csv", "application/octet-stream", TableWriter.MediaType(TableFormat.Xlsx))
            .Produces<StatisticsDocument>(StatusCodes.Status201Created).Produces<StatisticsDocument>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapPost(Root + "/surveys", LoadSurveyAsync).Api(Scope).WithName("loadSurvey").WithTags("benchmark")
            .WithSummary("Loads an earlier survey, a line a use; its figures are kept, its lines are not. All or nothing.")
            .WithDescription("The body is the file: CSV, TSV or XLSX, at most 64 MiB and a million lines.")
            .WithQuery("dry_run", "true: only checks, keeps nothing.")
            .WithQuery("source", "What survey it is.")
            .WithQuery("source_en", "The same in English; may be left out.")
            .WithQuery("choose", "true: puts it in force at once.")
            .WithQuery("name", "The file's name; its ending tells CSV from XLSX.")
            .Accepts<byte[]>("text/csv", "application/octet-stream", TableWriter.MediaType(TableFormat.Xlsx))
            .WithMetadata(new RequestSizeLimitAttribute(SurveyFile.LargeLimits.Bytes))
            .Produces<StatisticsDocument>(StatusCodes.Status201Created).Produces<StatisticsDocument>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapPost(Root + "/{id:guid}/choose", ChooseAsync).Api(Scope).WithName("chooseStatistics").WithTags("benchmark")
            .WithSummary("Puts a statistics object in force in place of the one that was.")
            .WithPath("id", "The object's id.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost(Root + "/recompute", RecomputeAsync).Api(Scope).WithName("recomputeStatistics").WithTags("benchmark")
            .WithSummary("Asks for the next snapshot; nothing is published while fewer than 10 organisations have changed.")
            .Produces<JobDocument>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, StatisticsStore store, CancellationToken cancel)
        => IsOffice(http) ? Results.Json(new StatisticsListDocument(
                [.. (await store.ListAsync(cancel)).Select(line => StatisticsDocument.Of(line, http.Language()))]), StatisticsApiJson.Default.StatisticsListDocument)
            : NotThere(http);

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, StatisticsStore store, CancellationToken cancel)
    {
        if (!IsOffice(http) || await store.FindAsync(id, cancel) is not var (line, statistics, _))
            return NotThere(http);
        return http.IsHeld($"\"{id}-{(line.InForce ? 1 : line.TakenDown is null ? 0 : 2)}-{http.Language().Code()}\"")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(StatisticsDocument.Of(line, statistics, http.Language()), StatisticsApiJson.Default.StatisticsDocument);
    }

    private static IResult Template(string format, HttpContext http, Questionnaires questionnaires)
        => IsOffice(http) && (format switch { "csv" => TableFormat.Csv, "xlsx" => TableFormat.Xlsx, _ => (TableFormat?)null }) is { } kind
            ? Results.File(ReferenceFile.Template(questionnaires.Current, kind, http.Language()), TableWriter.MediaType(kind), $"reference{TableWriter.Extension(kind)}")
            : NotThere(http);

    private static async Task<IResult> LoadAsync(
        bool? dry_run, string? date, bool? choose, string? name, HttpContext http, StatisticsStore store, StatisticsChoice choice, CancellationToken cancel)
    {
        if (!IsOffice(http))
            return NotThere(http);
        var upload = await Uploaded.ReadAsync(http.Request, name, ReferenceFile.Limits, cancel);
        var table = upload.Failure ?? choice.Read(upload.Value.Bytes, upload.Value.Name, date);
        if (table.Failure is { } faulty)
            return Problems.Of(faulty, http.Language());
        if (dry_run == true)
            return Results.Json(StatisticsDocument.Of(null, table.Value, http.Language()), StatisticsApiJson.Default.StatisticsDocument);
        var loaded = await choice.LoadAsync(http.Reader(), table.Value, choose == true, cancel);
        if (loaded.Failure is { } refused)
            return Problems.Of(refused, http.Language());
        http.Response.Headers.Location = $"{Root}/{loaded.Value}";
        return Results.Json(StatisticsDocument.Of((await store.FindAsync(loaded.Value, cancel))?.Line, table.Value, http.Language()),
            StatisticsApiJson.Default.StatisticsDocument, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> LoadSurveyAsync(
        bool? dry_run, string? source, string? source_en, bool? choose, string? name, HttpContext http, StatisticsStore store, StatisticsChoice choice,
        CancellationToken cancel)
    {
        if (!IsOffice(http))
            return NotThere(http);
        var upload = await Uploaded.ReadAsync(http.Request, name, SurveyFile.LargeLimits, cancel);
        var survey = upload.Failure ?? choice.ReadSurvey(upload.Value.Bytes, upload.Value.Name, SurveyFile.LargeLimits, new(source ?? "", source_en ?? ""));
        if (survey.Failure is { } faulty)
            return Problems.Of(faulty, http.Language());
        if (dry_run == true)
            return Results.Json(StatisticsDocument.Of(null, survey.Value, http.Language()), StatisticsApiJson.Default.StatisticsDocument);
        var loaded = await choice.LoadAsync(http.Reader(), survey.Value, choose == true, cancel, StatisticsKind.Survey);
        if (loaded.Failure is { } refused)
            return Problems.Of(refused, http.Language());
        http.Response.Headers.Location = $"{Root}/{loaded.Value}";
        return Results.Json(StatisticsDocument.Of((await store.FindAsync(loaded.Value, cancel))?.Line, survey.Value, http.Language()),
            StatisticsApiJson.Default.StatisticsDocument, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChooseAsync(Guid id, HttpContext http, StatisticsChoice choice, CancellationToken cancel)
        => IsOffice(http)
            ? (await choice.ChooseAsync(http.Reader(), id, cancel)).Match(_ => Results.NoContent(), failure => Problems.Of(failure, http.Language()))
            : NotThere(http);

    private static async Task<IResult> RecomputeAsync(HttpContext http, StatisticsChoice choice, CancellationToken cancel)
        => IsOffice(http)
            ? Results.Json(new JobDocument(await choice.RecomputeAsync(http.Reader(), cancel)), StatisticsApiJson.Default.JobDocument,
                statusCode: StatusCodes.Status202Accepted)
            : NotThere(http);

    private static bool IsOffice(HttpContext http) => http.Reader().Holds(Role.Office);

    private static IResult NotThere(HttpContext http) => Problems.Of(Failure.NotFound, http.Language());
}

/// <summary>The statistics objects.</summary>
/// <param name="Items">Those in force first, then the newest; without their figures.</param>
internal sealed record StatisticsListDocument(IReadOnlyList<StatisticsDocument> Items);

/// <summary>A job that was asked for.</summary>
/// <param name="Job">Its id.</param>
internal sealed record JobDocument(Guid Job);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatisticsListDocument))]
[JsonSerializable(typeof(StatisticsDocument))]
[JsonSerializable(typeof(JobDocument))]
internal sealed partial class StatisticsApiJson : JsonSerializerContext;
