using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>A host opens a round, and changes its title, message and due day.</summary>
internal static class OpenRound
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/rounds/new", NewAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/rounds", OpenAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapGet("/benchmark/rounds/{id:guid}/edit", EditAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/rounds/{id:guid}/edit", ChangeAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> NewAsync(
        HttpContext http, IOrganisationNames names, Questionnaires questionnaires, TimeProvider time, CancellationToken cancel)
    {
        var today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        return await FormAsync(http, names, questionnaires,
            new() { Opens = $"{today:yyyy-MM-dd}", Due = $"{today.AddDays(30):yyyy-MM-dd}", Asked = SharingLevel.Measures.Code() }, null, null, cancel);
    }

    private static async Task<IResult> OpenAsync(
        IFormCollection form, HttpContext http, Store.Rounds rounds, IOrganisationNames names, Questionnaires questionnaires, CancellationToken cancel)
    {
        var hosts = Store.Rounds.HostsOf(http.Reader());
        var host = Guid.TryParse(form["host"], out var named) && hosts.Contains(named) ? named : hosts.Count > 0 ? hosts[0] : Guid.Empty;
        var entry = Read(form);
        var opened = await rounds.OpenAsync(http.Reader(), host, entry, cancel);
        return opened.Failure switch
        {
            null => Results.LocalRedirect($"/benchmark/rounds/{opened.Value}/invite"),
            { Kind: FailureKind.Invalid } wrong => await FormAsync(http, names, questionnaires, entry, host, wrong, cancel),
            var failure => Show.Failure(failure),
        };
    }

    private static async Task<IResult> EditAsync(Guid id, HttpContext http, ContextFactory contexts, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        return await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel) is { } round
            ? Edit(round, new()
            {
                TitleJa = round.TitleJa,
                TitleEn = round.TitleEn == round.TitleJa ? "" : round.TitleEn,
                MessageJa = round.MessageJa,
                MessageEn = round.MessageEn == round.MessageJa ? "" : round.MessageEn,
                Due = $"{round.Due:yyyy-MM-dd}",
            }, null)
            : Show.Failure(Failure.NotFound);
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, IFormCollection form, HttpContext http, Store.Rounds rounds, ContextFactory contexts, CancellationToken cancel)
    {
        var entry = Read(form);
        var changed = await rounds.ChangeAsync(http.Reader(), id, entry, cancel);
        if (changed.Failure is not { } failure)
            return Results.LocalRedirect($"/benchmark/rounds/{id}");
        await using var benchmark = contexts.Read<BenchmarkContext>(http.Reader());
        return failure.Kind == FailureKind.Invalid && await Store.Rounds.FindAsync(benchmark, http.Reader(), id, cancel) is { } round
            ? Edit(round, entry, failure)
            : Show.Failure(failure);
    }

    private static async Task<IResult> FormAsync(
        HttpContext http, IOrganisationNames names, Questionnaires questionnaires, RoundEntry entry, Guid? host, Failure? failure, CancellationToken cancel)
    {
        var hosts = Store.Rounds.HostsOf(http.Reader());
        if (hosts.Count == 0)
            return Show.Failure(Store.Rounds.MayNotHost);
        var named = await RoundHosts.NamesAsync(names, hosts, cancel);
        return Show.Page<RoundFormView>(new
        {
            Entry = entry,
            Host = host ?? hosts[0],
            Hosts = (IReadOnlyList<(Guid, Text)>)[.. hosts.Select(h => (h, named[h]))],
            questionnaires.Current.Version,
            Faults = failure?.Faults ?? [],
        }, failure is null ? 200 : 422);
    }

    private static RazorComponentResult<RoundFormView> Edit(Round round, RoundEntry entry, Failure? failure)
        => Show.Page<RoundFormView>(new { Round = round, Entry = entry, Version = round.RulesVersion, Faults = failure?.Faults ?? [] }, failure is null ? 200 : 422);

    private static RoundEntry Read(IFormCollection form) => new()
    {
        TitleJa = form["title_ja"].ToString(),
        TitleEn = form["title_en"].ToString(),
        MessageJa = form["message_ja"].ToString(),
        MessageEn = form["message_en"].ToString(),
        Opens = form["opens"].ToString(),
        Due = form["due"].ToString(),
        Asked = form["asked"].ToString(),
    };
}
