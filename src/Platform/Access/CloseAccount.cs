using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Closes accounts: by their owner or by an administrator.</summary>
public static class CloseAccount
{
    /// <summary>
    /// Ends sessions, roles and links, and forgets address, password and code; the id and the audit trail stay. Commits. Refused while
    /// a hold stands: closing forgets what is held.
    /// </summary>
    public static async Task<Failure?> CloseAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        if (await access.Accounts.SingleOrDefaultAsync(a => a.Id == id && a.Closed == null, cancel) is not { } account)
            return Failure.NotFound;
        if (await RoleGrants.IsLastAdministratorAsync(access, id, work.Now, cancel))
            return RoleGrants.LastAdministrator;
        if (await (await StandingHolds.OfAsync(work, cancel)).RefuseAccountAsync(work, id, cancel) is { } held)
            return held;
        await Sessions.EndAsync(work, id, cancel);
        await access.Roles.Where(r => r.Account == id && r.Until > work.Now).ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, work.Now), cancel);
        await access.Links.Where(l => l.Account == id && l.Used == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.Used, work.Now), cancel);
        await access.Set<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>().Where(t => t.UserId == id).ExecuteDeleteAsync(cancel);
        work.Audit("access.account.closed", $"account:{id}", before: new { account.Email, account.DisplayName });
        account.Closed = work.Now;
        account.UserName = $"closed:{id}";
        account.NormalizedUserName = account.UserName.ToUpperInvariant();
        (account.Email, account.NormalizedEmail, account.PasswordHash, account.TwoFactorEnabled) = (null, null, null, false);
        await work.CommitAsync(cancel);
        return null;
    }
}
