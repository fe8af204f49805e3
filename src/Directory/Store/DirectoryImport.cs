using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Store;

/// <summary>Import and export of the whole directory, for the office and the command line.</summary>
public static class DirectoryImport
{
    /// <summary>
    /// Judges a file without keeping anything. The plan holds its warnings; what is wrong is a failure with a fault a row and column.
    /// </summary>
    public static async Task<Outcome<ImportPlan>> PlanAsync(
        ContextFactory contexts, ReadOnlyMemory<byte> file, string? fileName, DateOnly day, CancellationToken cancel)
    {
        await using var context = contexts.Read<DirectoryContext>(Reader.System);
        return await PlanAsync(context, file, fileName, day, cancel);
    }

    /// <summary>Judges the file once more and carries it out, all or nothing.</summary>
    public static async Task<Outcome<ImportPlan>> CarryOutAsync(
        UnitOfWork work, ReadOnlyMemory<byte> file, string? fileName, DateOnly day, CancellationToken cancel)
    {
        var planned = await PlanAsync(work.Enlist<DirectoryContext>(), file, fileName, day, cancel);
        if (!planned.Succeeded)
            return planned;
        var plan = planned.Value;
        var steps = plan.Steps.Where(s => !s.IsUnchanged).ToList();
        if (!await OrganisationBatch.WriteAsync(work, plan.Forest, steps, "imported", day, cancel))
            return OrganisationRegister.Changed;
        work.Audit("directory.imported", "directory", after: new
        {
            fileName,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Span)),
            day,
            plan.Added,
            plan.Changed,
            plan.Unchanged,
            organisations = steps.Select(s => s.After.Id),
        });
        return plan;
    }

    /// <summary>
    /// Writes the directory as it is on a day, in the order of the list. What the encoding cannot hold is a failure that names each
    /// character with its row and column, unless <paramref name="lossy"/> says that 〓 may stand in its place.
    /// </summary>
    public static async Task<Outcome<FaultList>> ExportAsync(
        DirectoryContext context, Stream stream, TableFormat format, DateOnly day, OrganisationFilter filter, string sort, bool descending,
        Language language, bool lossy, CancellationToken cancel)
        => Exports.Write(stream, format, OrganisationTable.Write(
            await context.Lines(day, filter, sort, descending).ToListAsync(cancel), day, language), lossy);

    private static async Task<Outcome<ImportPlan>> PlanAsync(
        DirectoryContext context, ReadOnlyMemory<byte> file, string? fileName, DateOnly day, CancellationToken cancel)
    {
        var rows = OrganisationTable.Read(file, fileName);
        if (!rows.Succeeded)
            return rows.Failure!;
        var all = await context.Organisations.IgnoreQueryFilters().AsNoTracking()
            .Include(o => o.Names).Include(o => o.Parents).Include(o => o.Profiles).AsSplitQuery().ToListAsync(cancel);
        var plan = ImportPlan.Make(rows.Value, [.. all.Select(o => o.ToOrganisation())], day, Guid.CreateVersion7);
        var faults = new FaultList();
        foreach (var fault in plan.Faults.OrderBy(f => f.Row))
            faults.Add(fault);
        return faults.ToFailure() is { } failure ? failure : plan;
    }
}
