using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>The mapping tables: those that ship and those that the programme office has added.</summary>
internal sealed class MappingTables(Works works, ContextFactory contexts, HotReads reads)
{
    private volatile Known known = new([], []);

    /// <summary>So many tables of the office are shown; a further one is refused.</summary>
    public const int Most = 20;

    /// <summary>Every table that is shown: the shipped ones first, then the office's.</summary>
    public async Task<IReadOnlyList<MappingTable>> ShownAsync(CancellationToken cancel) => [.. ShippedRules.Mappings, .. await OfOfficeAsync(cancel)];

    /// <summary>The office's tables that are shown, in the order of their coming. One query, warm.</summary>
    public async Task<IReadOnlyList<MappingTable>> OfOfficeAsync(CancellationToken cancel) => await OfAsync(await reads.ListAsync(Shown, cancel), cancel);

    /// <summary>The question which tables of the office are shown: references, for everybody; in the order of their coming.</summary>
    internal static HotQuery<Guid> Shown { get; } = new(
        $"""SELECT m."Id" FROM benchmark_mapping m WHERE m."Withdrawn" IS NULL ORDER BY m."Added", m."Id" LIMIT {Most}""", row => row.GetGuid(0));

    /// <summary>The tables themselves. What is in a table never changes, so each is read once while it is shown.</summary>
    internal async ValueTask<IReadOnlyList<MappingTable>> OfAsync(List<Guid> shown, CancellationToken cancel)
    {
        var (ids, tables) = known;
        if (shown.SequenceEqual(ids))
            return tables;
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        var rows = await benchmark.Mappings.Where(m => shown.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
        tables = [.. shown.Where(rows.ContainsKey).Select(id => TableOf(rows[id]))];
        known = new(shown, tables);
        return tables;
    }

    /// <summary>Every table that the office has added, withdrawn ones too, the newest first.</summary>
    public async Task<IReadOnlyList<MappingTableRow>> AddedAsync(CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return await benchmark.Mappings.OrderByDescending(m => m.Added).ThenByDescending(m => m.Id).Take(200).ToListAsync(cancel);
    }

    /// <summary>One table of the office; null when there is none.</summary>
    public async Task<MappingTableRow?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return await benchmark.Mappings.SingleOrDefaultAsync(m => m.Id == id, cancel);
    }

    /// <summary>Checks fields and file, and keeps nothing: the faults of both come together.</summary>
    public static Outcome<IReadOnlyList<(string Item, string Reference)>> Check(NewMapping mapping, Questionnaire questionnaire, ReadOnlyMemory<byte> file, string? fileName)
    {
        var pairs = MappingFile.Read(questionnaire, file, fileName);
        return mapping.Faults().ToList() is { Count: > 0 } faults
            ? new Failure(FailureKind.Invalid, new("対応表に誤りがあります。", "The mapping table has faults."), [.. faults, .. pairs.Failure?.Faults ?? []])
            : pairs;
    }

    /// <summary>Adds a table that was checked. A conflict when one of the same framework is shown, or too many are.</summary>
    public async Task<Outcome<Guid>> AddAsync(
        Reader reader, NewMapping mapping, IReadOnlyList<(string Item, string Reference)> pairs, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var rows = work.Enlist<BenchmarkContext>().Mappings;
        if (await rows.CountAsync(m => m.Withdrawn == null, cancel) >= Most)
            return new Failure(FailureKind.Conflict, new($"表示できる対応表は{Most}件までです。", $"At most {Most} tables can be shown."));
        var row = new MappingTableRow
        {
            Id = Guid.CreateVersion7(work.Now),
            Framework = mapping.Framework,
            TitleJa = mapping.Title.Ja,
            TitleEn = mapping.Title.En,
            Edition = mapping.Edition,
            Source = mapping.Source,
            Licence = mapping.Licence,
            Csv = MappingFile.Write(pairs),
            Count = pairs.Count,
            Added = work.Now,
        };
        rows.Add(row);
        work.Audit("benchmark.mapping.added", $"mapping:{row.Id}", after: new { row.Framework, row.Edition, row.Count });
        try
        {
            await work.CommitAsync(cancel);
            return row.Id;
        }
        catch (DbUpdateException)
        {
            return new Failure(FailureKind.Conflict, new(
                $"「{mapping.Framework}」の対応表はすでにあります。先に取り下げてください。", $"There is a table of \"{mapping.Framework}\" already: withdraw it first."));
        }
    }

    /// <summary>Withdraws a table; it is no longer shown, and its framework can be added anew.</summary>
    public async Task<Outcome<Guid>> WithdrawAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        if (await work.Enlist<BenchmarkContext>().Mappings.SingleOrDefaultAsync(m => m.Id == id, cancel) is not { } row)
            return Failure.NotFound;
        if (row.Withdrawn is null)
        {
            row.Withdrawn = work.Now;
            work.Audit("benchmark.mapping.withdrawn", $"mapping:{id}", after: new { row.Framework });
            await work.CommitAsync(cancel);
        }

        return id;
    }

    private static MappingTable TableOf(MappingTableRow row) => new(row.Framework,
        new($"{row.TitleJa}（{row.Edition}）", $"{row.TitleEn} ({row.Edition})"),
        new($"出典：{row.Source}　利用条件：{row.Licence}（事務局が追加）", $"Source: {row.Source}. Terms: {row.Licence} (added by the programme office)"),
        MappingTable.ReferencesOf(row.Csv));

    private sealed record Known(List<Guid> Ids, MappingTable[] Tables);
}
