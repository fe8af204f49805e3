using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Api;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>Requests of one person that reach an administrator on paper: the data of an account as a file, and its erasure; as pages and by the API.</summary>
internal static class EraseAccount
{
    private const string Api = "/api/v1/accounts/{id:guid}";
    private const string Path = ShowOneAccount.Path + "/{id:guid}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/erase", (Guid id, AccountOverview overview, AccountErasure erasure, LegalHolds holds, CancellationToken cancel)
            => ShowAsync(id, null, overview, erasure, holds, cancel)).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(Path + "/erase", EraseAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(Path + "/data", ExportAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        Describe(routes.MapPost(Api + "/erase", async (Guid id, HttpContext http, AccountErasure erasure, CancellationToken cancel)
                => Problems.OrDone((await erasure.EraseAsync(http.Reader(), id, cancel)).Failure, http)).Api(AccountsApi.Write, Role.Administrator),
                "eraseAccount", "Erases an account across all modules for good; refused for the last administrator and while a hold stands.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        Describe(routes.MapPost(Api + "/data", ExportAsync).Api(AccountsApi.Read, Role.Administrator),
                "exportAccount", "Everything that the modules keep of one account, as a file; noted in the audit trail.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("access").WithSummary(summary).WithPath("id", "The account's id.").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ShowAsync(
        Guid id, Failure? failure, AccountOverview overview, AccountErasure erasure, LegalHolds holds, CancellationToken cancel)
        => await overview.FindAsync(id, cancel) is { IsErased: false } account
            ? Show.Page<EraseAccountView>(new
            {
                Account = account,
                Holds = await holds.StandingAsync(HoldKind.Account, id, cancel),
                erasure.Goes,
                erasure.Stays,
                Faults = failure is null ? (IReadOnlyList<Fault>)[] : [new Fault(failure.Detail, Text.Same(""))],
            }, failure is null ? StatusCodes.Status200OK : Show.Status(failure.Kind))
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> EraseAsync(
        Guid id, HttpContext http, AccountOverview overview, AccountErasure erasure, LegalHolds holds, CancellationToken cancel)
        => (await erasure.EraseAsync(http.Reader(), id, cancel)).Failure is { } failure
            ? await ShowAsync(id, failure, overview, erasure, holds, cancel)
            : Results.LocalRedirect(http.Reader().Account == id ? "/" : $"{ShowOneAccount.Path}/{id}?done=erased");

    private static async Task<IResult> ExportAsync(Guid id, HttpContext http, PersonalExports exports, CancellationToken cancel)
        => (await exports.ForRequestAsync(http.Reader(), id, cancel)).Match(
            file => Results.File(file, "application/json", $"sakimori-account-{id}.json"),
            failure => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Problems.Of(failure, http.Language()) : Show.Failure(failure));
}
