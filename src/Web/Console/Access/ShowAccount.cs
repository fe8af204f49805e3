using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>The reader's own account: facts, roles and sessions.</summary>
internal static class ShowAccount
{
    public const string Path = "/account";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path + "/sessions/{id:guid}/end", EndAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost(Path + "/sessions/end-others", EndOthersAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        string? done, HttpContext http, OwnAccount own, Sessions sessions, IOrganisationNames names, CancellationToken cancel)
    {
        var reader = http.Reader();
        var (account, codes) = await own.ReadAsync(reader, cancel);
        return Show.Page<ShowAccountView>(new
        {
            Account = account,
            Reader = reader,
            RecoveryCodes = codes,
            Sessions = await sessions.ListAsync(account.Id, cancel),
            Here = http.Session(),
            Names = await names.OfAsync(reader.Organisations, cancel),
            Done = done,
        });
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext http, Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        if (await Sessions.EndAsync(work, http.Reader().Account!.Value, cancel, only: id) == 0)
            return Show.Failure(Failure.NotFound);
        await work.CommitAsync(cancel);
        if (id != http.Session())
            return Results.LocalRedirect($"{Path}?done=ended");
        await http.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> EndOthersAsync(HttpContext http, Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(http.Reader(), cancel);
        await Sessions.EndAsync(work, http.Reader().Account!.Value, cancel, except: http.Session());
        await work.CommitAsync(cancel);
        return Results.LocalRedirect($"{Path}?done=ended");
    }
}
