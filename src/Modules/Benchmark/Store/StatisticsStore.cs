using System.Collections.Concurrent;
using System.Collections.Frozen;
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
/// <param name="Computed">As of when consented results were counted, UTC; null for what was not computed from them.</param>
public sealed record StatisticsOffer(Statistics? Chosen, bool Example, DateTime? Computed = null);

/// <summary>A statistics object as a line of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RulesVersion">By which rules its results were computed.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Made">When it was made or loaded, UTC.</param>
/// <param name="InForce">Whether results are compared with it.</param>
/// <param name="Source">Its source.</param>
/// <param name="Date">The day as of which it holds.</param>
/// <param name="Count">N over all layers.</param>
public sealed record StatisticsLine(
    Guid Id, string RulesVersion, StatisticsKind Kind, DateTime Made, bool InForce, Text Source, DateOnly Date, int Count);

/// <summary>Finds, keeps, computes and chooses statistics objects. Their figures never change, so each is read from its row once a process.</summary>
public sealed class StatisticsStore(ContextFactory contexts, Questionnaires questionnaires, TimeProvider time)
{
    private const int JapanAhead = 9;

    private static readonly Text Source = new(
        "このポータルで分析に同意した組織の、最新の自己診断の結果", "the latest consented self-check of each organisation on this portal");

    private readonly ConcurrentDictionary<Guid, Statistics> read = new();
    private volatile Counted? counted;

    /// <summary>What results by these rules are compared with: the object in force, or on request the example's. One query, warm.</summary>
    public async Task<StatisticsOffer> OfferAsync(RuleSet rules, bool example, CancellationToken cancel)
    {
        var version = rules.Version;
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        var rows = await benchmark.Statistics
            .Where(r => r.RulesVersion == version && (r.InForce || r.Kind == StatisticsKind.Example))
            .OrderByDescending(r => r.Made).Select(r => new { r.Id, r.Kind, r.Made }).ToListAsync(cancel);
        var shown = rows.FirstOrDefault(r => example == (r.Kind == StatisticsKind.Example));
        return new(shown is null ? null : await ReadAsync(benchmark, shown.Id, rules, cancel),
            rows.Exists(r => r.Kind == StatisticsKind.Example), shown?.Kind == StatisticsKind.Computed ? shown.Made : null);
    }

    /// <summary>
    /// Computes a new object for each version of the rules that has consented results, or had any when last computed, in one pass over
    /// the results of each; puts it in force unless the office has chosen a reference table. All objects are kept or none.
    /// </summary>
    /// <param name="begin">Begins the unit of work into which they are written.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What was computed; null when this day in Japan has had its computation.</returns>
    public async Task<IReadOnlyList<Statistics>?> RecomputeAsync(Func<CancellationToken, Task<UnitOfWork>> begin, CancellationToken cancel)
    {
        var moment = time.UtcMoment();
        var today = Dates.DayInJapan(moment);
        var made = new List<Statistics>();
        await using (var benchmark = contexts.Read<BenchmarkContext>(Reader.System))
        {
            if (await benchmark.ComputationDays.AnyAsync(d => d.Day >= today, cancel))
                return null;
            var before = await benchmark.Statistics.Where(r => r.Kind == StatisticsKind.Computed)
                .Select(r => r.RulesVersion).Distinct().ToListAsync(cancel);
            foreach (var rules in questionnaires.All.Select(published => published.Rules))
            {
                var statistics = Compute(benchmark, rules, moment, today);
                if (statistics.Count > 0 || before.Contains(rules.Version))
                    made.Add(statistics);
            }
        }

        cancel.ThrowIfCancellationRequested();
        await using var work = await begin(cancel);
        if (!await ClaimAsync(work, today, moment, cancel))
            return null;
        foreach (var statistics in made)
        {
            var row = Add(work, statistics, StatisticsKind.Computed, moment);
            await work.FlushAsync(cancel);
            if (!await work.Enlist<BenchmarkContext>().Statistics.AnyAsync(
                r => r.RulesVersion == row.RulesVersion && r.InForce && r.Kind == StatisticsKind.Reference, cancel))
                await PutInForceAsync(work, row.Id, cancel);
        }

        await work.CommitAsync(cancel);
        return made;
    }

    /// <summary>The first moment at which statistics can be computed, UTC; null when they can be now.</summary>
    public async Task<DateTime?> NextComputationAsync(CancellationToken cancel)
    {
        var today = Dates.DayInJapan(time.UtcMoment());
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return await benchmark.ComputationDays.AnyAsync(d => d.Day >= today, cancel) ? today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(-JapanAhead) : null;
    }

    /// <summary>Whether a result was one of those counted at a moment; they are read once, for the latest moment asked for.</summary>
    internal async Task<bool> CountsAsync(Guid check, DateTime moment, CancellationToken cancel)
    {
        if (counted is not { } known || known.Moment != moment)
        {
            await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
            counted = known = new(moment, CountedChecks.AsOf(benchmark, moment).Select(c => c.Id).ToFrozenSet());
        }

        cancel.ThrowIfCancellationRequested();
        return known.Checks.Contains(check);
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
            ? (line, await ReadAsync(benchmark, id, rules, cancel), rules)
            : null;
    }

    /// <summary>So many objects are listed.</summary>
    public const int MostListed = 50;

    /// <summary>Keeps an object within a unit of work.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="statistics">The object.</param>
    /// <param name="kind">Where it comes from.</param>
    /// <param name="made">As of when its results were counted, UTC; the unit's moment unless given.</param>
    public static StatisticsRow Add(UnitOfWork work, Statistics statistics, StatisticsKind kind, DateTime? made = null)
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
            Body = StatisticsBody.Write(statistics),
        };
        work.Enlist<BenchmarkContext>().Statistics.Add(row);
        work.Audit("benchmark.statistics.added", $"statistics:{row.Id}", after: new { row.Kind, row.RulesVersion, row.Count });
        return row;
    }

    /// <summary>
    /// Puts an object in force in place of the one that was. Fails when there is none, or it is the example's: nobody is compared with
    /// made-up results unasked.
    /// </summary>
    public static async Task<Failure?> PutInForceAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        await work.FlushAsync(cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        var row = await benchmark.Statistics.SingleOrDefaultAsync(r => r.Id == id && r.Kind != StatisticsKind.Example, cancel);
        if (row is null)
            return Failure.NotFound;
        var version = row.RulesVersion;
        await benchmark.Statistics.Where(r => r.RulesVersion == version && r.InForce && r.Id != id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.InForce, false), cancel);
        row.InForce = true;
        work.Audit("benchmark.statistics.chosen", $"statistics:{id}", after: new { row.RulesVersion });
        return null;
    }

    private static Expression<Func<StatisticsRow, StatisticsLine>> LineOf { get; } = r => new StatisticsLine(
        r.Id, r.RulesVersion, r.Kind, r.Made, r.InForce, new Text(r.SourceJa, r.SourceEn), r.Date, r.Count);

    // Of two at the same moment the second waits for the first and then finds the day taken.
    private static async Task<bool> ClaimAsync(UnitOfWork work, DateOnly day, DateTime at, CancellationToken cancel)
        => await work.Enlist<BenchmarkContext>().Database.ExecuteSqlAsync(
            $"""INSERT INTO benchmark_statistics_day ("Day", "At") VALUES ({day}, {at}) ON CONFLICT ("Day") DO NOTHING""", cancel) > 0;

    // Read as the computation goes on: no result is in memory twice.
    private static Statistics Compute(BenchmarkContext benchmark, RuleSet rules, DateTime moment, DateOnly today)
    {
        var results = CountedChecks.AsOf(benchmark, moment).Where(c => c.RulesVersion == rules.Version)
            .Select(c => new ConsentedResult(c.Layer, c.Total, new Tenths(c.RiskIndex), c.Answers));
        return Statistics.Compute(rules, results, Source, today);
    }

    private async Task<Statistics> ReadAsync(BenchmarkContext benchmark, Guid id, RuleSet rules, CancellationToken cancel)
        => read.TryGetValue(id, out var known)
            ? known
            : read.GetOrAdd(id, StatisticsBody.Read(await benchmark.Statistics.SingleAsync(r => r.Id == id, cancel), rules));

    private sealed record Counted(DateTime Moment, FrozenSet<Guid> Checks);
}
