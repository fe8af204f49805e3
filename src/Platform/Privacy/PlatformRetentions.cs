using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>What of Platform's goes when its period is over.</summary>
internal static class PlatformRetentions
{
    /// <summary>How long a sign-in that has ended is kept, in days.</summary>
    public const int SessionDays = 30;

    /// <summary>How long a link that was used or has expired is kept, in days.</summary>
    public const int LinkDays = 30;

    /// <summary>How long an API key that was revoked or has expired is kept, in days.</summary>
    public const int KeyDays = 365;

    /// <summary>How long a role that has ended is kept, in days.</summary>
    public const int RoleDays = 730;

    /// <summary>How long a letter that could not be delivered is kept after the last try, in days.</summary>
    public const int UndeliveredDays = 90;

    public static PersonalRetention[] All { get; } =
    [
        PersonalRetention.Of<AccessContext, Guid>("access.accounts",
            (access, at) => access.Accounts.Where(a => a.Closed < at.Names && a.DisplayName != "" && !at.Holds.Accounts.Contains(a.Id)).Select(a => a.Id),
            (access, old, cancel) => access.Accounts.Where(a => old.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.DisplayName, ""), cancel)),
        PersonalRetention.Of<AccessContext, Guid>("access.keys",
            (access, at) => access.Keys.Where(k => (k.Revoked ?? k.Ends) < at.DaysAgo(KeyDays)
                && !at.Holds.Accounts.Contains(k.MadeBy) && !at.Holds.Organisations.Contains(k.Owner)).Select(k => k.Id),
            (access, old, cancel) => access.Keys.Where(k => old.Contains(k.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<AccessContext, byte[]>("access.links",
            (access, at) => access.Links.Where(l => (l.Used ?? l.Ends) < at.DaysAgo(LinkDays)
                && (l.Account == null || !at.Holds.Accounts.Contains(l.Account.Value)) && (l.Email == null || !at.Holds.Addresses.Contains(l.Email))
                && (l.Scope == null || !at.Holds.Organisations.Contains(l.Scope.Value))).Select(l => l.TokenHash),
            (access, old, cancel) => access.Links.Where(l => old.Contains(l.TokenHash)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<AccessContext, Guid>("access.roles",
            (access, at) => access.Roles.Where(r => r.Until < at.DaysAgo(RoleDays)
                && !at.Holds.Accounts.Contains(r.Account) && !at.Holds.Organisations.Contains(r.Scope)).Select(r => r.Id),
            (access, old, cancel) => access.Roles.Where(r => old.Contains(r.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<AccessContext, Guid>("access.roles",
            (access, at) => access.Grants.Where(g => g.Until < at.DaysAgo(RoleDays)
                && !at.Holds.Accounts.Contains(g.Grantee) && !at.Holds.Organisations.Contains(g.Grantee)).Select(g => g.Id),
            (access, old, cancel) => access.Grants.Where(g => old.Contains(g.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<AccessContext, Guid>("access.sessions",
            (access, at) => access.Sessions.Where(s => (s.Revoked ?? s.Ends) < at.DaysAgo(SessionDays) && !at.Holds.Accounts.Contains(s.Account)).Select(s => s.Id),
            (access, old, cancel) => access.Sessions.Where(s => old.Contains(s.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<PlatformContext, Guid>("evidence.documents",
            (platform, at) => platform.Evidence.IgnoreQueryFilters().Where(e => e.Until < Dates.DayInJapan(at.Names) && e.By != null
                && !at.Holds.Accounts.Contains(e.By.Value) && !at.Holds.Organisations.Contains(e.Audience)).Select(e => e.Id),
            (platform, old, cancel) => platform.Evidence.IgnoreQueryFilters().Where(e => old.Contains(e.Id)).ExecuteUpdateAsync(e => e.SetProperty(x => x.By, (Guid?)null), cancel)),
        PersonalRetention.Of<PlatformContext, Guid>("platform.audit-content", OldContents,
            (platform, old, cancel) => platform.Set<AuditPayload>().Where(p => old.Contains(p.Id)).ExecuteDeleteAsync(cancel)),
        PersonalRetention.Of<PlatformContext, Guid>("platform.mail",
            (platform, at) => platform.Mail.Where(m => m.State == MailState.Failed && m.Due < at.DaysAgo(UndeliveredDays) && !at.Holds.Addresses.Contains(m.To)).Select(m => m.Id),
            (platform, old, cancel) => platform.Mail.Where(m => old.Contains(m.Id)).ExecuteDeleteAsync(cancel)),

        // A version ends when the next one is written.
        PersonalRetention.Of<PlatformContext, int>("platform.privacy-notice",
            (platform, at) => platform.PrivacyNotices.Where(n => n.By != Guid.Empty && !at.Holds.Accounts.Contains(n.By)
                && platform.PrivacyNotices.Any(next => next.Number == n.Number + 1 && next.Made < at.Names)).Select(n => n.Number),
            (platform, old, cancel) => platform.PrivacyNotices.Where(n => old.Contains(n.Number))
                .ExecuteUpdateAsync(n => n.SetProperty(x => x.By, Guid.Empty).SetProperty(x => x.ByName, ""), cancel)),
    ];

    // Ids are ordered by time, so that what is younger is not looked at.
    private static IQueryable<Guid> OldContents(PlatformContext platform, RetentionLimits at)
    {
        var last = AuditEntry.FirstIdAt(at.Names);
        List<string> held = [.. at.Holds.Accounts.Select(a => $"account:{a}"), .. at.Holds.People.Select(p => $"person:{p}"), .. at.Holds.Organisations.Select(o => $"organisation:{o}")];
        return platform.Set<AuditPayload>().Where(p => p.Id.CompareTo(last) < 0)
            .Join(platform.Audit, p => p.Id, a => a.Id, (_, a) => a)
            .Where(a => (a.Account == null || !at.Holds.Accounts.Contains(a.Account.Value)) && !held.Contains(a.Subject)
                && (a.Organisation == null || !at.Holds.Organisations.Contains(a.Organisation.Value)))
            .Select(a => a.Id);
    }
}
