using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

/// <summary><c>/api/v1/benchmark/mappings</c>: the tables for everybody; adding and withdrawing for programs of the office.</summary>
internal static class MappingsApi
{
    public const string Scope = "benchmark:mappings";
    private const string Root = "/api/v1/benchmark/mappings";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, ListAsync).Public().LimitedPerClient().WithName("listMappings").WithTags("benchmark")
            .WithSummary("The mapping tables that are shown: measures and their references in other frameworks.")
            .Produces<IReadOnlyList<MappingDocument>>().ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapPost(Root, AddAsync).Api(Scope).WithName("addMapping").WithTags("benchmark")
            .WithSummary("Adds a mapping table, all or nothing.")
            .WithDescription("The body is the file with the columns item and reference: CSV, TSV or XLSX, at most 1 MiB.")
            .WithQuery("framework", "The framework's identifier.")
            .WithQuery("title", "Its name in Japanese.")
            .WithQuery("title_en", "Its name in English.")
            .WithQuery("edition", "The edition that the references are of.")
            .WithQuery("source", "Where the table comes from.")
            .WithQuery("licence", "Under what terms it may be shown.")
            .WithQuery("dry_run", "true: only checks, keeps nothing.")
            .WithQuery("name", "The file's name; its ending tells CSV from XLSX.")
            .Accepts<byte[]>("text/csv", "application/octet-stream", TableWriter.MediaType(TableFormat.Xlsx))
            .Produces<AddedMappingDocument>(StatusCodes.Status201Created).Produces<AddedMappingDocument>()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapPost(Root + "/{id:guid}/withdraw", WithdrawAsync).Api(Scope).WithName("withdrawMapping").WithTags("benchmark")
            .WithSummary("Withdraws a table of the office.")
            .WithPath("id", "The table's id.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, MappingTables mappings, CancellationToken cancel)
        => Results.Json((IReadOnlyList<MappingDocument>)[.. (await mappings.ShownAsync(cancel)).Select(table => new MappingDocument(
            table.Id, table.Title.In(http.Language()), table.Provenance.In(http.Language()),
            table.References.ToDictionary(measure => measure.Key, measure => (IReadOnlyList<string>)[.. measure])))],
            MappingsJson.Default.IReadOnlyListMappingDocument);

    private static async Task<IResult> AddAsync(
        string? framework, string? title, string? title_en, string? edition, string? source, string? licence, bool? dry_run, string? name,
        HttpContext http, MappingTables mappings, Questionnaires questionnaires, CancellationToken cancel)
    {
        if (!http.Reader().Holds(Role.Office))
            return Problems.Of(Failure.NotFound, http.Language());
        var mapping = NewMapping.Of(framework, title, title_en, edition, source, licence);
        var upload = await Uploaded.ReadAsync(http.Request, name, MappingFile.Limits, cancel);
        var pairs = upload.Failure ?? MappingTables.Check(mapping, questionnaires.Current.Questionnaire, upload.Value.Bytes, upload.Value.Name);
        if (pairs.Failure is { } faulty)
            return Problems.Of(faulty, http.Language());
        if (dry_run == true)
            return Results.Json(new AddedMappingDocument(null, mapping.Framework, pairs.Value.Count), MappingsJson.Default.AddedMappingDocument);
        return (await mappings.AddAsync(http.Reader(), mapping, pairs.Value, cancel)).Match(
            id => Results.Json(new AddedMappingDocument(id, mapping.Framework, pairs.Value.Count), MappingsJson.Default.AddedMappingDocument,
                statusCode: StatusCodes.Status201Created),
            failure => Problems.Of(failure, http.Language()));
    }

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext http, MappingTables mappings, CancellationToken cancel)
        => http.Reader().Holds(Role.Office)
            ? (await mappings.WithdrawAsync(http.Reader(), id, cancel)).Match(_ => Results.NoContent(), failure => Problems.Of(failure, http.Language()))
            : Problems.Of(Failure.NotFound, http.Language());
}

/// <summary>A mapping table.</summary>
/// <param name="Framework">The framework's identifier.</param>
/// <param name="Title">Its name.</param>
/// <param name="Provenance">Where the references come from.</param>
/// <param name="References">Measure → references.</param>
internal sealed record MappingDocument(
    string Framework, string Title, string Provenance, IReadOnlyDictionary<string, IReadOnlyList<string>> References);

/// <summary>A table that was added, or would be.</summary>
/// <param name="Id">Its id; null for a dry run.</param>
/// <param name="Framework">The framework's identifier.</param>
/// <param name="Pairs">How many pairs it holds.</param>
internal sealed record AddedMappingDocument(Guid? Id, string Framework, int Pairs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<MappingDocument>))]
[JsonSerializable(typeof(AddedMappingDocument))]
internal sealed partial class MappingsJson : JsonSerializerContext;
