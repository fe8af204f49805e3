using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>The first administrator: comes in through a link that the server prints at its start.</summary>
public static class FirstAdministrator
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>
    /// A new link when no open account holds the role administrator, else null. Links made before stop working.
    /// </summary>
    public static async Task<string?> OfferAsync(Works works, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        if (await ExistsAsync(work.Enlist<AccessContext>(), work.Now, cancel))
            return null;
        return await ResetAsync(work, cancel);
    }

    /// <summary>A new link whether or not there is an administrator: the answer when all of them are lost.</summary>
    public static async Task<string> ResetAsync(UnitOfWork work, CancellationToken cancel)
    {
        var token = OneTimeLinks.NewToken();
        await ResetAsync(work, OneTimeLinks.Hash(token), cancel);
        return token;
    }

    /// <summary>The same for a token that whoever asks keeps to himself. Links made before stop working.</summary>
    /// <param name="work">The unit of work; it is committed.</param>
    /// <param name="hash">The SHA-256 of the token.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task ResetAsync(UnitOfWork work, byte[] hash, CancellationToken cancel)
    {
        await work.Enlist<AccessContext>().Links
            .Where(l => l.Purpose == LinkPurpose.Administrator && l.Used == null)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Used, work.Now), cancel);
        OneTimeLinks.Add(work, hash, LinkPurpose.Administrator, Lifetime);
        await work.CommitAsync(cancel);
    }

    /// <summary>Redeems the link: makes the account with its password and grants it the role administrator.</summary>
    public static async Task<Outcome<Guid>> RedeemAsync(
        Works works, AccountRegister register, string token, string email, string name, string password, Language language, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var access = work.Enlist<AccessContext>();
        if (await OneTimeLinks.TakeAsync(work, token, LinkPurpose.Administrator, cancel) is null)
            return OneTimeLinks.Dead;

        var made = await NewAccount.AddAsync(work, register, email, name, password, language, confirmed: false, cancel);
        if (!made.Succeeded)
            return made;
        access.Roles.Add(new RoleGrant
        {
            Id = Guid.CreateVersion7(),
            Account = made.Value,
            Scope = Scopes.System,
            Role = Role.Administrator,
            From = work.Now,
        });
        work.Audit("access.administrator.made", $"account:{made.Value}");
        await work.CommitAsync(cancel);
        return made;
    }

    /// <summary>True when an open account holds the role administrator.</summary>
    public static Task<bool> ExistsAsync(AccessContext access, DateTime now, CancellationToken cancel)
        => access.Roles.AnyAsync(
            r => r.Role == Role.Administrator && r.Scope == Scopes.System && r.From <= now && r.Until > now
                && access.Accounts.Any(a => a.Id == r.Account && a.Closed == null), cancel);
}
