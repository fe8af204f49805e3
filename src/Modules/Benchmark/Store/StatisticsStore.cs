using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>With what a result can be compared.</summary>
/// <param name="Chosen">The object asked for; null when there is none and the published defaults stand.</param>
/// <param name="Example">True when the worked example's object is there to be asked for.</param>
/// <param name="Snapshot">The number of the snapshot; null for what was not computed from consented results.</param>
/// <param name="TakenDown">True when the last snapshot was taken down and nothing is in force in its place.</param>
public sealed record StatisticsOffer(Statistics? Chosen, bool Example, int? Snapshot = null, bool TakenDown = false);

/// <summary>A statistics object that stands for something: in force, the example's, or taken down.</summary>
internal sealed record OfferRow(Guid Id, StatisticsKind Kind, bool InForce, int? Snapshot, bool TakenDown);

/// <summary>A statistics object as a line of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RulesVersion">By which rules its results were computed.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Made">When it was made or loaded, UTC.</param>
/// <param name="InForce">Whether results are compared with it.</param>
/// <param name="Source">Its source.</param>
/// <param name="Date">The day as of which it holds.</param>
/// <param name="Count">N over all layers.</param>
/// <param name="Snapshot">The number of the snapshot; null for what was not computed from consented results.</param>
/// <param name="TakenDown">When it was taken down, UTC; null when it was not.</param>
public sealed record StatisticsLine(
    Guid Id, string RulesVersion, StatisticsKind Kind, DateTime Made, bool InForce, Text Source, DateOnly Date, int Count,
    int? Snapshot, DateTime? TakenDown);

/// <summary>Finds, keeps and chooses statistics objects. Their figures never change, so each is read from its row once a process.</summary>
public sealed class StatisticsStore(ContextFactory contexts, HotReads reads, Questionnaires questionnaires)
{
    private static readonly HotQuery<OfferRow> OfVersion = Offers("@version", "@version");

    private readonly ConcurrentDictionary<Guid, Statistics> read = new();
    private readonly ConcurrentDictionary<string, Counted> counted = new(StringComparer.Ordinal);

    /// <summary>What results by these rules are compared with: the object in force, or on request the example's. One query, warm.</summary>
    public async Task<StatisticsOffer> OfferAsync(RuleSet rules, bool example, CancellationToken cancel)
        => await OfferAsync(await reads.ListAsync(OfVersion, cancel, rules.Version), rules, example, cancel);

    /// <summary>The same from the answer to <see cref="Offers"/>.</summary>
    internal async ValueTask<StatisticsOffer> OfferAsync(List<OfferRow> rows, RuleSet rules, bool example, CancellationToken cancel)
    {
        var shown = rows.Find(r => example ? r.Kind == StatisticsKind.Example : r.InForce);
        return new(shown is null ? null : await ReadAsync(shown.Id, rules, cancel),
            rows.Exists(r => r.Kind == StatisticsKind.Example), shown?.Snapshot, shown is null && rows.Exists(r => r.TakenDown));
    }

    /// <summary>The question what results by some rules can be compared with: figures about many, for everybody; the newest first.</summary>
    /// <param name="version">The version of the rules in SQL.</param>
    /// <param name="parameters">The parameters that it names.</param>
    internal static HotQuery<OfferRow> Offers(string version, params string[] parameters) => new($"""
        SELECT r."Id", r."Kind", r."InForce", r."Snapshot", r."TakenDown" FROM benchmark_statistics r
        WHERE r."RulesVersion" = {version} AND (r."InForce" OR r."Kind" = {(int)StatisticsKind.Example} OR r."TakenDown" IS NOT NULL)
        ORDER BY r."Made" DESC
        """,
        row => new(row.GetGuid(0), (StatisticsKind)row.GetInt32(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetInt32(3), !row.IsDBNull(4)),
        parameters);

    /// <summary>Whether a result is one of those on which the published distributions of its rules rest; they are read once a snapshot.</summary>
    internal async Task<bool> CountsAsync(Guid check, RuleSet rules, int snapshot, CancellationToken cancel)
    {
        if (!counted.TryGetValue(rules.Version, out var known) || known.Snapshot != snapshot)
        {
            var version = rules.Version;
            await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
            var spreads = await benchmark.SnapshotSpreads.AsNoTracking().Where(s => s.RulesVersion == version).ToListAsync(cancel);
            Guid[] checks = [.. spreads.SelectMany(spread => new Spread(spread.Results).Checks)];
            Array.Sort(checks);
            counted[version] = known = new(snapshot, checks);
        }

        return Array.BinarySearch(known.Checks, check) >= 0;
    }

    /// <summary>The objects as the office lists them: those in force, then the newest first, at most <see cref="MostListed"/>.</summary>
    public async Task<IReadOnlyList<StatisticsLine>> ListAsync(CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return await benchmark.Statistics.OrderByDescending(r => r.InForce).ThenByDescending(r => r.Made).ThenByDescending(r => r.Id).Take(MostListed)
            .Select(LineOf).ToListAsync(cancel);
    }

    /// <summary>One object with its line; null when there is none, or its rules are not known here.</summary>
    public async Task<(StatisticsLine Line, Statistics Statistics, RuleSet Rules)?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return await benchmark.Statistics.Where(r => r.Id == id).Select(LineOf).SingleOrDefaultAsync(cancel) is { } line
            && questionnaires.Find(line.RulesVersion) is { } rules
            ? (line, await ReadAsync(id, rules, cancel), rules)
            : null;
    }

    /// <summary>So many objects are listed.</summary>
    public const int MostListed = 50;

    /// <summary>Keeps an object within a unit of work.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="statistics">The object.</param>
    /// <param name="kind">Where it comes from.</param>
    /// <param name="made">As of when its results were counted, UTC; the unit's moment unless given.</param>
    /// <param name="snapshot">The number of the snapshot; null for what was not computed from consented results.</param>
    public static StatisticsRow Add(UnitOfWork work, Statistics statistics, StatisticsKind kind, DateTime? made = null, int? snapshot = null)
    {
        var row = new StatisticsRow
        {
            Id = Guid.CreateVersion7(),
            RulesVersion = statistics.RulesVersion,
            Kind = kind,
            Made = made ?? work.Now,
            SourceJa = statistics.Source.Ja,
            SourceEn = statistics.Source.En,
            Date = statistics.Date,
            Count = statistics.Count,
            Snapshot = snapshot,
            Body = StatisticsBody.Write(statistics),
        };
        work.Enlist<BenchmarkContext>().Statistics.Add(row);
        work.Audit("benchmark.statistics.added", $"statistics:{row.Id}", after: new { row.Kind, row.RulesVersion, row.Count });
        return row;
    }

    /// <summary>
    /// Puts an object in force in place of the one that was. Fails when there is none, or it is the example's: nobody is compared with
    /// made-up results unasked; and for a snapshot that was taken down or is not the latest: whoever withdrew since is in it.
    /// </summary>
    public static async Task<Failure?> PutInForceAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        await work.FlushAsync(cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        var row = await benchmark.Statistics.SingleOrDefaultAsync(r => r.Id == id && r.Kind != StatisticsKind.Example, cancel);
        if (row is null)
            return Failure.NotFound;
        var version = row.RulesVersion;
        if (row.TakenDown is not null || (row.Snapshot is { } number && await benchmark.Statistics.AnyAsync(r => r.RulesVersion == version && r.Snapshot > number, cancel)))
            return Outdated;
        await benchmark.Statistics.Where(r => r.RulesVersion == version && r.InForce && r.Id != id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.InForce, false), cancel);
        row.InForce = true;
        work.Audit("benchmark.statistics.chosen", $"statistics:{id}", after: new { row.RulesVersion });
        return null;
    }

    private static Failure Outdated { get; } = new(FailureKind.Conflict, new(
        "この版には、その後に同意を取り消した組織が含まれることがあるため、もう適用できません。最新の版を選んでください。",
        "Organisations that have withdrawn since may be in this snapshot, so it cannot be put in force again. Choose the latest one."));

    private static Expression<Func<StatisticsRow, StatisticsLine>> LineOf { get; } = r => new StatisticsLine(
        r.Id, r.RulesVersion, r.Kind, r.Made, r.InForce, new Text(r.SourceJa, r.SourceEn), r.Date, r.Count, r.Snapshot, r.TakenDown);

    private async ValueTask<Statistics> ReadAsync(Guid id, RuleSet rules, CancellationToken cancel)
    {
        if (read.TryGetValue(id, out var known))
            return known;
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return read.GetOrAdd(id, StatisticsBody.Read(await benchmark.Statistics.SingleAsync(r => r.Id == id, cancel), rules));
    }

    private sealed record Counted(int Snapshot, Guid[] Checks);
}
