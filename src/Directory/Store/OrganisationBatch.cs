using Sakimori.Directory.Contracts;
using Sakimori.Directory.Domain;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>
/// Writes many organisations at once: a handful of statements, however many there are. The same rows, events and access tree as
/// <see cref="OrganisationRegister"/> writes one by one.
/// </summary>
internal static class OrganisationBatch
{
    /// <summary>Writes the organisations of a plan that are new or change; false when somebody else changed one meanwhile.</summary>
    public static async Task<bool> WriteAsync(
        UnitOfWork work, Forest forest, IReadOnlyList<ImportStep> steps, string change, DateOnly day, CancellationToken cancel)
    {
        var rows = steps.Select(s => Row(s.After)).ToList();
        var known = steps.Where(s => s.Before is not null).ToList();
        await FreeNumbersAsync(work, known, cancel);
        if (await UpsertAsync(work, rows, cancel) < rows.Count)
            return false;
        await ReplaceDaysAsync(work, rows, [.. known.Select(s => s.After.Id)], cancel);
        foreach (var row in rows)
            work.Emit($"organisation:{row.Id}", new OrganisationChanged(row.Id, change, day, row.MergedInto), DirectoryJson.Default.OrganisationChanged);
        await DirectoryAudiences.AddAsync(work, [.. steps.Where(s => s.Before is null).Select(s => s.After.Id)], cancel);
        await DirectoryAudiences.WriteTreeAsync(work, forest,
            steps.Where(s => s.Before is null || !OrganisationRegister.SamePlace(s.Before.Place, s.After.Place)).Select(s => s.After.Id), cancel);
        return true;
    }

    private static OrganisationRow Row(Organisation organisation)
    {
        var row = new OrganisationRow { Id = organisation.Id, Audience = DirectoryAudiences.Tree(organisation.Id), Tlp = Tlp.Green };
        row.Become(organisation);
        return row;
    }

    // A number may pass from one organisation to another in the same file, whichever is written first.
    private static Task<int> FreeNumbersAsync(UnitOfWork work, List<ImportStep> known, CancellationToken cancel)
        => new RowsOf<Guid>("directory_organisation", [.. known
                .Where(s => s.Before!.Place.CorporateNumber is not null
                    && (s.Before.Place.CorporateNumber != s.After.Place.CorporateNumber || s.Before.Place.Life != s.After.Place.Life))
                .Select(s => s.After.Id)])
            .With("Id", id => id).ClearAsync(work, "CorporateNumber", cancel);

    private static Task<int> UpsertAsync(UnitOfWork work, List<OrganisationRow> rows, CancellationToken cancel)
        => new RowsOf<OrganisationRow>("directory_organisation", rows)
            .With("Id", o => o.Id).With("Audience", o => o.Audience).With("Tlp", o => (int)o.Tlp).With("Kind", o => (int)o.Kind)
            .With("CorporateNumber", o => o.CorporateNumber).With("From", o => o.From).With("Until", o => o.Until)
            .With("MergedInto", o => o.MergedInto).With("Verified", o => o.Verified).With("Version", o => o.Version)
            .InsertAsync(work, """
                ON CONFLICT ("Id") DO UPDATE SET "Kind" = excluded."Kind", "CorporateNumber" = excluded."CorporateNumber",
                    "From" = excluded."From", "Until" = excluded."Until", "MergedInto" = excluded."MergedInto",
                    "Verified" = excluded."Verified", "Version" = excluded."Version"
                WHERE directory_organisation."Version" = excluded."Version" - 1
                """, cancel);

    private static async Task ReplaceDaysAsync(UnitOfWork work, List<OrganisationRow> rows, List<Guid> known, CancellationToken cancel)
    {
        foreach (var table in (string[])["directory_name", "directory_parent", "directory_profile"])
            await new RowsOf<Guid>(table, known).With("Organisation", id => id).DeleteAsync(work, cancel: cancel);
        await Days("directory_name", rows.SelectMany(o => o.Names))
            .With("Ja", n => n.Ja).With("En", n => n.En).With("Kana", n => n.Kana).With("SortKey", n => n.SortKey).With("Search", n => n.Search)
            .InsertAsync(work, cancel: cancel);
        await Days("directory_parent", rows.SelectMany(o => o.Parents)).With("Parent", p => p.Parent).InsertAsync(work, cancel: cancel);
        await Days("directory_profile", rows.SelectMany(o => o.Profiles))
            .With("Industry", p => p.Industry).With("Sector", p => p.Sector).With("Employees", p => p.Employees)
            .With("Sales", p => p.Sales).With("Capital", p => p.Capital)
            .InsertAsync(work, cancel: cancel);
    }

    private static RowsOf<TRow> Days<TRow>(string table, IEnumerable<TRow> rows)
        where TRow : DatedRow
        => new RowsOf<TRow>(table, [.. rows]).With("Organisation", r => r.Organisation).With("From", r => r.From).With("Until", r => r.Until);
}
