using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Api;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary><c>/api/v1/accounts</c>: every account of the portal, for keys of its administrators.</summary>
internal static class AccountsApi
{
    public const string Read = "accounts:read";
    public const string Write = "accounts:write";
    private const string Path = "/api/v1/accounts";
    private const string Id = "The account's id.";
    private const int MostOnPage = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet(Path, ListAsync).Api(Read, Role.Administrator), "listAccounts", "The accounts of the portal, the oldest first.")
            .WithQuery("q", "A part of the name or the address.")
            .WithQuery("page", "Counts from 1.")
            .WithQuery("size", "Accounts a page, 1 to 200; 50 unless given. total says how many there are.")
            .Produces<AccountListDocument>();
        Describe(routes.MapGet(Path + "/{id:guid}", FindAsync).Api(Read, Role.Administrator), "getAccount", "One account with the roles it holds now or later.")
            .WithPath("id", Id)
            .Produces<AccountDocument>();
        Describe(routes.MapDelete(Path + "/{id:guid}", async (Guid id, HttpContext http, AccountOverview overview, CancellationToken cancel) =>
                Problems.OrDone(await overview.CloseAsync(http.Reader(), id, cancel), http)).Api(Write, Role.Administrator),
                "closeAccount", "Closes an account for good; the last administrator stays.")
            .WithPath("id", Id)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
        Describe(routes.MapDelete(Path + "/{id:guid}/sessions", EndSessionsAsync).Api(Write, Role.Administrator),
                "endSessions", "Ends every sign-in of an account.")
            .WithPath("id", Id)
            .Produces(StatusCodes.Status204NoContent);
        Describe(routes.MapPost(Path + "/{id:guid}/roles", GrantAsync).Api(Write, Role.Administrator), "grantRole",
                "Grants a role, in the place of what the account holds there.")
            .WithDescription("role: Reader, Contributor or Manager with an organisation; Office or Administrator without. from and until are "
                + "days in Japan; without them the role begins now and does not end.")
            .WithPath("id", Id)
            .Accepts<GrantDocument>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Describe(routes.MapDelete(Path + "/{id:guid}/roles/{grant:guid}", async (Guid id, Guid grant, HttpContext http, RoleGrants grants, CancellationToken cancel) =>
                Problems.OrDone(await grants.EndAsync(http.Reader(), grant, cancel, id), http)).Api(Write, Role.Administrator),
                "endRole", "Ends a role now, or withdraws it when it has not begun.")
            .WithPath("id", Id)
            .WithPath("grant", "The id of the role as the account shows it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary)
        => route.WithName(name).WithTags("access").WithSummary(summary).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(
        string? q, int? page, int? size, AccountOverview overview, CancellationToken cancel)
    {
        var (at, most) = (Math.Clamp(page ?? 1, 1, 1_000_000), Math.Clamp(size ?? 50, 1, MostOnPage));
        var (rows, total) = await overview.ListAsync(q ?? "", byName: false, descending: false, (at - 1) * most, most, cancel);
        return Results.Json(new AccountListDocument([.. rows.Select(AccountDocument.Of)], total, at, most), AccessJson.Default.AccountListDocument);
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, AccountOverview overview, CancellationToken cancel)
        => await overview.FindAsync(id, cancel) is { } account
            ? Results.Json(AccountDocument.Of(account), AccessJson.Default.AccountDocument)
            : Problems.Of(Failure.NotFound, http.Language());

    private static async Task<IResult> EndSessionsAsync(Guid id, HttpContext http, AccountOverview overview, CancellationToken cancel)
    {
        if (await overview.FindAsync(id, cancel) is null)
            return Problems.Of(Failure.NotFound, http.Language());
        await overview.EndSessionsAsync(http.Reader(), id, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> GrantAsync(
        Guid id, HttpContext http, RoleGrants grants, IOrganisationNames names, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, AccessJson.Default.GrantDocument, cancel);
        if (body.Failure is { } unreadable)
            return Problems.Of(unreadable, http.Language());
        var faults = new List<Fault>();
        var grant = await GrantForm.ReadAsync(body.Value.Role, body.Value.Organisation, names, faults, cancel);
        var (begins, ends) = (GrantForm.Day("from", body.Value.From, faults), GrantForm.Day("until", body.Value.Until, faults));
        return faults.Count > 0
            ? Problems.Of(new(FailureKind.Invalid, NewAccount.PleaseCheck, faults), http.Language())
            : Problems.OrDone(await grants.GrantAsync(http.Reader(), id, grant, begins, ends, cancel), http);
    }
}
