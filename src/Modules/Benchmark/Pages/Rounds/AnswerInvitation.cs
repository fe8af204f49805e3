using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>An invited organisation sees who asks and by when, and decides what it shares; it may change its mind at any time.</summary>
internal static class AnswerInvitation
{
    private const string Latest = "latest";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/rounds/invitations/{id:guid}", (
            Guid id, string? saved, HttpContext http, RoundSharing sharing, IOrganisationNames names, TimeProvider time, CancellationToken cancel)
            => ShowAsync(id, saved is not null, [], http, sharing, names, time, cancel)).SignedIn().ExcludeFromDescription();
        routes.MapPost("/benchmark/rounds/invitations/{id:guid}", ChooseAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        Guid id, bool saved, IReadOnlyList<Fault> faults, HttpContext http, RoundSharing sharing, IOrganisationNames names, TimeProvider time, CancellationToken cancel)
    {
        var reader = http.Reader();
        if (await sharing.FindAsync(reader, id, cancel) is not { } received)
            return Show.Failure(Failure.NotFound);
        await sharing.OpenAsync(reader, received, cancel);
        var own = received.Invitation.Organisation!.Value;
        var host = received.Round.Host;
        var named = await names.OfAsync(((Guid[])[own, host]).Where(o => o != Scopes.System), cancel);
        return Show.Page<InvitationView>(new
        {
            Received = received,
            Host = host == Scopes.System ? RoundHosts.Office : named[host],
            Own = named[own],
            Checks = await sharing.ChecksAsync(reader, received, cancel),
            MayDecide = reader.Holds(Role.Manager, own),
            ActsForIt = reader.Organisation == own,
            Saved = saved,
            Now = time.GetUtcNow().UtcDateTime,
            Faults = faults,
        }, faults.Count > 0 ? 422 : 200);
    }

    private static async Task<IResult> ChooseAsync(
        Guid id, [FromForm] string? level, [FromForm] string? check, HttpContext http, RoundSharing sharing, IOrganisationNames names,
        TimeProvider time, CancellationToken cancel)
    {
        if (await sharing.FindAsync(http.Reader(), id, cancel) is null)
            return Show.Failure(Failure.NotFound);
        if (SharingLevels.Parse(level) is not { } chosen)
        {
            return await ShowAsync(id, false, [new(new("共有するものが選ばれていません。", "Nothing is chosen."), new("どれか一つを選んでください。", "Choose one."), Column: "level")],
                http, sharing, names, time, cancel);
        }

        Guid? picked = Guid.TryParse(check, out var one) ? one : check is null or "" or Latest ? null : Guid.Empty;
        var done = await sharing.ChooseAsync(http.Reader(), id, chosen, picked, cancel);
        return done.Failure switch
        {
            null => Results.LocalRedirect($"/benchmark/rounds/invitations/{id}?saved=1"),
            { Kind: FailureKind.Invalid } wrong => await ShowAsync(id, false, wrong.Faults, http, sharing, names, time, cancel),
            var failure => Show.Failure(failure),
        };
    }
}
