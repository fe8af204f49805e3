using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>What a host sees of its round: progress, comparison, heat map and summary, and the same as files.</summary>
internal static class ShowRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var round = routes.MapGroup("/benchmark/rounds/{id:guid}").SignedIn().ExcludeFromDescription();
        round.MapGet("", ShowAsync);
        round.MapGet("/heatmap", ShowHeatMapAsync);
        round.MapGet("/results.csv", (Guid id, HttpContext http, Exports exports, CancellationToken cancel) => ExportAsync(id, TableFormat.CsvWithBom, http, exports, cancel));
        round.MapGet("/results.xlsx", (Guid id, HttpContext http, Exports exports, CancellationToken cancel) => ExportAsync(id, TableFormat.Xlsx, http, exports, cancel));
        round.MapPost("/remind", (Guid id, HttpContext http, Store.Rounds rounds, CancellationToken cancel)
            => DoneAsync(id, rounds.RemindAsync(http.Reader(), id, cancel), "reminded")).Form();
        round.MapPost("/close", (Guid id, HttpContext http, Store.Rounds rounds, CancellationToken cancel)
            => DoneAsync(id, rounds.CloseAsync(http.Reader(), id, cancel), "closed")).Form();
    }

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext http, ContextFactory contexts, IOrganisationNames names, TimeProvider time, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        if (await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel) is not { } round)
            return Show.Failure(Failure.NotFound);
        var (query, filter) = Asked(http);
        var progress = await RoundProgress.OfAsync(benchmark.RoundLines.Where(l => l.Round == id), cancel);
        return Show.Page<RoundView>(new
        {
            Round = round,
            Host = (await RoundHosts.NamesAsync(names, [round.Host], cancel))[round.Host],
            Progress = progress.GetValueOrDefault(id, RoundProgress.Nothing),
            Query = query,
            Total = await benchmark.Lines(id, filter).CountAsync(cancel),
            Rows = await benchmark.Rows(id, filter, query.Sort, query.Descending, query.Offset, query.Size).ToListAsync(cancel),
            TakenBack = await RoundTakingBack.ListAsync(benchmark, id, cancel),
            Now = time.GetUtcNow().UtcDateTime,
            Invited = int.TryParse(http.Request.Query["invited"], out var invited) ? invited : (int?)null,
            Done = http.Request.Query["done"].ToString(),
        });
    }

    private static async Task<IResult> ShowHeatMapAsync(
        Guid id, HttpContext http, ContextFactory contexts, Questionnaires questionnaires, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        if (await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel) is not { } round || questionnaires.Find(round.RulesVersion) is not { } rules)
            return Show.Failure(Failure.NotFound);
        var query = TableQuery.Parse(http.Request.Query, ["name", "total"], "layer");
        var filter = new RoundFilter(query.Filter, SharingLevel.Measures.Code(), Layers.Parse(query.Facets.GetValueOrDefault("layer")));
        return Show.Page<HeatMapView>(new
        {
            Round = round,
            Summary = await benchmark.SummaryAsync(round, rules, cancel),
            Query = query,
            Total = await benchmark.Lines(id, filter).CountAsync(cancel),
            Rows = await benchmark.Rows(id, filter, query.Sort, query.Descending, query.Offset, query.Size).ToListAsync(cancel),
        });
    }

    private static async Task<IResult> ExportAsync(Guid id, TableFormat format, HttpContext http, Exports exports, CancellationToken cancel)
    {
        var (query, filter) = Asked(http);
        var file = await exports.WriteAsync(http.Reader(), id, filter, query.Sort, query.Descending, format, http.Language(), cancel);
        return file.Match<IResult>(
            bytes => Results.File(bytes, TableWriter.MediaType(format), $"round-{exports.Today:yyyy-MM-dd}{TableWriter.Extension(format)}"), Show.Failure);
    }

    private static async Task<IResult> DoneAsync(Guid id, Task<Outcome<Guid>> change, string done)
        => (await change).Match<IResult>(_ => Results.LocalRedirect($"/benchmark/rounds/{id}?done={done}"), Show.Failure);

    private static (TableQuery Query, RoundFilter Filter) Asked(HttpContext http)
    {
        var query = TableQuery.Parse(http.Request.Query, RoundRows.Sorts, "state", "layer");
        return (query, new(query.Filter, query.Facets.GetValueOrDefault("state"), Layers.Parse(query.Facets.GetValueOrDefault("layer"))));
    }

    /// <summary>Writes what the host sees now as a file, and into the trail that it did.</summary>
    internal sealed class Exports(Works works, ContextFactory contexts, Questionnaires questionnaires, TimeProvider time)
    {
        /// <summary>Today in Japan.</summary>
        public DateOnly Today => Dates.DayInJapan(time.GetUtcNow().UtcDateTime);

        /// <summary>The file; not found unless the reader speaks for the round's host.</summary>
        public async Task<Outcome<byte[]>> WriteAsync(
            Reader reader, Guid id, RoundFilter filter, string sort, bool descending, TableFormat format, Language language, CancellationToken cancel)
        {
            await using var benchmark = contexts.Read<BenchmarkContext>(reader);
            if (await Store.Rounds.FindAsync(benchmark, reader, id, cancel) is not { } round || questionnaires.Find(round.RulesVersion) is not { } rules)
                return Failure.NotFound;
            var rows = await benchmark.Rows(id, filter, sort, descending).ToListAsync(cancel);
            await using var work = await works.BeginAsync(reader, cancel);
            work.Audit("benchmark.round.exported", $"round:{id}", after: new { format = $"{format}", answered = rows.Count(r => r.State == LineState.Answered) });
            await work.CommitAsync(cancel);
            return format == TableFormat.Xlsx
                ? RoundWorkbook.Write(rules.Questionnaire, round, rows, Today, language)
                : RoundTable.Write(rules.Questionnaire, rows, language);
        }
    }
}
