using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Sakimori.Platform.Access;

/// <summary>
/// Identity's store on the context of a unit of work: nothing is saved before the unit commits, so that accounts, audit and mail
/// stand or fall together. Recovery codes are kept as SHA-256 only (each has 49 random bits and works once).
/// </summary>
internal sealed class AccountStore : UserOnlyStore<Account, AccessContext, Guid>
{
    private const string Provider = "[Sakimori]";
    private const string Codes = "RecoveryCodes";

    public AccountStore(AccessContext access)
        : base(access) => AutoSaveChanges = false;

    /// <summary>The account is tracked: what changed is written when the unit commits, under one new stamp.</summary>
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        return Task.FromResult(IdentityResult.Success);
    }

    /// <inheritdoc/>
    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
        => SetTokenAsync(user, Provider, Codes, string.Join(' ', recoveryCodes.Select(Hash)), cancellationToken);

    /// <inheritdoc/>
    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var kept = await KeptAsync(user, cancellationToken);
        if (!kept.Remove(Hash(code.Trim().ToUpperInvariant())))
            return false;
        await SetTokenAsync(user, Provider, Codes, string.Join(' ', kept), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public override async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken)
        => (await KeptAsync(user, cancellationToken)).Count;

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private async Task<List<string>> KeptAsync(Account user, CancellationToken cancel)
        => [.. (await GetTokenAsync(user, Provider, Codes, cancel) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
