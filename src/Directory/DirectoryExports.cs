using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Directory;

/// <summary>
/// What the directory gives of one account, which its address tells among people. People without an account ask the office.
/// </summary>
internal static class DirectoryExports
{
    public static PersonalExport[] All { get; } =
    [
        new("directory.contacts", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<DirectoryContext>(Reader.System);
            return await context.Contacts.Where(c => c.Account == account).OrderBy(c => c.Id)
                .Select(c => (object)new { c.Organisation, c.Role, c.Name, c.Mail, c.Phone }).ToListAsync(cancel);
        }),
        new("directory.mail-domains", async (contexts, account, cancel) =>
        {
            await using var platform = contexts.Read<PlatformContext>(Reader.System);
            var added = await platform.Audit.Where(a => a.Account == account && a.Action == "directory.mail-domain.added").Select(a => a.At).ToListAsync(cancel);
            await using var context = contexts.Read<DirectoryContext>(Reader.System);
            return await context.MailDomains.Where(d => added.Contains(d.At)).OrderBy(d => d.Domain).Select(d => (object)new { d.Domain, d.ByName, d.At }).ToListAsync(cancel);
        }),
        new("directory.people", async (contexts, account, cancel) =>
        {
            await using var access = contexts.Read<AccessContext>(Reader.System);
            var addresses = await access.Accounts.Where(a => a.Id == account && a.NormalizedEmail != null).Select(a => a.NormalizedEmail!).ToListAsync(cancel);
            await using var context = contexts.Read<DirectoryContext>(Reader.System);
            return await context.People.Where(p => addresses.Contains(p.Mail.ToUpper())).OrderBy(p => p.Person).ThenBy(p => p.From)
                .Select(p => (object)new { p.Organisation, p.Name, p.Kana, p.Post, p.Mail, p.Phone, p.From, p.Until }).ToListAsync(cancel);
        }),
        new("directory.registrations", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<DirectoryContext>(Reader.System);
            return await context.Registrations.Where(r => r.Account == account).OrderBy(r => r.Made)
                .Select(r => (object)new { r.Made, r.State, r.Name, r.Person, r.Mail, r.Organisation, r.Decided, r.Reason }).ToListAsync(cancel);
        }),
        new("directory.uploads", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<DirectoryContext>(Reader.System);
            return await context.Uploads.Where(u => u.Account == account).OrderBy(u => u.Made)
                .Select(u => (object)new { u.FileName, u.Made, u.Organisation }).ToListAsync(cancel);
        }),
    ];
}
