using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>Tells Access what organisations are called today.</summary>
internal sealed class NamesForAccess(ContextFactory contexts) : IOrganisationNames
{
    private readonly OrganisationIds ids = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, Text>> OfAsync(IEnumerable<Guid> organisations, CancellationToken cancel)
    {
        var asked = organisations.Distinct().ToList();
        await using var directory = contexts.Read<DirectoryContext>(Reader.System);
        var known = await directory.CurrentNames.Where(n => asked.Contains(n.Organisation)).ToListAsync(cancel);
        var names = new Dictionary<Guid, Text>(await ids.OfAsync(asked, cancel));
        foreach (var name in known)
            names[name.Organisation] = name.Name;
        return names;
    }

    /// <inheritdoc/>
    public async Task<Guid?> FindAsync(string text, CancellationToken cancel)
    {
        if (await ids.FindAsync(text, cancel) is { } id)
            return id;
        await using var directory = contexts.Read<DirectoryContext>(Reader.System);
        var number = string.Concat(text.Where(char.IsAsciiDigit));
        var found = await (
            from n in directory.CurrentNames
            where n.Organisation == n.Current && (n.NameJa == text || n.NameEn == text
                || directory.Organisations.Any(o => o.Id == n.Organisation && o.CorporateNumber == number))
            select n.Organisation).Take(2).ToListAsync(cancel);
        return found is [var only] ? only : null;
    }
}
