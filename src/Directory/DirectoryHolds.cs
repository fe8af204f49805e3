using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;

namespace Sakimori.Directory;

/// <summary>What of the directory can be held.</summary>
internal static class DirectoryHolds
{
    public static HoldSubject People { get; } = new(HoldKind.Person, async (contexts, ids, cancel) =>
    {
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        var rows = await context.People.Where(p => ids.Contains(p.Person)).OrderBy(p => p.From).Select(p => new { p.Person, p.Name }).ToListAsync(cancel);
        return rows.GroupBy(r => r.Person).ToDictionary(g => g.Key, g => Text.Same(g.Last().Name));
    });

    public static HoldSubject Organisations { get; } = new(HoldKind.Organisation, async (contexts, ids, cancel) =>
    {
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        return await context.CurrentNames.Where(n => ids.Contains(n.Organisation)).ToDictionaryAsync(n => n.Organisation, n => n.Name, cancel);
    });
}
