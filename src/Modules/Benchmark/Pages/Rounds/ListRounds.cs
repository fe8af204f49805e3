using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Surveying;

/// <summary>The rounds to which the reader's organisation is invited, and those that the reader hosts.</summary>
internal static class ListRounds
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/benchmark/rounds", ShowAsync).SignedIn().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        HttpContext http, Store.Rounds rounds, RoundSharing sharing, IOrganisationNames names, TimeProvider time, CancellationToken cancel)
    {
        var reader = http.Reader();
        var received = await sharing.ListAsync(reader, cancel);
        var hosted = await rounds.ListAsync(reader, cancel);
        return Show.Page<RoundsView>(new
        {
            Received = received,
            Hosted = hosted,
            Hosts = await RoundHosts.NamesAsync(names, [.. received.Select(r => r.Round.Host), .. hosted.Select(r => r.Round.Host)], cancel),
            MayHost = Store.Rounds.HostsOf(reader).Count > 0,
            OfOrganisation = reader.Organisation is not null,
            Now = time.GetUtcNow().UtcDateTime,
        });
    }
}
