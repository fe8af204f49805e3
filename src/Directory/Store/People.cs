using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
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

    /// <summary>True when the reader may change the people of an organisation; the system itself may, for the command line.</summary>
    public static bool MayChange(Reader reader, Guid organisation)
        => reader == Reader.System || reader.SeesDirectory() || reader.Holds(Role.Manager, organisation);

    /// <summary>Adds a person, or gives one another post, name or address from a day on; the person's id.</summary>
    public static async Task<Outcome<Guid>> KeepAsync(
        UnitOfWork work, Guid organisation, Guid? person, PersonEntry entry, DateOnly day, CancellationToken cancel)
    {
        if (!await TakeTurnAsync(work, organisation, cancel))
            return Failure.NotFound;
        entry = entry.Tidy();
        List<Fault> faults = [.. entry.Faults()];
        if (PlaceRules.OutOfRange(day, "day") is { } early)
            faults.Add(early);
        if (faults.Count > 0)
            return Changes.Invalid(faults);
        var rows = person is { } id ? await RowsAsync(work, organisation, id, cancel) : [];
        if (person is not null && rows.Count == 0)
            return Failure.NotFound;
        var before = Days(rows);
        return Write(work, organisation, person, rows, before, before.Keep(day, entry, Period.Forever), day);
    }

    /// <summary>The person is there no more from a day on; earlier days keep what they had.</summary>
    public static async Task<Outcome<Guid>> EndAsync(UnitOfWork work, Guid organisation, Guid person, DateOnly day, CancellationToken cancel)
    {
        if (!await TakeTurnAsync(work, organisation, cancel) || await RowsAsync(work, organisation, person, cancel) is not { Count: > 0 } rows)
            return Failure.NotFound;
        Become(work, organisation, person, rows, Days(rows).Clear(new Period(day, Period.Forever)));
        work.Audit("directory.person.ended", $"person:{person}", after: new { organisation, day });
        return person;
    }

    /// <summary>
    /// Erases everything about the person, in the directory and in the content of the audit trail; files of the organisation that
    /// wait for confirmation go, too. Refused while a hold stands on the person or the organisation.
    /// </summary>
    public static async Task<Outcome<Guid>> EraseAsync(UnitOfWork work, Guid organisation, Guid person, CancellationToken cancel)
    {
        if (!await TakeTurnAsync(work, organisation, cancel) || await RowsAsync(work, organisation, person, cancel) is not { Count: > 0 } rows)
            return Failure.NotFound;
        if ((await StandingHolds.OfAsync(work, cancel)).RefusePerson(person, organisation) is { } held)
            return held;
        var context = work.Enlist<DirectoryContext>();
        context.People.RemoveRange(rows);
        await context.Uploads.Where(u => u.Organisation == organisation).ExecuteDeleteAsync(cancel);
        await AuditErasure.EraseAsync(work, $"person:{person}", cancel);
        work.Audit("directory.person.erased", $"person:{person}");
        return person;
    }

    /// <summary>
    /// True when the reader may change the people of the organisation. Until the unit of work ends nobody else changes them, so that
    /// what is judged is what is written over.
    /// </summary>
    internal static async Task<bool> TakeTurnAsync(UnitOfWork work, Guid organisation, CancellationToken cancel)
        => MayChange(work.Reader, organisation) && await work.Enlist<DirectoryContext>().Organisations.Where(o => o.Id == organisation)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Version, o => o.Version), cancel) > 0;

    /// <summary>The periods of one person.</summary>
    internal static Timeline<PersonEntry> Days(IEnumerable<PersonRow> rows)
        => Timeline<PersonEntry>.Of(rows.Select(r => new Dated<PersonEntry>(new(r.From, r.Until), r.Entry)));

    /// <summary>Writes what a person becomes from a day on, and who did it; the person's id, a new one for somebody new.</summary>
    internal static Guid Write(UnitOfWork work, Guid organisation, Guid? person, IReadOnlyCollection<PersonRow> rows,
        Timeline<PersonEntry> before, Timeline<PersonEntry> after, DateOnly day)
    {
        var id = person ?? NewId(work);
        Become(work, organisation, id, rows, after);
        work.Audit(person is null ? "directory.person.added" : "directory.person.changed", $"person:{id}", before.At(day)?.Value,
            new { organisation, day, entry = after.At(day)?.Value, until = after.HoldsUntil(day) is var end && end == Period.Forever ? (DateOnly?)null : end });
        return id;
    }

    // Rows of the same first day are kept and changed.
    private static void Become(UnitOfWork work, Guid organisation, Guid person, IReadOnlyCollection<PersonRow> rows, Timeline<PersonEntry> days)
    {
        var people = work.Enlist<DirectoryContext>().People;
        var known = rows.ToDictionary(r => r.From);
        foreach (var (period, entry) in days.Entries)
        {
            if (!known.Remove(period.From, out var row))
            {
                people.Add(row = new()
                {
                    Id = NewId(work),
                    Audience = DirectoryAudiences.Contacts(organisation),
                    Tlp = Tlp.AmberStrict,
                    Person = person,
                    Organisation = organisation,
                    From = period.From,
                });
            }

            row.Until = period.Until;
            row.Become(entry);
        }

        people.RemoveRange(known.Values);
    }

    private static Task<List<PersonRow>> RowsAsync(UnitOfWork work, Guid organisation, Guid person, CancellationToken cancel)
        => work.Enlist<DirectoryContext>().People.Where(p => p.Organisation == organisation && p.Person == person).ToListAsync(cancel);

    private static Guid NewId(UnitOfWork work) => Guid.CreateVersion7(new DateTimeOffset(work.Now));
}
