using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>ASP.NET Core Identity within one unit of work. Its clock is the portal's; what it changes is saved with the unit.</summary>
public sealed class Accounts : UserManager<Account>
{
    private readonly DateTime now;

    internal Accounts(
        UnitOfWork work, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IServiceProvider services, ILogger<Accounts> logger)
        : base(new AccountStore(work.Enlist<AccessContext>()), options, hasher, [], [], new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(), services, logger)
        => now = work.Now;

    /// <inheritdoc/>
    public override Task<bool> IsLockedOutAsync(Account user)
        => Task.FromResult(user.LockoutEnd > new DateTimeOffset(now, TimeSpan.Zero));

    /// <inheritdoc/>
    public override Task<IdentityResult> AccessFailedAsync(Account user)
    {
        if (++user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
        {
            user.AccessFailedCount = 0;
            user.LockoutEnd = new DateTimeOffset(now, TimeSpan.Zero) + Options.Lockout.DefaultLockoutTimeSpan;
        }

        return UpdateAsync(user);
    }

    /// <summary>Sets a password that <see cref="Passwords.Judge"/> let pass; ends what the old one could do.</summary>
    public async Task SetPasswordAsync(Account user, string password)
    {
        user.PasswordHash = null;
        Check(await AddPasswordAsync(user, password));
    }

    /// <summary>Turns the code at sign-in on with a secret that was just confirmed; gives the recovery codes, to be shown once.</summary>
    public async Task<IReadOnlyList<string>> EnrolAsync(Account user, string secret)
    {
        await ((IUserAuthenticatorKeyStore<Account>)Store).SetAuthenticatorKeyAsync(user, secret, CancellationToken.None);
        Check(await SetTwoFactorEnabledAsync(user, true));
        return await NewRecoveryCodesAsync(user);
    }

    /// <summary>Ten new recovery codes, to be shown once; the ones before stop working.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Account user)
        => [.. (await GenerateNewTwoFactorRecoveryCodesAsync(user, 10))!];

    /// <summary>Turns the code at sign-in off and forgets secret and recovery codes.</summary>
    public async Task ForgetCodeAsync(Account user)
    {
        await ((IUserTwoFactorRecoveryCodeStore<Account>)Store).ReplaceCodesAsync(user, [], CancellationToken.None);
        Check(await SetTwoFactorEnabledAsync(user, false));
        Check(await RemoveAuthenticationTokenAsync(user, "[AspNetUserStore]", "AuthenticatorKey"));
    }

    internal static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }
}

/// <summary>Opens Identity within units of work, and checks passwords outside of them: hashing takes long and must block nobody.</summary>
public sealed class AccountRegister(
    IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IServiceProvider services, ILogger<Accounts> logger)
{
    private readonly Lazy<string> nobodys = new(() => hasher.HashPassword(null!, "nobody's password"));

    /// <summary>The accounts as this unit of work sees and changes them.</summary>
    public Accounts In(UnitOfWork work) => new(work, options, hasher, services, logger);

    /// <summary>True when the password is the account's. Without an account it takes as long and is false.</summary>
    public bool Matches(Account? account, string password)
        => hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? nobodys.Value, password.Length > Passwords.Longest ? "" : password)
            != PasswordVerificationResult.Failed
            && account?.PasswordHash is not null;
}
