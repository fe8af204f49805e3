using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>A forgotten password: a link by mail to the account's address sets a new one.</summary>
public sealed class Recovery(Works works, AccountRegister register)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    /// <summary>Sends a link when the address has an account, else does nothing. Run it where nobody waits for its end.</summary>
    public async Task SendAsync(string email, Func<string, string> linkOf, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        if (await NewAccount.FindAsync(work.Enlist<AccessContext>(), email, cancel) is not { } account)
            return;
        var token = OneTimeLinks.Make(work, LinkPurpose.Recovery, Lifetime, account.Id);
        work.Send(AccessLetters.Recovery(account, linkOf(token), (int)Lifetime.TotalMinutes));
        await work.CommitAsync(cancel);
    }

    /// <summary>
    /// Sets the password, ends every session, lifts a pause and makes other recovery links useless. A code at sign-in stays asked.
    /// </summary>
    public async Task<Failure?> RedeemAsync(string token, string password, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var access = work.Enlist<AccessContext>();
        if (await OneTimeLinks.TakeAsync(work, token, LinkPurpose.Recovery, cancel) is not { } link
            || await access.Accounts.SingleOrDefaultAsync(a => a.Id == link.Account && a.Closed == null, cancel) is not { } account)
        {
            return OneTimeLinks.Dead;
        }

        if (Passwords.Judge(password, account.Email!) is { } fault)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [fault]);
        await access.Links.Where(l => l.Purpose == LinkPurpose.Recovery && l.Account == account.Id && l.Used == null)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Used, work.Now), cancel);
        (account.AccessFailedCount, account.LockoutEnd, account.EmailConfirmed) = (0, null, true);
        await register.In(work).SetPasswordAsync(account, password);
        await Sessions.EndAsync(work, account.Id, cancel);
        work.Audit("access.password.recovered", $"account:{account.Id}");
        work.Send(AccessLetters.PasswordChanged(account));
        await work.CommitAsync(cancel);
        return null;
    }
}
