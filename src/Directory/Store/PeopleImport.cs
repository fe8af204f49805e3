using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Store;

/// <summary>Import and export of the people of one organisation. Whoever may not change them finds nothing to import into.</summary>
public static class PeopleImport
{
    /// <summary>Judges a file without keeping anything; what is wrong is a failure with a fault a row and column.</summary>
    public static async Task<Outcome<PeoplePlan>> PlanAsync(
        ContextFactory contexts, Reader reader, Guid organisation, ReadOnlyMemory<byte> file, string? fileName, DateOnly day, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(reader);
        return People.MayChange(reader, organisation) && await context.Organisations.AnyAsync(o => o.Id == organisation, cancel)
            ? Plan(await RowsAsync(context, organisation, cancel), file, fileName, day)
            : Failure.NotFound;
    }

    /// <summary>Judges the file once more, as people are by now, and carries it out, all or nothing.</summary>
    public static async Task<Outcome<PeoplePlan>> CarryOutAsync(
        UnitOfWork work, Guid organisation, ReadOnlyMemory<byte> file, string? fileName, DateOnly day, CancellationToken cancel)
    {
        if (!await People.TakeTurnAsync(work, organisation, cancel))
            return Failure.NotFound;
        var rows = await RowsAsync(work.Enlist<DirectoryContext>(), organisation, cancel);
        var planned = Plan(rows, file, fileName, day);
        if (!planned.Succeeded)
            return planned;
        foreach (var (line, before, after) in planned.Value.Steps.Where(s => !s.IsUnchanged))
            People.Write(work, organisation, line.Person, line.Person is { } person ? [.. rows[person]] : [], before, after, line.From);
        return planned;
    }

    /// <summary>
    /// Writes the people of an organisation as the context's reader may see them on a day, in the order of the list; until is the end
    /// of the stay, through every change of post. What the encoding cannot hold is a failure, as in <see cref="DirectoryImport"/>.
    /// </summary>
    public static async Task<Outcome<FaultList>> ExportAsync(
        DirectoryContext context, Guid organisation, Stream stream, TableFormat format, DateOnly day, Language language, bool lossy, CancellationToken cancel)
    {
        if (!await context.Organisations.AnyAsync(o => o.Id == organisation, cancel))
            return Failure.NotFound;
        var rows = await RowsAsync(context, organisation, cancel);
        var people = await context.People.On(organisation, day).ToListAsync(cancel);
        return Exports.Write(stream, format, PeopleTable.Write(
            people.Select(p => new PersonLine(0, p.Person, p.Entry, p.From, People.Days(rows[p.Person]).HoldsUntil(day))), language), lossy);
    }

    private static Outcome<PeoplePlan> Plan(ILookup<Guid, PersonRow> rows, ReadOnlyMemory<byte> file, string? fileName, DateOnly day)
    {
        var read = PeopleTable.Read(file, fileName, day);
        if (!read.Succeeded)
            return read.Failure!;
        var plan = PeoplePlan.Make(read.Value, rows.ToDictionary(r => r.Key, People.Days));
        var faults = new FaultList();
        foreach (var fault in plan.Faults)
            faults.Add(fault);
        return faults.ToFailure() is { } failure ? failure : plan;
    }

    private static async Task<ILookup<Guid, PersonRow>> RowsAsync(DirectoryContext context, Guid organisation, CancellationToken cancel)
        => (await context.People.Where(p => p.Organisation == organisation).ToListAsync(cancel)).ToLookup(p => p.Person);
}
