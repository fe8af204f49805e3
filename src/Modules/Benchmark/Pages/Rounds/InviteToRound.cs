using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>A host brings a list, as a file or pasted: dry run, confirmation, done. The list travels with the form between the two.</summary>
internal static class InviteToRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var invite = routes.MapGroup("/benchmark/rounds/{id:guid}/invite").SignedIn().ExcludeFromDescription();
        invite.MapGet("", ShowAsync);
        invite.MapPost("", DryRunAsync).Form();
        invite.MapPost("/confirm", ConfirmAsync).Form();
    }

    private static async Task<IResult> ShowAsync(Guid id, string? fill, HttpContext http, ContextFactory contexts, CancellationToken cancel)
        => await FindAsync(id, http, contexts, cancel) is not { } round ? Show.Failure(Failure.NotFound)
            : Page(round, null, fill == "children" ? await ChildrenAsync(round, http, contexts, cancel) : null);

    // The organisations that stand directly under the host today, one a line: what a parent most often asks.
    private static async Task<string> ChildrenAsync(Round round, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        return string.Join('\n', await benchmark.CurrentNames
            .Where(n => n.Parent == round.Host && n.Organisation == n.Current && n.State != OrganisationState.Closed)
            .OrderBy(n => n.SortKey).ThenBy(n => n.Organisation).Select(n => n.NameJa).ToListAsync(cancel));
    }

    private static async Task<IResult> DryRunAsync(
        Guid id, IFormFile? file, [FromForm] string? list, HttpContext http, ContextFactory contexts, RoundInviting inviting, CancellationToken cancel)
    {
        if (await FindAsync(id, http, contexts, cancel) is not { } round)
            return Show.Failure(Failure.NotFound);
        var upload = file is null or { Length: 0 } && !string.IsNullOrWhiteSpace(list)
            ? Pasted(list)
            : await Uploaded.ReadAsync(file, InvitationTable.Limits, cancel);
        if (upload.Failure is { } missing)
            return Page(round, missing, list);
        var planned = await inviting.PlanAsync(http.Reader(), id, upload.Value.Bytes, upload.Value.Name, cancel);
        return planned.Failure is { } faulty ? Page(round, faulty, list) : Show.Page<InviteView>(new
        {
            Round = round,
            planned.Value.Plan,
            planned.Value.File,
            upload.Value.Fields,
        });
    }

    private static Uploaded Pasted(string list)
    {
        var (name, bytes) = InvitationTable.OfText(list);
        return new(name, bytes);
    }

    private static async Task<IResult> ConfirmAsync(
        Guid id, IFormCollection form, HttpContext http, ContextFactory contexts, RoundInviting inviting, CancellationToken cancel)
    {
        if (await FindAsync(id, http, contexts, cancel) is not { } round)
            return Show.Failure(Failure.NotFound);
        var upload = Uploaded.Read(form);
        if (upload.Failure is { } unreadable)
            return Page(round, unreadable, null);
        var invited = await inviting.CarryOutAsync(http.Reader(), id, upload.Value.Bytes, upload.Value.Name, cancel);
        return invited.Failure is { } faulty ? Page(round, faulty, null) : Results.LocalRedirect($"/benchmark/rounds/{id}?invited={invited.Value.Plan.New.Count}");
    }

    private static async Task<Round?> FindAsync(Guid id, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        return await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel);
    }

    private static RazorComponentResult<InviteView> Page(Round round, Failure? failure, string? list)
        => Show.Page<InviteView>(new { Round = round, Failed = failure, List = list }, failure is null ? 200 : Show.Status(failure.Kind));
}
