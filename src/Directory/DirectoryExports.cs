using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;

namespace Sakimori.Directory;

/// <summary>What the directory gives of one account. People without an account ask the office.</summary>
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
