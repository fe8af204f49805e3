using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Mappings;

/// <summary>The programme office adds mapping tables after a dry run, lists, downloads and withdraws them.</summary>
internal static class ManageMappings
{
    private const string List = "/benchmark/mappings/tables";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, (MappingTables mappings, CancellationToken cancel) => ListAsync(mappings, null, null, cancel))
            .Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List, DryRunAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/add", AddAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapGet(List + "/template.{format}", Template).Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet(List + "/{id:guid}.csv", DownloadAsync).Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List + "/{id:guid}/withdraw", WithdrawAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(MappingTables mappings, NewMapping? entered, Failure? failure, CancellationToken cancel)
        => Show.Page<MappingTablesView>(new { Rows = await mappings.AddedAsync(cancel), Entered = entered, Failure = failure },
            failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));

    private static async Task<IResult> DryRunAsync(
        IFormFile? file, IFormCollection form, MappingTables mappings, Questionnaires questionnaires, CancellationToken cancel)
    {
        var mapping = FieldsOf(form);
        var upload = await Uploaded.ReadAsync(file, MappingFile.Limits, cancel);
        if (upload.Failure is { } missing)
            return await ListAsync(mappings, mapping, missing with { Faults = [.. mapping.Faults(), .. missing.Faults] }, cancel);
        var pairs = MappingTables.Check(mapping, questionnaires.Current.Questionnaire, upload.Value.Bytes, upload.Value.Name);
        return pairs.Failure is { } faulty
            ? await ListAsync(mappings, mapping, faulty, cancel)
            : Show.Page<MappingDryRunView>(new
            {
                Mapping = mapping,
                Pairs = pairs.Value,
                questionnaires.Current.Questionnaire,
                Fields = (IReadOnlyList<(string, string)>)[.. upload.Value.Fields, ("framework", mapping.Framework), ("title", mapping.Title.Ja),
                    ("title-en", mapping.Title.En), ("edition", mapping.Edition), ("source", mapping.Source), ("licence", mapping.Licence)],
            });
    }

    private static async Task<IResult> AddAsync(
        IFormCollection form, HttpContext http, MappingTables mappings, Questionnaires questionnaires, CancellationToken cancel)
    {
        var mapping = FieldsOf(form);
        var upload = Uploaded.Read(form);
        var pairs = upload.Failure ?? MappingTables.Check(mapping, questionnaires.Current.Questionnaire, upload.Value.Bytes, upload.Value.Name);
        if (pairs.Failure is { } faulty)
            return await ListAsync(mappings, mapping, faulty, cancel);
        return await mappings.AddAsync(http.Reader(), mapping, pairs.Value, cancel) is { Failure: { } refused }
            ? await ListAsync(mappings, mapping, refused, cancel)
            : Results.LocalRedirect(List);
    }

    private static async Task<IResult> DownloadAsync(Guid id, MappingTables mappings, CancellationToken cancel)
        => await mappings.FindAsync(id, cancel) is { } row
            ? Results.File([.. System.Text.Encoding.UTF8.Preamble, .. System.Text.Encoding.UTF8.GetBytes(row.Csv)],
                TableWriter.MediaType(TableFormat.CsvWithBom), $"{row.Framework}.csv")
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> WithdrawAsync(Guid id, HttpContext http, MappingTables mappings, CancellationToken cancel)
        => (await mappings.WithdrawAsync(http.Reader(), id, cancel)).Match<IResult>(_ => Results.LocalRedirect(List), Show.Failure);

    private static IResult Template(string format, HttpContext http, Questionnaires questionnaires)
        => (format switch { "csv" => TableFormat.CsvWithBom, "xlsx" => TableFormat.Xlsx, _ => (TableFormat?)null }) is { } kind
            ? Results.File(MappingFile.Template(questionnaires.Current.Questionnaire, kind, http.Language()), TableWriter.MediaType(kind), $"sakimori-mapping.{format}")
            : Show.Failure(Failure.NotFound);

    private static NewMapping FieldsOf(IFormCollection form)
        => NewMapping.Of(form["framework"], form["title"], form["title-en"], form["edition"], form["source"], form["licence"]);
}
