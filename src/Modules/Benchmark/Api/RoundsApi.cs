using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;
using Sakimori.Web.Tables;

namespace Sakimori.Benchmark.Api;

/// <summary><c>/api/v1/benchmark/rounds</c>: what hosts do. A key of the deployment acts for the programme office.</summary>
internal static class RoundsApi
{
    public const string Scope = "benchmark:rounds";
    private const string Root = "/api/v1/benchmark/rounds";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, ListAsync).Api(Scope).WithName("listRounds").WithTags("benchmark")
            .WithSummary("The rounds that the key's organisation hosts, the newest first, at most 100.")
            .Produces<RoundListDocument>();
        routes.MapPost(Root, OpenAsync).Api(Scope).WithName("openRound").WithTags("benchmark")
            .WithSummary("Opens a round for the key's organisation, which the office must have verified.")
            .Accepts<RoundBody>("application/json")
            .Produces<RoundDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet(Root + "/{id:guid}", GetAsync).Api(Scope).WithName("getRound").WithTags("benchmark")
            .WithSummary("A round with its progress.")
            .WithPath("id", "The round's id.")
            .Produces<RoundDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPut(Root + "/{id:guid}", ChangeAsync).Api(Scope).WithName("changeRound").WithTags("benchmark")
            .WithSummary("Changes title, message and due day; the other members are ignored.")
            .WithPath("id", "The round's id.")
            .Accepts<RoundBody>("application/json")
            .Produces<RoundDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapPost(Root + "/{id:guid}/invitations", InviteAsync).Api(Scope).WithName("inviteToRound").WithTags("benchmark")
            .WithSummary("Invites the organisations of a list, all or nothing.")
            .WithDescription("The body is the list: CSV, TSV or XLSX with the columns corporate_number, name and email, at most 2 MiB and 20,000 rows.")
            .WithPath("id", "The round's id.")
            .WithQuery("dry_run", "true: only checks, invites nobody.")
            .WithQuery("name", "The file's name; its ending tells CSV from TSV.")
            .Accepts<byte[]>("text/csv", "application/octet-stream", TableWriter.MediaType(TableFormat.Xlsx))
            .Produces<InvitedDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapDelete(Root + "/{id:guid}/invitations/{invitation:guid}", (
                Guid id, Guid invitation, HttpContext http, RoundTakingBack taking, CancellationToken cancel)
                => DoneAsync(http, taking.TakeBackAsync(http.Reader(), id, invitation, cancel)))
            .Api(Scope).WithName("takeBackInvitation").WithTags("benchmark")
            .WithSummary("Takes back one invitation: whatever was shared by it is out of the round at once.")
            .WithPath("id", "The round's id.").WithPath("invitation", "The invitation's id, as the results show it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapGet(Root + "/{id:guid}/results.{format}", ExportAsync).Api(Scope).WithName("exportRound").WithTags("benchmark")
            .WithSummary("The comparison as a file, with what the invited organisations share now; written into the audit trail.")
            .WithPath("id", "The round's id.").WithPath("format", "csv or xlsx.")
            .Produces<byte[]>(StatusCodes.Status200OK, "text/csv", TableWriter.MediaType(TableFormat.Xlsx))
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(Root + "/{id:guid}/results", ResultsAsync).Api(Scope).WithName("listRoundResults").WithTags("benchmark")
            .WithSummary("The invited organisations, each with what it shares now and nothing else.")
            .WithPath("id", "The round's id.")
            .WithQuery("q", "A part of the name.")
            .WithQuery("state", "waiting, answered, declined, done, total or measures.")
            .WithQuery("layer", "not_pressing, adequate or high.")
            .WithQuery("sort", "name, state, total, layer or day.")
            .WithQuery("dir", "asc or desc.")
            .WithQuery("page", "Counts from 1.")
            .WithQuery("size", "Lines a page, at most 200; total says how many there are.")
            .Produces<RoundResultsDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var (verb, name, summary) in ((string, string, string)[])
        [
            ("remind", "remindRound", "Sends reminders to all who have neither answered nor declined; once a day."),
            ("close", "closeRound", "Closes the round: no letters and no new answers from now on."),
        ])
        {
            routes.MapPost($"{Root}/{{id:guid}}/{verb}", (Guid id, HttpContext http, Store.Rounds rounds, CancellationToken cancel)
                    => DoneAsync(http, verb == "remind" ? rounds.RemindAsync(http.Reader(), id, cancel) : rounds.CloseAsync(http.Reader(), id, cancel)))
                .Api(Scope).WithName(name).WithTags("benchmark").WithSummary(summary).WithPath("id", "The round's id.")
                .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
                .ProducesProblem(StatusCodes.Status429TooManyRequests);
        }
    }

    private static async Task<IResult> ListAsync(HttpContext http, Store.Rounds rounds, TimeProvider time, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Results.Json(new RoundListDocument([.. (await rounds.ListAsync(http.Reader(), cancel))
            .Select(r => RoundDocument.Of(r.Round, r.Progress, now, http.Language()))]), RoundsApiJson.Written.RoundListDocument);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, Store.Rounds rounds, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, RoundsApiJson.Default.RoundBody, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        var hosts = Store.Rounds.HostsOf(http.Reader());
        var opened = hosts.Count == 0 ? Store.Rounds.MayNotHost : await rounds.OpenAsync(http.Reader(), hosts[0], body.Value.Entry, cancel);
        if (opened.Failure is { } failure)
            return Problems.Of(failure, http.Language());
        http.Response.Headers.Location = $"{Root}/{opened.Value}";
        return await AnswerAsync(opened.Value, http, contexts, time, StatusCodes.Status201Created, cancel);
    }

    private static Task<IResult> GetAsync(Guid id, HttpContext http, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
        => AnswerAsync(id, http, contexts, time, StatusCodes.Status200OK, cancel);

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext http, ContextFactory contexts, TimeProvider time, int status, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        if (await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel) is not { } round)
            return Problems.Of(Failure.NotFound, http.Language());
        var progress = await RoundProgress.OfAsync(benchmark.RoundLines.Where(l => l.Round == id), cancel);
        return Results.Json(RoundDocument.Of(round, progress.GetValueOrDefault(id, RoundProgress.Nothing), time.GetUtcNow().UtcDateTime, http.Language()),
            RoundsApiJson.Written.RoundDocument, statusCode: status);
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, HttpContext http, Store.Rounds rounds, ContextFactory contexts, TimeProvider time, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, RoundsApiJson.Default.RoundBody, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        var changed = await rounds.ChangeAsync(http.Reader(), id, body.Value.Entry, cancel);
        return changed.Failure is { } failure ? Problems.Of(failure, http.Language())
            : await AnswerAsync(id, http, contexts, time, StatusCodes.Status200OK, cancel);
    }

    private static async Task<IResult> InviteAsync(
        Guid id, bool? dry_run, string? name, HttpContext http, RoundInviting inviting, CancellationToken cancel)
    {
        var upload = await Uploaded.ReadAsync(http.Request, name, InvitationTable.Limits, cancel);
        if (upload.Failure is { } tooLarge)
            return Problems.Of(tooLarge, http.Language());
        var planned = dry_run == true
            ? await inviting.PlanAsync(http.Reader(), id, upload.Value.Bytes, upload.Value.Name, cancel)
            : await inviting.CarryOutAsync(http.Reader(), id, upload.Value.Bytes, upload.Value.Name, cancel);
        return planned.Match(
            done => Results.Json(InvitedDocument.Of(done.Plan, http.Language()), RoundsApiJson.Written.InvitedDocument),
            failure => Problems.Of(failure, http.Language()));
    }

    private static async Task<IResult> ResultsAsync(
        Guid id, HttpContext http, ContextFactory contexts, Questionnaires questionnaires, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        if (await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel) is not { } round || questionnaires.Find(round.RulesVersion) is not { } rules)
            return Problems.Of(Failure.NotFound, http.Language());
        var query = TableQuery.Parse(http.Request.Query, RoundRows.Sorts, "state", "layer");
        var filter = new RoundFilter(query.Filter, query.Facets.GetValueOrDefault("state"), Layers.Parse(query.Facets.GetValueOrDefault("layer")));
        var total = await benchmark.Lines(id, filter).CountAsync(cancel);
        var rows = await benchmark.Rows(id, filter, query.Sort, query.Descending, query.Offset, query.Size).ToListAsync(cancel);
        return Results.Json(new RoundResultsDocument([.. rows.Select(r => RoundResultDocument.Of(r, rules.Questionnaire, http.Language()))], total, query.Page, query.Size),
            RoundsApiJson.Written.RoundResultsDocument);
    }

    private static async Task<IResult> ExportAsync(Guid id, string format, HttpContext http, Pages.Surveying.ShowRound.Exports exports, CancellationToken cancel)
    {
        if ((format switch { "csv" => TableFormat.CsvWithBom, "xlsx" => TableFormat.Xlsx, _ => (TableFormat?)null }) is not { } kind)
            return Problems.Of(Failure.NotFound, http.Language());
        return (await exports.WriteAsync(http.Reader(), id, new(), RoundRows.Sorts[0], false, kind, http.Language(), cancel)).Match(
            bytes => Results.File(bytes, TableWriter.MediaType(kind), $"round{TableWriter.Extension(kind)}"), failure => Problems.Of(failure, http.Language()));
    }

    private static async Task<IResult> DoneAsync(HttpContext http, Task<Outcome<Guid>> change) => Problems.OrDone((await change).Failure, http);
}
