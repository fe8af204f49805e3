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

/// <summary>The programme office says whose mail domains verify an organisation when it registers.</summary>
internal static class TrustMailDomains
{
    private const string List = "/directory/registrations/domains";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, (HttpContext http, ContextFactory contexts, CancellationToken cancel) => PageAsync(http, contexts, null, null, cancel))
            .Requires(Role.Office).ExcludeFromDescription();
        routes.MapPost(List, AddAsync).Requires(Role.Office).Form().ExcludeFromDescription();
        routes.MapPost(List + "/remove", RemoveAsync).Requires(Role.Office).Form().ExcludeFromDescription();
    }

    private static async Task<IResult> AddAsync(
        [FromForm] string? domain, HttpContext http, ContextFactory contexts, Works works, CancellationToken cancel)
        => (await works.RunAsync(http.Reader(), work => MailDomains.AddAsync(work, domain, cancel), cancel)).Failure is { } failure
            ? await PageAsync(http, contexts, failure, domain, cancel)
            : Results.LocalRedirect(List);

    private static async Task<IResult> RemoveAsync([FromForm] string? domain, HttpContext http, Works works, CancellationToken cancel)
        => (await works.RunAsync(http.Reader(), work => MailDomains.RemoveAsync(work, domain, cancel), cancel))
            .Match<IResult>(_ => Results.LocalRedirect(List), Show.Failure);

    private static async Task<IResult> PageAsync(HttpContext http, ContextFactory contexts, Failure? failure, string? entered, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(http.Reader());
        return Show.Page<MailDomainsView>(
            new { Domains = await context.MailDomains.OrderBy(d => d.Domain).ToListAsync(cancel), Failure = failure, Entered = entered },
            failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind));
    }
}
