using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>One account for administrators: its roles, closing it, ending its sessions.</summary>
internal static class ShowOneAccount
{
    public const string Path = "/access/accounts";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/{id:guid}", (Guid id, string? done, AccountOverview overview, IOrganisationNames names, LegalHolds holds, CancellationToken cancel) =>
            ShowAsync(id, done, overview, names, holds, [], cancel)).Requires(Role.Administrator).ExcludeFromDescription();
        routes.MapPost(Path + "/{id:guid}/roles", GrantAsync).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{id:guid}/roles/{grant:guid}/end", async (Guid id, Guid grant, HttpContext http, RoleGrants grants, CancellationToken cancel) =>
            Answer(id, "role", await grants.EndAsync(http.Reader(), grant, cancel))).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{id:guid}/close", async (Guid id, HttpContext http, AccountOverview overview, CancellationToken cancel) =>
            Answer(id, "closed", await overview.CloseAsync(http.Reader(), id, cancel))).Requires(Role.Administrator).Form().ExcludeFromDescription();
        routes.MapPost(Path + "/{id:guid}/end-sessions", async (Guid id, HttpContext http, AccountOverview overview, CancellationToken cancel) =>
        {
            await overview.EndSessionsAsync(http.Reader(), id, cancel);
            return Answer(id, "ended", null);
        }).Requires(Role.Administrator).Form().ExcludeFromDescription();
    }

    private static IResult Answer(Guid id, string done, Failure? failure)
        => failure is null ? Results.LocalRedirect($"{Path}/{id}?done={done}") : Show.Failure(failure);

    private static async Task<IResult> ShowAsync(
        Guid id, string? done, AccountOverview overview, IOrganisationNames names, LegalHolds holds, List<Fault> faults, CancellationToken cancel)
        => await overview.FindAsync(id, cancel) is { } account
            ? Show.Page<ShowOneAccountView>(new
            {
                Account = account,
                Names = await ListAccounts.NamesAsync(names, [account], cancel),
                Holds = await holds.StandingAsync(HoldKind.Account, id, cancel),
                Done = done,
                Faults = faults,
            }, faults.Count > 0 ? 422 : 200)
            : Show.Failure(Failure.NotFound);

    private static async Task<IResult> GrantAsync(
        Guid id, [FromForm] string? role, [FromForm] string? organisation, [FromForm] string? from, [FromForm] string? until,
        HttpContext http, RoleGrants grants, AccountOverview overview, IOrganisationNames names, LegalHolds holds, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var grant = await GrantForm.ReadAsync(role, organisation, names, faults, cancel);
        var begins = GrantForm.Day("from", from, faults);
        var ends = GrantForm.Day("until", until, faults);
        if (faults.Count == 0)
        {
            var failure = await grants.GrantAsync(http.Reader(), id, grant, begins, ends, cancel);
            if (failure is null or { Faults.Count: 0 })
                return Answer(id, "role", failure);
            faults.AddRange(failure.Faults);
        }

        return await ShowAsync(id, null, overview, names, holds, faults, cancel);
    }
}
