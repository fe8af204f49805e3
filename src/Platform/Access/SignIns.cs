using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Sakimori.Kernel;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>How a try to sign in ended.</summary>
/// <param name="Account">The account whose password was right; null when the try was refused.</param>
/// <param name="Session">The session that began; null while a code is still to be given, and when refused.</param>
/// <param name="Stamp">The account's security stamp, to which the second step is bound.</param>
public sealed record SignInAnswer(Guid? Account, Guid? Session, string? Stamp = null)
{
    /// <summary>Refused: address, password or code are wrong, or sign-in is paused. Which of them is never told.</summary>
    public static SignInAnswer Refused { get; } = new(null, null);
}

/// <summary>
/// Signs in by password and, where it is enrolled, by a code. Five wrong tries of either pause sign-in for 15 minutes and tell
/// the owner by mail. An unknown address takes the same way, so that neither answer nor time tells it from a known one.
/// </summary>
public sealed class SignIns(Works works, ContextFactory contexts, AccountRegister register, IOptions<IdentityOptions> options)
{
    /// <summary>The first step.</summary>
    public async Task<SignInAnswer> ByPasswordAsync(string email, string password, string device, CancellationToken cancel)
    {
        Account? known;
        await using (var access = contexts.Read<AccessContext>(Reader.System))
            known = await NewAccount.FindAsync(access, email, cancel);
        var right = register.Matches(known, password);
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var account = await LockAsync(work, known?.Id ?? Guid.Empty, cancel);
        var accounts = register.In(work);
        if (account is null || !right || account.PasswordHash != known!.PasswordHash || await accounts.IsLockedOutAsync(account))
            return await RefuseAsync(work, accounts, account, cancel);
        if (account.TwoFactorEnabled)
            return new(account.Id, null, account.SecurityStamp);
        return await BeginAsync(work, accounts, account, device, cancel);
    }

    /// <summary>The second step: a code of the app, or a recovery code.</summary>
    public async Task<SignInAnswer> ByCodeAsync(Guid id, string stamp, string code, string device, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var account = await LockAsync(work, id, cancel);
        var accounts = register.In(work);
        if (account is null || account.SecurityStamp != stamp || !account.TwoFactorEnabled || await accounts.IsLockedOutAsync(account))
            return await RefuseAsync(work, accounts, account, cancel);
        if (await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
            return await BeginAsync(work, accounts, account, device, cancel);
        if (!(await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded)
            return await RefuseAsync(work, accounts, account, cancel);
        work.Audit("access.recovery-code.used", $"account:{id}");
        work.Send(AccessLetters.RecoveryCodeUsed(account));
        return await BeginAsync(work, accounts, account, device, cancel);
    }

    // One try after the other: parallel guesses cannot slip past the count.
    private static async Task<Account?> LockAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        await access.Accounts.Where(a => a.Id == id)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount), cancel);
        return await access.Accounts.SingleOrDefaultAsync(a => a.Id == id && a.Closed == null, cancel);
    }

    private static async Task<SignInAnswer> BeginAsync(
        UnitOfWork work, Accounts accounts, Account account, string device, CancellationToken cancel)
    {
        if (account.AccessFailedCount > 0)
            Accounts.Check(await accounts.ResetAccessFailedCountAsync(account));
        var session = Sessions.Begin(work, account.Id, device);
        await work.CommitAsync(cancel);
        return new(account.Id, session);
    }

    private async Task<SignInAnswer> RefuseAsync(UnitOfWork work, Accounts accounts, Account? account, CancellationToken cancel)
    {
        work.Audit("access.sign-in.refused", account is null ? "account:unknown" : $"account:{account.Id}");
        if (account is not null && !await accounts.IsLockedOutAsync(account))
        {
            Accounts.Check(await accounts.AccessFailedAsync(account));
            if (await accounts.IsLockedOutAsync(account))
            {
                work.Audit("access.sign-in.paused", $"account:{account.Id}");
                work.Send(AccessLetters.Paused(account, options.Value.Lockout.DefaultLockoutTimeSpan));
            }
        }

        await work.CommitAsync(cancel);
        return SignInAnswer.Refused;
    }
}
