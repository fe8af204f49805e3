using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>What Platform gives of one account.</summary>
internal static class PlatformExports
{
    public static PersonalExport[] All { get; } =
    [
        new("access.accounts", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            return await access.Accounts.Where(a => a.Id == account).Select(a => (object)new
            {
                a.DisplayName, a.Email, a.Language, a.Made, a.Closed, HasCode = a.TwoFactorEnabled, FailedTries = a.AccessFailedCount, PausedUntil = a.LockoutEnd,
            }).ToListAsync(cancel);
        }),
        new("access.keys", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            return await access.Keys.Where(k => k.MadeBy == account).OrderBy(k => k.Made)
                .Select(k => (object)new { k.Name, k.Owner, k.Scopes, k.Made, k.Ends, k.Revoked, k.LastUsed }).ToListAsync(cancel);
        }),
        new("access.links", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            return await access.Links.Where(l => l.Account == account
                    || (l.Purpose == LinkPurpose.Invitation && access.Accounts.Any(a => a.Id == account && a.Email != null && a.Email == l.Email))).OrderBy(l => l.Made)
                .Select(l => (object)new { l.Purpose, l.Email, l.Scope, l.Role, l.Made, l.Ends, l.Used }).ToListAsync(cancel);
        }),
        new("access.roles", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            return await access.Roles.Where(r => r.Account == account).OrderBy(r => r.From)
                .Select(r => (object)new { r.Role, r.Scope, r.From, r.Until }).ToListAsync(cancel);
        }),
        new("access.sessions", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            return await access.Sessions.Where(s => s.Account == account).OrderBy(s => s.Began)
                .Select(s => (object)new { s.Began, s.Ends, s.Revoked, s.Device, s.Organisation }).ToListAsync(cancel);
        }),
        new("platform.audit", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            return await platform.Audit.Where(a => a.Account == account).OrderBy(a => a.At).ThenBy(a => a.Id)
                .Select(a => (object)new { a.At, a.Action, a.Subject, a.Organisation }).ToListAsync(cancel);
        }),
        new("platform.audit-content", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            var subject = $"account:{account}";
            return await platform.Audit.Where(a => a.Subject == subject).Join(platform.Set<AuditPayload>(), a => a.Id, p => p.Id, (a, p) => new { a.Id, a.At, a.Action, p.Before, p.After })
                .OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => (object)new { a.At, a.Action, a.Before, a.After }).ToListAsync(cancel);
        }),
        new("platform.legal-holds", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            return await platform.LegalHolds.Where(h => h.By == account || h.LiftedBy == account || (h.Kind == HoldKind.Account && h.Subject == account)).OrderBy(h => h.Number)
                .Select(h => (object)new
                {
                    h.Number, h.From, h.Lifted, IsSubject = h.Kind == HoldKind.Account && h.Subject == account,
                    PlacedAs = h.By == account ? h.ByName : null, LiftedAs = h.LiftedBy == account ? h.LiftedByName : null,
                }).ToListAsync(cancel);
        }),
        new("platform.mail", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            var addresses = await access.Accounts.Where(a => a.Id == account && a.NormalizedEmail != null).Select(a => a.NormalizedEmail!).ToListAsync(cancel);
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            return await platform.Mail.Where(m => addresses.Contains(m.To.ToUpper())).OrderBy(m => m.Made)
                .Select(m => (object)new { m.Made, m.Subject, m.State, m.Delivered }).ToListAsync(cancel);
        }),
        new("platform.jobs", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            return await platform.Jobs.Where(j => j.Account == account).OrderBy(j => j.Made)
                .Select(j => (object)new { j.Key, j.Made, j.State, j.Ended }).ToListAsync(cancel);
        }),
        new("platform.privacy-notice", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            return await platform.PrivacyNotices.Where(n => n.By == account).OrderBy(n => n.Number)
                .Select(n => (object)new { n.Number, n.Made, n.ByName }).ToListAsync(cancel);
        }),
        new("evidence.documents", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            return await platform.Evidence.Where(e => e.By == account).OrderBy(e => e.Issued)
                .Select(e => (object)new { e.Number, e.Type, e.Issued }).ToListAsync(cancel);
        }),
    ];
}
