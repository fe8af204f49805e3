using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory.Pages;

/// <summary>What waits to be decided: registrations for the office, requests to join for managers.</summary>
internal static class DecideRegistrations
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/directory/registrations", (HttpContext http, ContextFactory contexts, CancellationToken cancel)
            => PageAsync(http, contexts, [], cancel)).SignedIn().ExcludeFromDescription();
        routes.MapPost("/directory/registrations", DecideAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> DecideAsync(
        [FromForm] Guid registration, [FromForm] string? decision, [FromForm] string? reason, HttpContext http, ContextFactory contexts, Works works,
        CancellationToken cancel)
    {
        var decided = await works.RunAsync(http.Reader(),
            work => Registrations.DecideAsync(work, registration, decision == "accept", reason ?? "", cancel), cancel);
        return decided.Failure switch
        {
            null => Results.LocalRedirect("/directory/registrations"),
            { Kind: FailureKind.Invalid } failure => await PageAsync(http, contexts, failure.Faults, cancel),
            var failure => Show.Failure(failure),
        };
    }

    private static async Task<IResult> PageAsync(HttpContext http, ContextFactory contexts, IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        var waiting = await context.Registrations
            .Where(r => r.State == RegistrationState.Confirmed || r.State == RegistrationState.Joining)
            .OrderBy(r => r.Made).Take(200).ToListAsync(cancel);
        var verified = await Registrations.VerifiedAsync(context, waiting, cancel);
        return Show.Page<DecideRegistrationsView>(
            new { Waiting = waiting.Where(r => Registrations.MayDecide(http.Reader(), r, verified)).ToList(), Faults = faults, Office = http.Reader().Holds(Role.Office) }, faults.Count > 0 ? 422 : 200);
    }
}
