using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>An invitation that stands.</summary>
/// <param name="Email">The address invited.</param>
/// <param name="Grants">The role that accepting it grants.</param>
/// <param name="Made">When it was sent, UTC.</param>
/// <param name="Ends">When its link stops working, UTC.</param>
public sealed record Invitation(string Email, HeldRole Grants, DateTime Made, DateTime Ends);

/// <summary>
/// Invites addresses to a role. Whether an address has an account already is told to its holder only: the answer and the letter
/// are the same for both.
/// </summary>
public sealed class Invitations(Works works, ContextFactory contexts, AccountRegister register, IOrganisationNames names, TimeProvider time)
{
    /// <summary>How many days an invitation works.</summary>
    public const int Days = 14;

    /// <summary>Invites an address; an earlier invitation of it to the same place stops working.</summary>
    /// <param name="reader">Who invites.</param>
    /// <param name="email">The address.</param>
    /// <param name="language">The language of the letter.</param>
    /// <param name="grant">The role offered.</param>
    /// <param name="linkOf">The absolute address of a token.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<Failure?> InviteAsync(
        Reader reader, string email, Language language, HeldRole grant, Func<string, string> linkOf, CancellationToken cancel)
    {
        if (!RoleGrants.MayGrant(reader, grant))
            return Failure.NotFound;
        email = email.Trim();
        if (NewAccount.JudgeAddress(email) is { } fault)
            return new(FailureKind.Invalid, NewAccount.PleaseCheck, [fault]);
        var where = grant.Scope == Scopes.System ? RoleNames.Portal : (await names.OfAsync([grant.Scope], cancel))[grant.Scope];
        await using var work = await works.BeginAsync(reader, cancel);
        await WithdrawAsync(work, email, grant.Scope, cancel);
        var token = OneTimeLinks.Make(work, LinkPurpose.Invitation, TimeSpan.FromDays(Days), email: email, grants: grant);
        work.Send(AccessLetters.Invitation(email, language, where, RoleNames.Of(grant.Role), linkOf(token), Days));
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Withdraws the invitation of an address.</summary>
    public async Task<Failure?> WithdrawAsync(Reader reader, string email, Guid scope, CancellationToken cancel)
    {
        if (!RoleGrants.MayGrant(reader, new(scope == Scopes.System ? Role.Office : Role.Reader, scope)))
            return Failure.NotFound;
        await using var work = await works.BeginAsync(reader, cancel);
        if (await WithdrawAsync(work, email, scope, cancel) == 0)
            return Failure.NotFound;
        work.Audit("access.invitation.withdrawn", $"scope:{scope}", before: new { email });
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>The invitations to a scope that stand, newest first; for those who may invite there.</summary>
    public async Task<IReadOnlyList<Invitation>> ListAsync(Guid scope, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var now = time.GetUtcNow().UtcDateTime;
        return await access.Links.Where(l => l.Purpose == LinkPurpose.Invitation && l.Scope == scope && l.Used == null && l.Ends > now)
            .OrderByDescending(l => l.Made)
            .Select(l => new Invitation(l.Email!, new HeldRole(l.Role!.Value, l.Scope!.Value), l.Made, l.Ends)).ToListAsync(cancel);
    }

    /// <summary>The invitation behind a token, and whether its address has an account; null when the link does not work.</summary>
    public async Task<(Invitation Invitation, bool Known)?> FindAsync(string token, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await OneTimeLinks.FindAsync(access, token, LinkPurpose.Invitation, time.GetUtcNow().UtcDateTime, cancel) is { } link
            ? (new(link.Email!, new(link.Role!.Value, link.Scope!.Value), link.Made, link.Ends),
                await NewAccount.FindAsync(access, link.Email!, cancel) is not null)
            : null;
    }

    /// <summary>
    /// Accepts an invitation: an address with an account gets the role, another one an account with name and password first.
    /// Gives the account, and whether it is new.
    /// </summary>
    public async Task<Outcome<(Guid Account, bool IsNew)>> AcceptAsync(
        string token, string name, string password, Language language, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.Nobody, cancel);
        var access = work.Enlist<AccessContext>();
        if (await OneTimeLinks.TakeAsync(work, token, LinkPurpose.Invitation, cancel) is not { } link)
            return OneTimeLinks.Dead;
        var known = await NewAccount.FindAsync(access, link.Email!, cancel);
        if (known is null)
        {
            var made = await NewAccount.AddAsync(work, register, link.Email!, name, password, language, confirmed: true, cancel);
            if (made.Failure is { } failure)
                return failure;
            await Grant(made.Value);
            return (made.Value, true);
        }

        await Grant(known.Id);
        return (known.Id, false);

        async Task Grant(Guid account)
        {
            var grant = new HeldRole(link.Role!.Value, link.Scope!.Value);

            // Accepting never takes a stronger role away.
            if (!await access.Roles.AnyAsync(r => r.Account == account && r.Scope == grant.Scope && r.Role >= grant.Role
                && r.From <= work.Now && r.Until == AudienceGrant.Forever, cancel))
            {
                await RoleGrants.Add(work, account, grant, work.Now, AudienceGrant.Forever, cancel);
            }

            work.Audit("access.invitation.accepted", $"account:{account}");
            await work.CommitAsync(cancel);
        }
    }

    private static Task<int> WithdrawAsync(UnitOfWork work, string email, Guid scope, CancellationToken cancel)
        => work.Enlist<AccessContext>().Links
            .Where(l => l.Purpose == LinkPurpose.Invitation && l.Email == email && l.Scope == scope && l.Used == null)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Used, work.Now), cancel);
}

/// <summary>What roles are called.</summary>
public static class RoleNames
{
    /// <summary>The deployment as a place where roles are held.</summary>
    public static Text Portal { get; } = new("ポータル全体", "the whole portal");

    /// <summary>The role.</summary>
    public static Text Of(Role role) => role switch
    {
        Role.Reader => new("閲覧者", "reader"),
        Role.Contributor => new("記入者", "contributor"),
        Role.Manager => new("責任者", "manager"),
        Role.Office => new("事務局", "programme office"),
        _ => new("管理者", "administrator"),
    };

    /// <summary>What it may do, in a sentence.</summary>
    public static Text Meaning(Role role) => role switch
    {
        Role.Reader => new("組織の記録を読みます。", "Reads what the organisation sees."),
        Role.Contributor => new("読むほか、記入と変更をします。", "Also fills in and changes."),
        Role.Manager => new("組織を代表し、メンバー、同意、共有を決めます。", "Speaks for the organisation: members, consent, sharing."),
        Role.Office => new("台帳、質問票、参照表を扱います。", "Keeps directory, questionnaires and reference tables."),
        _ => new("アカウント、運用、監査証跡を扱います。", "Keeps accounts, operations and the audit trail."),
    };
}
