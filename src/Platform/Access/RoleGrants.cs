using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>
/// Grants and ends roles. Administrators grant any role; a manager grants Reader, Contributor and Manager in the organisation
/// that it manages. The last administrator stays.
/// </summary>
public sealed class RoleGrants(Works works)
{
    /// <summary>
    /// True when the reader may grant and end that role in that scope, and the two go together. The system itself may: it is whoever
    /// holds the data folder at the command line.
    /// </summary>
    public static bool MayGrant(Reader reader, HeldRole grant)
        => Enum.IsDefined(grant.Role) && grant.Role > Role.Manager == (grant.Scope == Scopes.System)
            && (reader.SeesAll || reader.Holds(Role.Administrator) || (grant.Scope != Scopes.System && reader.Holds(Role.Manager, grant.Scope)));

    /// <summary>
    /// Grants a role from a moment until another; what the account holds in that scope until now ends when the new role begins.
    /// </summary>
    public async Task<Failure?> GrantAsync(Reader reader, Guid account, HeldRole grant, DateTime? from, DateTime? until, CancellationToken cancel)
    {
        if (!MayGrant(reader, grant))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        var access = work.Enlist<AccessContext>();
        if (!await access.Accounts.AnyAsync(a => a.Id == account && a.Closed == null, cancel))
            return Failure.NotFound;
        var begins = from is { } wanted && wanted > work.Now ? wanted : work.Now;
        var ends = until ?? AudienceGrant.Forever;
        if (ends <= begins)
        {
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [new(new("終わりが始まりより前です。", "It would end before it begins."),
                new("始まりより後の日を入力してください。", "Enter a day after the beginning."), Column: "until")]);
        }

        if (grant.Role != Role.Administrator && grant.Scope == Scopes.System && await IsLastAdministratorAsync(access, account, work.Now, cancel))
            return LastAdministrator;
        await Add(work, account, grant, begins, ends, cancel);
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Ends a grant now, or withdraws it when it has not begun; not found when it is not that account's.</summary>
    public async Task<Failure?> EndAsync(Reader reader, Guid grant, CancellationToken cancel, Guid? account = null)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var access = work.Enlist<AccessContext>();
        if (await access.Roles.SingleOrDefaultAsync(r => r.Id == grant && (account == null || r.Account == account) && r.Until > work.Now, cancel) is not { } role
            || !MayGrant(reader, new(role.Role, role.Scope)))
        {
            return Failure.NotFound;
        }

        if (role.Role == Role.Administrator && await IsLastAdministratorAsync(access, role.Account, work.Now, cancel))
            return LastAdministrator;
        role.Until = work.Now;
        work.Audit("access.role.ended", $"account:{role.Account}", before: new { role.Role, role.Scope });
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Ends every role of an account in one scope.</summary>
    public async Task<Failure?> RemoveAsync(Reader reader, Guid account, Guid organisation, CancellationToken cancel)
    {
        if (organisation == Scopes.System || !MayGrant(reader, new(Role.Reader, organisation)))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        var ended = await work.Enlist<AccessContext>().Roles
            .Where(r => r.Account == account && r.Scope == organisation && r.Until > work.Now)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, work.Now), cancel);
        if (ended == 0)
            return Failure.NotFound;
        work.Audit("access.role.ended", $"account:{account}", before: new { organisation });
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Adds a grant to a unit of work in the place of what the account holds in that scope.</summary>
    internal static async Task Add(UnitOfWork work, Guid account, HeldRole grant, DateTime from, DateTime until, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        await access.Roles.Where(r => r.Account == account && r.Scope == grant.Scope && r.Until > from)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, from), cancel);
        access.Roles.Add(new RoleGrant
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            Account = account,
            Scope = grant.Scope,
            Role = grant.Role,
            From = from,
            Until = until,
        });
        work.Audit("access.role.granted", $"account:{account}", after: new { grant.Role, grant.Scope, from, until });
    }

    internal static Failure LastAdministrator { get; } = new(FailureKind.Conflict, new(
        "最後の管理者です。先に別の管理者を置いてください。", "This is the last administrator. Appoint another one first."));

    internal static async Task<bool> IsLastAdministratorAsync(AccessContext access, Guid account, DateTime now, CancellationToken cancel)
    {
        var administrators = await access.Roles
            .Where(r => r.Scope == Scopes.System && r.Role == Role.Administrator && r.From <= now && r.Until > now
                && access.Accounts.Any(a => a.Id == r.Account && a.Closed == null))
            .Select(r => r.Account).Distinct().ToListAsync(cancel);
        return administrators is [var last] && last == account;
    }
}
