using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Contracts;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>
/// The organisations within one unit of work: what is read is tracked, what is kept is written with its event, and the access tree
/// of what moved is written at the end.
/// </summary>
internal sealed class OrganisationRegister(UnitOfWork work)
{
    private readonly DirectoryContext context = work.Enlist<DirectoryContext>();
    private readonly Dictionary<Guid, OrganisationRow> rows = [];
    private readonly HashSet<Guid> moved = [];
    private readonly List<Guid> added = [];
    private Forest? forest;

    /// <summary>The places of all organisations, whoever reads: the rules hold for all.</summary>
    public async Task<Forest> ForestAsync(CancellationToken cancel)
        => forest ??= new((await context.Organisations.IgnoreQueryFilters().AsNoTracking().Include(o => o.Parents).ToListAsync(cancel))
            .Select(o => o.ToPlace()));

    /// <summary>An organisation that the reader may see, as the version that the reader saw.</summary>
    /// <param name="id">The id.</param>
    /// <param name="version">The version shown; null when none was.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<Organisation>> FindAsync(Guid id, int? version, CancellationToken cancel)
    {
        var row = await context.Organisations.Include(o => o.Names).Include(o => o.Parents).Include(o => o.Profiles).AsSplitQuery()
            .SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (row is null)
            return Failure.NotFound;
        rows[id] = row;
        return version is { } v && v != row.Version ? Changed : row.ToOrganisation();
    }

    /// <summary>Loads organisations for changing many at once.</summary>
    public async Task<IReadOnlyList<Organisation>> ManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = await context.Organisations.IgnoreQueryFilters()
            .Include(o => o.Names).Include(o => o.Parents).Include(o => o.Profiles).AsSplitQuery()
            .Where(o => ids.Contains(o.Id)).ToListAsync(cancel);
        found.ForEach(row => rows[row.Id] = row);
        return [.. found.Select(o => o.ToOrganisation())];
    }

    /// <summary>Writes an organisation that is new or was read before.</summary>
    public void Keep(Organisation organisation, string change, DateOnly day)
    {
        if (!rows.TryGetValue(organisation.Id, out var row))
        {
            row = new OrganisationRow { Id = organisation.Id, Audience = DirectoryAudiences.Tree(organisation.Id), Tlp = Platform.Access.Tlp.Green };
            rows[row.Id] = row;
            added.Add(row.Id);
            moved.Add(row.Id);
        }
        else if (!SamePlace(row.ToPlace(), organisation.Place))
        {
            moved.Add(row.Id);
        }

        row.Become(organisation);
        if (row.Version == 1)
            context.Organisations.Add(row);
        work.Emit($"organisation:{row.Id}", new OrganisationChanged(row.Id, change, day, row.MergedInto), DirectoryJson.Default.OrganisationChanged);
    }

    /// <summary>Writes audiences and access tree of what was kept; call it once, last.</summary>
    public async Task WriteTreeAsync(CancellationToken cancel)
    {
        await DirectoryAudiences.AddAsync(work, added, cancel);
        if (moved.Count > 0)
            await DirectoryAudiences.WriteTreeAsync(work, await ForestAsync(cancel), moved, cancel);
    }

    /// <summary>Somebody else was faster.</summary>
    internal static Failure Changed { get; } = new(FailureKind.Conflict, new(
        "この組織は、表示した後に他の人が変更しました。読み込み直して、変更をやり直してください。",
        "Somebody changed this organisation after you opened it. Reload the page and make your change again."));

    /// <summary>True when two places make the same access tree.</summary>
    internal static bool SamePlace(Place a, Place b)
        => a.Life == b.Life && a.Parents.Entries.SequenceEqual(b.Parents.Entries);
}
