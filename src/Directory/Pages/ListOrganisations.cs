using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Directory.Pages;

/// <summary>The list of organisations, and its export: the office sees all, others their own tree.</summary>
internal static class ListOrganisations
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/directory", ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapGet("/directory.csv", (HttpContext http, ContextFactory contexts, TimeProvider time, string? encoding, string? lossy, CancellationToken cancel)
            => ExportAsync(http, contexts, time, Format(encoding), lossy == "yes", cancel)).Requires(Role.Office).ExcludeFromDescription();
        routes.MapGet("/directory.xlsx", (HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
            => ExportAsync(http, contexts, time, TableFormat.Xlsx, true, cancel)).Requires(Role.Office).ExcludeFromDescription();
    }

    /// <summary>The CSV of an encoding's name; UTF-8 with BOM unless another is named.</summary>
    internal static TableFormat Format(string? encoding) => encoding switch
    {
        "utf-8" => TableFormat.Csv,
        "cp932" => TableFormat.CsvCp932,
        _ => TableFormat.CsvWithBom,
    };

    private static async Task<IResult> ShowAsync(HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        var (query, filter, day) = Asked(http, time);
        var office = http.Reader().SeesDirectory();
        await using var context = contexts.Read<DirectoryContext>(office ? Reader.System : http.Reader());
        var lines = context.Lines(day, filter, query.Sort, query.Descending);
        var total = await lines.CountAsync(cancel);
        var rows = await lines.Skip(query.Offset).Take(query.Size).ToListAsync(cancel);
        return Show.Page<ListOrganisationsView>(new { Query = query, Total = total, Rows = rows, Day = day, Office = office });
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http, ContextFactory contexts, TimeProvider time, TableFormat format, bool lossy, CancellationToken cancel)
    {
        var (query, filter, day) = Asked(http, time);
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        var file = new MemoryStream();
        var written = await DirectoryImport.ExportAsync(context, file, format, day, filter, query.Sort, query.Descending, http.Language(), lossy, cancel);
        if (written.Failure is { } failure)
        {
            return failure.Kind == FailureKind.Invalid
                ? Show.Page<LossyExportView>(new { Failed = failure, Query = http.Request.QueryString.Value!, Path = "/directory", Of = new Text("組織", "Organisations") }, Show.Status(failure.Kind))
                : Show.Failure(failure);
        }

        file.Position = 0;
        return Results.File(file, TableWriter.MediaType(format), $"organisations-{day:yyyy-MM-dd}{TableWriter.Extension(format)}");
    }

    private static (TableQuery Query, OrganisationFilter Filter, DateOnly Day) Asked(HttpContext http, TimeProvider time)
    {
        var query = TableQuery.Parse(http.Request.Query, OrganisationList.Sorts, "kind", "industry", "sector", "state", "on");
        string? Facet(string key) => query.Facets.GetValueOrDefault(key);
        var state = OrganisationStates.All.Where(s => s.Code() == Facet("state")).Select(s => (OrganisationState?)s).FirstOrDefault();
        return (query,
            new(query.Filter, OrganisationKinds.Parse(Facet("kind")), Facet("industry"), Facet("sector"), state),
            Dates.Parse(Facet("on") ?? "") ?? Dates.DayInJapan(time.GetUtcNow().UtcDateTime));
    }
}
