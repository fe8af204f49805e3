using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>
/// The people of organisations, effective-dated. Every change judges, writes into the unit of work and leaves the commit to the caller;
/// whoever may neither manage the organisation nor keep the directory finds nothing.
/// </summary>
public static class People
{
    /// <summary>The people of an organisation that the context's reader may see, on a day, by reading.</summary>
    public static IQueryable<PersonRow> On(this DbSet<PersonRow> people, Guid organisation, DateOnly day)
        => people.Where(p => p.Organisation == organisation && p.From <= day && p.Until > day).OrderBy(p => p.SortKey).ThenBy(p => p.Id);

    /// <summary>True when the reader may change the people of an organisation.</summary>
    public static bool MayChange(Reader reader, Guid organisation) => reader.SeesDirectory() || reader.Holds(Role.Manager, organisation);

    /// <summary>Adds a person, or gives one another post, name or address from a day on; the person's id.</summary>
    public static async Task<Outcome<Guid>> KeepAsync(
        UnitOfWork work, Guid organisation, Guid? person, PersonEntry entry, DateOnly day, CancellationToken cancel)
    {
        if (!await FindsAsync(work, organisation, cancel))
            return Failure.NotFound;
        entry = entry.Tidy();
        if (entry.Faults().ToList() is { Count: > 0 } faults)
            return Changes.Invalid(faults);
        var rows = person is { } id ? await RowsAsync(work, organisation, [id], cancel) : [];
        return person is not null && rows.Count == 0 ? Failure.NotFound : Set(work, organisation, person, rows, entry, day);
    }

    /// <summary>The person is there no more from a day on; earlier days keep what they had.</summary>
    public static async Task<Outcome<Guid>> EndAsync(UnitOfWork work, Guid organisation, Guid person, DateOnly day, CancellationToken cancel)
    {
        if (!await FindsAsync(work, organisation, cancel) || await RowsAsync(work, organisation, [person], cancel) is not { Count: > 0 } rows)
            return Failure.NotFound;
        var context = work.Enlist<DirectoryContext>();
        context.People.RemoveRange(rows.Where(r => r.From >= day));
        foreach (var row in rows.Where(r => r.From < day && r.Until > day))
            row.Until = day;
        work.Audit("directory.person.ended", $"person:{person}", after: new { organisation, day });
        return person;
    }

    /// <summary>Erases everything about the person, in the directory and in the content of the audit trail.</summary>
    public static async Task<Outcome<Guid>> EraseAsync(UnitOfWork work, Guid organisation, Guid person, CancellationToken cancel)
    {
        if (!await FindsAsync(work, organisation, cancel) || await RowsAsync(work, organisation, [person], cancel) is not { Count: > 0 } rows)
            return Failure.NotFound;
        work.Enlist<DirectoryContext>().People.RemoveRange(rows);
        await AuditErasure.EraseAsync(work, $"person:{person}", cancel);
        work.Audit("directory.person.erased", $"person:{person}");
        return person;
    }

    /// <summary>Takes over a file, all or nothing: how many people were added or changed. Rows without an id are new people.</summary>
    public static async Task<Outcome<int>> ImportAsync(
        UnitOfWork work, Guid organisation, ReadOnlyMemory<byte> file, string? fileName, DateOnly day, CancellationToken cancel)
    {
        if (!await FindsAsync(work, organisation, cancel))
            return Failure.NotFound;
        var read = PeopleTable.Read(file, fileName, day);
        if (!read.Succeeded)
            return read.Failure!;
        var known = (await RowsAsync(work, organisation, [.. read.Value.Select(r => r.Person).OfType<Guid>()], cancel)).ToLookup(r => r.Person);
        var faults = read.Value.Where(r => r.Person is { } id && !known.Contains(id)).Select(r => PeopleTable.Unknown(r)).ToList();
        foreach (var twice in read.Value.Where(r => r.Person is not null).GroupBy(r => r.Person).SelectMany(g => g.Skip(1)))
            faults.Add(PeopleTable.Twice(twice));
        if (faults.Count > 0)
            return Changes.Invalid(faults);
        var changed = 0;
        foreach (var row in read.Value)
        {
            List<PersonRow> rows = row.Person is { } id ? [.. known[id]] : [];
            if (rows.Find(r => r.From <= row.From && r.Until > row.From)?.Entry == row.Entry)
                continue;
            Set(work, organisation, row.Person, rows, row.Entry, row.From);
            changed++;
        }

        return changed;
    }

    // From the day until the next change that is planned already; what held before ends.
    private static Guid Set(UnitOfWork work, Guid organisation, Guid? person, List<PersonRow> rows, PersonEntry entry, DateOnly day)
    {
        var id = person ?? Guid.CreateVersion7(new DateTimeOffset(work.Now));
        var before = rows.Find(r => r.From <= day && r.Until > day);
        var row = before?.From == day ? before : null;
        if (row is null)
        {
            row = new()
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
                Audience = DirectoryAudiences.Contacts(organisation),
                Tlp = Tlp.AmberStrict,
                Person = id,
                Organisation = organisation,
                From = day,
                Until = before?.Until ?? rows.Where(r => r.From > day).Select(r => r.From).DefaultIfEmpty(Period.Forever).Min(),
            };
            if (before is not null)
                before.Until = day;
            work.Enlist<DirectoryContext>().People.Add(row);
        }

        var was = before?.Entry;
        row.Become(entry);
        work.Audit(person is null ? "directory.person.added" : "directory.person.changed", $"person:{id}", was, new { organisation, day, entry });
        return id;
    }

    private static async Task<bool> FindsAsync(UnitOfWork work, Guid organisation, CancellationToken cancel)
        => MayChange(work.Reader, organisation)
            && await work.Enlist<DirectoryContext>().Organisations.AnyAsync(o => o.Id == organisation, cancel);

    private static Task<List<PersonRow>> RowsAsync(UnitOfWork work, Guid organisation, IReadOnlyCollection<Guid> people, CancellationToken cancel)
        => work.Enlist<DirectoryContext>().People.Where(p => p.Organisation == organisation && people.Contains(p.Person))
            .OrderBy(p => p.From).ToListAsync(cancel);
}
