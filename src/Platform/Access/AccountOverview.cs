using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>An account as administrators and managers see it in a list.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name; empty when it was erased.</param>
/// <param name="Email">Its address; null when closed.</param>
/// <param name="HasCode">True when it signs in with a code.</param>
/// <param name="Made">When it was made, UTC.</param>
/// <param name="Closed">When it was closed, UTC; null while open.</param>
/// <param name="Roles">What it holds now and later.</param>
public sealed record AccountEntry(Guid Id, string Name, string? Email, bool HasCode, DateTime Made, DateTime? Closed, IReadOnlyList<RoleGrant> Roles)
{
    /// <summary>True when it was erased: the id is all that is left.</summary>
    public bool IsErased => Closed is not null && Name.Length == 0;
}

/// <summary>Lists of accounts. The caller has made sure that the reader may see them.</summary>
public sealed class AccountOverview(ContextFactory contexts, Works works, TimeProvider time)
{
    /// <summary>A page of all accounts, filtered by a part of name or address (without regard to case in the address), and how many there are.</summary>
    public async Task<(IReadOnlyList<AccountEntry> Rows, int Total)> ListAsync(
        string filter, bool byName, bool descending, int offset, int size, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var upper = filter.ToUpperInvariant();
        var found = access.Accounts.Where(a => filter == "" || a.NormalizedEmail!.Contains(upper) || a.DisplayName.Contains(filter));
        var ordered = (byName, descending) switch
        {
            (true, false) => found.OrderBy(a => a.DisplayName).ThenBy(a => a.Id),
            (true, true) => found.OrderByDescending(a => a.DisplayName).ThenBy(a => a.Id),
            (false, false) => found.OrderBy(a => a.Made).ThenBy(a => a.Id),
            _ => found.OrderByDescending(a => a.Made).ThenBy(a => a.Id),
        };
        var page = await ordered.Skip(offset).Take(size).ToListAsync(cancel);
        return (await WithRolesAsync(access, page, null, cancel), await found.CountAsync(cancel));
    }

    /// <summary>One account; null when there is none.</summary>
    public async Task<AccountEntry?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await access.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancel) is { } account
            ? (await WithRolesAsync(access, [account], null, cancel))[0] : null;
    }

    /// <summary>The members of an organisation, by name, each with its roles there.</summary>
    public async Task<IReadOnlyList<AccountEntry>> MembersAsync(Guid organisation, CancellationToken cancel)
        => (await MembersAsync(organisation, descending: false, 0, int.MaxValue, cancel)).Rows;

    /// <summary>A page of the members of an organisation, by name, each with its roles there, and how many there are.</summary>
    public async Task<(IReadOnlyList<AccountEntry> Rows, int Total)> MembersAsync(
        Guid organisation, bool descending, int offset, int size, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var members = Members(access, organisation);
        var ordered = descending ? members.OrderByDescending(a => a.DisplayName).ThenBy(a => a.Id) : members.OrderBy(a => a.DisplayName).ThenBy(a => a.Id);
        var page = await ordered.Skip(offset).Take(size).ToListAsync(cancel);
        return (await WithRolesAsync(access, page, organisation, cancel), await members.CountAsync(cancel));
    }

    /// <summary>Whether an account is a member of an organisation.</summary>
    public async Task<bool> IsMemberAsync(Guid organisation, Guid account, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await Members(access, organisation).AnyAsync(a => a.Id == account, cancel);
    }

    /// <summary>Closes an account on behalf of an administrator.</summary>
    public async Task<Failure?> CloseAsync(Reader reader, Guid account, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        return await CloseAccount.CloseAsync(work, account, cancel);
    }

    /// <summary>Ends every session of an account on behalf of an administrator.</summary>
    public async Task EndSessionsAsync(Reader reader, Guid account, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        await Sessions.EndAsync(work, account, cancel);
        await work.CommitAsync(cancel);
    }

    private IQueryable<Account> Members(AccessContext access, Guid organisation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return access.Accounts.Where(a => a.Closed == null && access.Roles.Any(r => r.Account == a.Id && r.Scope == organisation && r.Until > now));
    }

    private async Task<IReadOnlyList<AccountEntry>> WithRolesAsync(
        AccessContext access, IReadOnlyList<Account> accounts, Guid? organisation, CancellationToken cancel)
    {
        var (ids, now) = (accounts.Select(a => a.Id).ToList(), time.GetUtcNow().UtcDateTime);
        var roles = (await access.Roles
            .Where(r => ids.Contains(r.Account) && r.Until > now && (organisation == null || r.Scope == organisation))
            .OrderBy(r => r.From).ThenBy(r => r.Id).ToListAsync(cancel)).ToLookup(r => r.Account);
        return [.. accounts.Select(a => new AccountEntry(a.Id, a.DisplayName, a.Email, a.TwoFactorEnabled, a.Made, a.Closed, [.. roles[a.Id]]))];
    }
}
