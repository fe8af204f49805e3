using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>What Platform does when an account is erased.</summary>
internal static class PlatformErasures
{
    public static PersonalErasure[] All { get; } =
    [
        new("access.accounts", new("名前、アドレス、パスワード、認証アプリの登録を消します。番号だけが残ります。", "Name, address, password and authenticator go; the id alone stays."), AccountAsync),
        new("access.keys", new("作った API キーの用途の名前を消します。組織のキーは働き続けます。", "The names of the API keys that the account made go; an organisation's keys go on working."),
            async (work, person, cancel) => await work.Enlist<AccessContext>().Keys.Where(k => k.MadeBy == person.Account)
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.Name, ""), cancel)),
        new("access.links", new("本人への招待とリンクを消します。", "Invitations and links for the person go."), LinksAsync),
        new("access.roles", new("すべての役割を終えます。終えた役割は、台帳の期間だけ番号で残ります。", "Every role ends; ended roles stay under the id for the period of the register."), RolesAsync),
        new("access.sessions", new("すべてのサインインを終え、記録を消します。", "Every sign-in ends and its record goes."),
            async (work, person, cancel) => await work.Enlist<AccessContext>().Sessions.Where(s => s.Account == person.Account).ExecuteDeleteAsync(cancel)),
        new("platform.audit-content", new("監査証跡のうち、本人についての内容を消します。項目と照合値は残り、証跡は有効なままです。",
            "What entries of the audit trail say of the person goes; entries and commitments stay, and the trail stays valid."), AuditContentAsync),
        new("platform.legal-holds", new("保全を始めた人・解除した人としての名前と、本人の保全の理由を消します。", "The name as whoever placed or lifted a hold goes, and the reason of holds on the account."), HoldsAsync),
        new("platform.mail", new("本人に宛てたメールと、本人のアドレスを書いたメールを消します。送信前のメールは送りません。",
            "Letters to the person, and those that mention the address, go; what waits is not sent."), MailAsync),
        new("platform.privacy-notice", new("「個人データの取扱い」を書いた人としての名前を消します。公表した文は残ります。", "The name as a writer of the privacy notice goes; what was published stays."),
            async (work, person, cancel) => await work.Enlist<PlatformContext>().PrivacyNotices.Where(n => n.By == person.Account)
                .ExecuteUpdateAsync(n => n.SetProperty(x => x.ByName, ""), cancel)),
    ];

    private static async Task<Outcome<int>> AccountAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        var (id, name) = (person.Account, $"closed:{person.Account}");
        await access.Set<IdentityUserClaim<Guid>>().Where(c => c.UserId == id).ExecuteDeleteAsync(cancel);
        await access.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == id).ExecuteDeleteAsync(cancel);
        await access.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == id).ExecuteDeleteAsync(cancel);
        return await access.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync(a => a
            .SetProperty(x => x.DisplayName, "").SetProperty(x => x.UserName, name).SetProperty(x => x.NormalizedUserName, name.ToUpperInvariant())
            .SetProperty(x => x.Email, (string?)null).SetProperty(x => x.NormalizedEmail, (string?)null).SetProperty(x => x.EmailConfirmed, false)
            .SetProperty(x => x.PasswordHash, (string?)null).SetProperty(x => x.TwoFactorEnabled, false).SetProperty(x => x.SecurityStamp, (string?)null)
            .SetProperty(x => x.PhoneNumber, (string?)null).SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null)
            .SetProperty(x => x.Closed, x => x.Closed ?? work.Now), cancel);
    }

    // The letter to an address that was never confirmed goes with its link.
    private static async Task<Outcome<int>> LinksAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var links = work.Enlist<AccessContext>().Links.Where(l => l.Account == person.Account || person.Addresses.Contains(l.Email!.ToUpper()));
        foreach (var link in await links.Where(l => l.Purpose == LinkPurpose.Address).AsNoTracking().ToListAsync(cancel))
            await work.Enlist<PlatformContext>().Mail.Where(m => m.To == link.Email && m.Made == link.Made).ExecuteDeleteAsync(cancel);
        return await links.ExecuteDeleteAsync(cancel);
    }

    private static async Task<Outcome<int>> RolesAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var access = work.Enlist<AccessContext>();
        return await access.Roles.Where(r => r.Account == person.Account && r.Until > work.Now).ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, work.Now), cancel)
            + await access.Grants.Where(g => g.Kind == GranteeKind.Account && g.Grantee == person.Account && g.Until > work.Now)
                .ExecuteUpdateAsync(g => g.SetProperty(x => x.Until, work.Now), cancel);
    }

    private static async Task<Outcome<int>> AuditContentAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        List<string> subjects = [$"account:{person.Account}", .. person.Actors.Skip(1).Select(key => $"key:{key}")];
        return await AuditErasure.EraseAsync(work, a => subjects.Contains(a.Subject), cancel)
            + await AuditErasure.EraseMentionsAsync(work, a => a.Action == "access.link.made" || a.Action == "access.invitation.withdrawn", [$"{person.Account}", .. person.Addresses], cancel);
    }

    private static async Task<Outcome<int>> HoldsAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var holds = work.Enlist<PlatformContext>().LegalHolds;
        return await holds.Where(h => h.By == person.Account).ExecuteUpdateAsync(h => h.SetProperty(x => x.ByName, ""), cancel)
            + await holds.Where(h => h.LiftedBy == person.Account).ExecuteUpdateAsync(h => h.SetProperty(x => x.LiftedByName, ""), cancel)
            + await holds.Where(h => h.Kind == HoldKind.Account && h.Subject == person.Account).ExecuteUpdateAsync(h => h.SetProperty(x => x.Reason, ""), cancel);
    }

    // A letter that is under way this moment may still arrive.
    private static async Task<Outcome<int>> MailAsync(UnitOfWork work, ErasedPerson person, CancellationToken cancel)
    {
        var mail = work.Enlist<PlatformContext>().Mail;
        var erased = 0;
        foreach (var address in person.Addresses.Select(a => a.ToUpperInvariant()).Distinct())
        {
            var letters = mail.Select(m => new { m.Id, Words = (m.To + "\n" + m.Subject + "\n" + m.Body).ToUpper() }).Where(m => m.Words.Contains(address)).Select(m => m.Id);
            erased += await mail.Where(m => letters.Contains(m.Id)).ExecuteDeleteAsync(cancel);
        }

        return erased;
    }
}
