using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Evidence;

/// <summary>
/// Whether a document stands, for whoever knows its number, and the office's decision about it. The answer has one shape whether there
/// is such a document or not, and says nothing of its content.
/// </summary>
internal static class AskStatus
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(EvidenceStore.StatusPath + "/{number}", ShowAsync).Public().LimitedPerClient().ExcludeFromDescription();
        routes.MapPost(EvidenceStore.StatusPath + "/{number}", DecideAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(string number, HttpContext http, EvidenceStore store, CancellationToken cancel)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        return Show.Page<StatusView>(new { Number = number, State = await store.StatusAsync(number, cancel), MayDecide = http.Reader().Holds(Role.Office) });
    }

    private static async Task<IResult> DecideAsync(string number, [FromForm] string? state, HttpContext http, EvidenceStore store, CancellationToken cancel)
    {
        if (Parse(state) is not { } decided)
            return Show.Failure(new(FailureKind.Invalid, new("状態を選んでください。", "Choose a state.")));
        return await store.DecideAsync(http.Reader(), number, decided, cancel) is { } failure
            ? Show.Failure(failure)
            : Results.LocalRedirect($"{EvidenceStore.StatusPath}/{Uri.EscapeDataString(number)}");
    }

    /// <summary>The state of a code; null for others.</summary>
    public static EvidenceState? Parse(string? code)
        => Enum.GetValues<EvidenceState>().Where(s => s.Code() == code).Select(s => (EvidenceState?)s).SingleOrDefault();
}
