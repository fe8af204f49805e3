using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>Tells Access what organisations are called today; what was merged is called as what stands for it.</summary>
internal sealed class DirectoryNames(ContextFactory contexts, TimeProvider time) : IOrganisationNames
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, Text>> OfAsync(IEnumerable<Guid> organisations, CancellationToken cancel)
    {
        Guid[] ids = [.. organisations.Distinct()];
        await using var context = contexts.Read<DirectoryContext>(Reader.Nobody);
        var names = await context.CurrentNames.Where(n => ids.Contains(n.Organisation)).ToDictionaryAsync(n => n.Organisation, n => n.Name, cancel);
        return ids.ToDictionary(id => id, id => names.TryGetValue(id, out var name) ? name : Text.Same($"{id}"));
    }

    /// <inheritdoc/>
    public async Task<Guid?> FindAsync(string text, CancellationToken cancel)
    {
        var (name, number) = (text.Trim(), JapaneseText.Fold(text).Trim());
        var today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        Guid? id = Guid.TryParse(name, out var parsed) ? parsed : null;
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        var found = await context.Organisations
            .Where(o => o.From <= today && o.Until > today && (o.Id == id || o.CorporateNumber == number
                || o.Names.Any(n => n.Ja == name && n.From <= today && n.Until > today)))
            .Select(o => o.Id).Take(2).ToListAsync(cancel);
        return found.Count == 1 ? found[0] : null;
    }
}
