using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>Makes, lists and revokes secret links to a kept result: for those who speak for its organisation.</summary>
internal static class ShareResult
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/benchmark/results/{id:guid}/links").SignedIn().ExcludeFromDescription();
        links.MapGet("", (Guid id, HttpContext http, StoredResults results, ContextFactory contexts, CancellationToken cancel)
            => ListAsync(id, http, results, contexts, null, [], cancel));
        links.MapPost("", MakeAsync).Form();
        links.MapPost("/{link:guid}/revoke", RevokeAsync).Form();
    }

    private static async Task<IResult> ListAsync(
        Guid id, HttpContext http, StoredResults results, ContextFactory contexts, string? made, List<Fault> faults, CancellationToken cancel)
    {
        if (await OwnAsync(id, http, results, cancel) is not { } found)
            return Show.Failure(Failure.NotFound);
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        var links = await benchmark.Links.Where(l => l.Check == id).OrderByDescending(l => l.Made).ToListAsync(cancel);
        return Show.Page<ShareResultView>(new
        {
            Result = found.Model,
            Id = id,
            Links = (IReadOnlyList<ResultLink>)links,
            Now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime,
            Made = made,
            Faults = (IReadOnlyList<Fault>)faults,
        }, faults.Count > 0 ? 422 : 200);
    }

    private static async Task<IResult> MakeAsync(
        Guid id, [FromForm] string? scope, [FromForm] string? days, [FromForm] string? note, [FromForm] string? name, HttpContext http, StoredResults results,
        ContextFactory contexts, Works works, PortalAddress address, CancellationToken cancel)
    {
        if (await OwnAsync(id, http, results, cancel) is null)
            return Show.Failure(Failure.NotFound);
        var faults = new List<Fault>();
        if (scope is not ("board" or "everything"))
            faults.Add(new(new("見せる範囲が選ばれていません。", "What it shows is not chosen."), new("どちらかを選んでください。", "Choose one."), Column: "scope"));
        if (!int.TryParse(JapaneseText.Fold(days ?? ""), out var lifetime) || lifetime is < 1 or > ResultLink.MostDays)
            faults.Add(new(new("有効期間が範囲の外です。", "The number of days is out of range."),
                new($"1～{ResultLink.MostDays}の数を入れてください。", $"Give a number from 1 to {ResultLink.MostDays}."), Column: "days", Value: days));
        if (note?.Length > 200)
            faults.Add(new(new("メモが長すぎます。", "The note is too long."), new("200文字以下にしてください。", "At most 200 characters."), Column: "note"));
        if (faults.Count > 0)
            return await ListAsync(id, http, results, contexts, null, faults, cancel);

        var token = ResultLink.NewToken();
        await using (var work = await works.BeginAsync(http.Reader(), cancel))
        {
            var link = new ResultLink
            {
                Id = Guid.CreateVersion7(),
                Check = id,
                TokenHash = ResultLink.Hash(token),
                Scope = scope == "board" ? LinkScope.Board : LinkScope.Everything,
                ShowName = name == "show",
                Note = note?.Trim() ?? "",
                MadeBy = http.Reader().Account!.Value,
                Made = work.Now,
                Ends = work.Now.AddDays(lifetime),
            };
            work.Enlist<BenchmarkContext>().Links.Add(link);
            work.Audit("benchmark.link.made", $"check:{id}", after: new { link.Id, link.Scope, link.ShowName, link.Ends });
            await work.CommitAsync(cancel);
        }

        // Shown this once: only its hash is kept. No redirect, so that the token stands in no address but its own.
        return await ListAsync(id, http, results, contexts, address.Of($"/shared/{token}"), [], cancel);
    }

    private static async Task<IResult> RevokeAsync(
        Guid id, Guid link, HttpContext http, StoredResults results, Works works, CancellationToken cancel)
    {
        if (await OwnAsync(id, http, results, cancel) is null)
            return Show.Failure(Failure.NotFound);
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        if (await work.Enlist<BenchmarkContext>().Links.SingleOrDefaultAsync(l => l.Id == link && l.Check == id, cancel) is not { } row)
            return Show.Failure(Failure.NotFound);
        row.Revoked ??= work.Now;
        work.Audit("benchmark.link.revoked", $"check:{id}", after: new { row.Id });
        await work.CommitAsync(cancel);
        return Results.LocalRedirect($"/benchmark/results/{id}/links");
    }

    private static async Task<StoredResult?> OwnAsync(Guid id, HttpContext http, StoredResults results, CancellationToken cancel)
        => await results.FindAsync(id, http.Reader(), example: false, null, cancel) is { Succeeded: true } found && found.Value.MayShare(http.Reader())
            ? found.Value
            : null;
}
