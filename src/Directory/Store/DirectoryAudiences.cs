using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>
/// Who sees what of the directory. An organisation's rows: everybody of its own tree, and the office. Its contacts: its own people
/// and the office. Its own audience, for what modules write of it: its own people only, the office not among them.
/// </summary>
internal static class DirectoryAudiences
{
    /// <summary>The programme office alone.</summary>
    public static Guid Office { get; } = Derived("office", Guid.Empty);

    /// <summary>The audience of an organisation's rows.</summary>
    public static Guid Tree(Guid organisation) => Derived("tree", organisation);

    /// <summary>The audience of an organisation's contacts.</summary>
    public static Guid Contacts(Guid organisation) => Derived("contacts", organisation);

    /// <summary>Makes the audiences of new organisations.</summary>
    public static Task AddAsync(UnitOfWork work, IReadOnlyList<Guid> organisations, CancellationToken cancel)
        => organisations.Count == 0 ? Task.CompletedTask : ScopeTree.AddAudiencesAsync(work,
            [.. organisations.SelectMany(o => (Guid[])[o, Tree(o), Contacts(o)])],
            [.. organisations.SelectMany(o => (AudienceGrant[])
            [
                Grant(o, GranteeKind.Organisation, o, Role.Manager, work.Now),
                Grant(Tree(o), GranteeKind.Community, Scopes.System, Role.Reader, work.Now),
                Grant(Contacts(o), GranteeKind.Organisation, o, Role.Manager, work.Now),
                Grant(Contacts(o), GranteeKind.Community, Scopes.System, Role.Reader, work.Now),
            ])], cancel);

    /// <summary>Makes the office's audience when it is not there.</summary>
    public static async Task EnsureOfficeAsync(UnitOfWork work, CancellationToken cancel)
    {
        if (!await work.Enlist<AccessContext>().AudienceRows.AnyAsync(a => a.Id == Office, cancel))
            await ScopeTree.AddAudiencesAsync(work, [Office], [Grant(Office, GranteeKind.Community, Scopes.System, Role.Office, work.Now)], cancel);
    }

    /// <summary>
    /// Writes the access tree of the organisations and of all beneath them, and who sees their rows: everybody beneath the same
    /// root, on the days on which it is the root.
    /// </summary>
    public static async Task WriteTreeAsync(UnitOfWork work, Forest forest, IEnumerable<Guid> changed, CancellationToken cancel)
    {
        var branches = changed.SelectMany(forest.Branch).ToHashSet();
        if (branches.Count == 0)
            return;
        await ScopeTree.ReplaceAsync(work, branches,
            [.. branches.SelectMany(id => forest.Ancestors(id).Select(a => new AccessScope
            {
                Scope = id,
                Ancestor = a.Value,
                From = Begins(a.Period.From),
                Until = Begins(a.Period.Until),
            }))], cancel);
        await ScopeTree.ReplaceGrantsAsync(work, [.. branches.Select(Tree)], GranteeKind.OrganisationWithUnits,
            [.. branches.SelectMany(id => forest.Roots(id).Entries.Select(r => new AudienceGrant
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
                Audience = Tree(id),
                Kind = GranteeKind.OrganisationWithUnits,
                Grantee = r.Value,
                Role = Role.Reader,
                From = Begins(r.Period.From),
                Until = Begins(r.Period.Until),
            }))], cancel);
    }

    /// <summary>The moment, UTC, at which a day begins in Japan; no end stays no end.</summary>
    internal static DateTime Begins(DateOnly day)
        => day == Period.Forever ? AudienceGrant.Forever : day.ToDateTime(new(0, 0), DateTimeKind.Utc).AddHours(-9);

    private static AudienceGrant Grant(Guid audience, GranteeKind kind, Guid grantee, Role role, DateTime from) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(from)),
        Audience = audience,
        Kind = kind,
        Grantee = grantee,
        Role = role,
        From = from,
    };

    // The same for ever, and not to be guessed from another one's without its id.
    private static Guid Derived(string purpose, Guid organisation)
        => new(SHA256.HashData(Encoding.UTF8.GetBytes($"directory/{purpose}/{organisation:N}")).AsSpan(0, 16));
}
