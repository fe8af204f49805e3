using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>Erases one's own account across all modules: says first what goes and what stays, and offers the data as a file.</summary>
internal static class EraseOwnAccount
{
    public const string Path = "/account/erase";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (AccountErasure erasure) => Page(erasure, [], StatusCodes.Status200OK)).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, EraseAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> EraseAsync([FromForm] string? current, HttpContext http, AccountErasure erasure, Throttle throttle, CancellationToken cancel)
    {
        var reader = http.Reader();
        if (throttle.Refuse(http, "password", reader.Account.ToString()) is { } tooOften)
            return tooOften;
        if ((await erasure.EraseOwnAsync(reader, current ?? "", cancel)).Failure is { } failure)
            return Page(erasure, failure.Faults.Count > 0 ? failure.Faults : [new Fault(failure.Detail, Text.Same(""))], Show.Status(failure.Kind));
        await http.SignOutAsync();
        return Results.LocalRedirect("/");
    }

    private static RazorComponentResult<EraseOwnAccountView> Page(AccountErasure erasure, IReadOnlyList<Fault> faults, int status)
        => Show.Page<EraseOwnAccountView>(new { erasure.Goes, erasure.Stays, Faults = faults }, status);
}
