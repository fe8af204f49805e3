using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>An organisation whose results the office keeps out of statistics; the row goes when it is counted again.</summary>
public sealed class Exclusion
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>The organisation.</summary>
    public Guid Organisation { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The name of the account that decided.</summary>
    public required string ByName { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    internal static void Configure(ModelBuilder model)
        => model.Entity<Exclusion>(row =>
        {
            row.ToTable("benchmark_exclusion").HasKey(e => e.Organisation);
            row.Property(e => e.Organisation).ValueGeneratedNever();
        });
}

/// <summary>Which organisations the office keeps out of statistics, and why.</summary>
internal sealed class Exclusions(Works works, ContextFactory contexts, IOrganisationNames names)
{
    /// <summary>The exclusions, the latest first.</summary>
    public async Task<IReadOnlyList<(Exclusion Exclusion, Text Name)>> ListAsync(CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        var rows = await benchmark.Exclusions.OrderByDescending(e => e.At).ToListAsync(cancel);
        var named = await names.OfAsync(rows.Select(e => e.Organisation), cancel);
        return [.. rows.Select(row => (row, named[row.Organisation]))];
    }

    /// <summary>Keeps an organisation out from the next snapshot on. Fails when it is unknown, there is no reason, or it is out already.</summary>
    /// <param name="reader">The office.</param>
    /// <param name="organisation">Its number, its exact name or its id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<Guid>> ExcludeAsync(Reader reader, string? organisation, string? reason, CancellationToken cancel)
    {
        var why = reason?.Trim() ?? "";
        var faults = new List<Fault>();
        var found = string.IsNullOrWhiteSpace(organisation) ? null : await names.FindAsync(organisation.Trim(), cancel);
        if (found is null)
        {
            faults.Add(new(new("この組織は見つかりません。", "There is no such organisation."),
                new("法人番号、または登録された正確な名称を入れてください。", "Enter its corporate number or its exact registered name."), Column: "organisation", Value: organisation));
        }

        if (why.Length is 0 or > Exclusion.LongestReason)
        {
            faults.Add(new(why.Length == 0 ? new("理由がありません。", "There is no reason.") : new("理由が長すぎます。", "The reason is too long."),
                new($"{Exclusion.LongestReason}文字までで理由を書いてください。", $"Give a reason of up to {Exclusion.LongestReason} characters."), Column: "reason", Value: reason));
        }

        if (faults.Count > 0)
            return new Failure(FailureKind.Invalid, new("除外する組織と理由を確かめてください。", "Please check organisation and reason."), faults);
        await using var work = await works.BeginAsync(reader, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (await benchmark.Exclusions.AnyAsync(e => e.Organisation == found!.Value, cancel))
            return new Failure(FailureKind.Conflict, new("この組織はすでに除外してあります。", "This organisation is excluded already."));
        benchmark.Exclusions.Add(new() { Organisation = found!.Value, Reason = why, ByName = reader.Name ?? "", At = work.Now });
        work.Audit("benchmark.statistics.excluded", $"organisation:{found}", after: new { Reason = why });
        await work.CommitAsync(cancel);
        return found.Value;
    }

    /// <summary>Counts an organisation again from the next snapshot on; not found when it is not excluded.</summary>
    public async Task<Outcome<Guid>> IncludeAsync(Reader reader, Guid organisation, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        if (await work.Enlist<BenchmarkContext>().Exclusions.Where(e => e.Organisation == organisation).ExecuteDeleteAsync(cancel) == 0)
            return Failure.NotFound;
        work.Audit("benchmark.statistics.included", $"organisation:{organisation}");
        await work.CommitAsync(cancel);
        return organisation;
    }
}
