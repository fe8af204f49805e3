using System.Collections.Concurrent;
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
    private static readonly Text Source = new(
        "このポータルで分析に同意した組織の、最新の自己診断の結果", "the latest consented self-check of each organisation on this portal");

    private readonly ConcurrentDictionary<Guid, Statistics> read = new();

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
    /// <param name="always">False to do nothing when there are objects computed today, in Japan.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What was computed; null when nothing was to be done.</returns>
    public async Task<IReadOnlyList<Statistics>?> RecomputeAsync(
        Func<CancellationToken, Task<UnitOfWork>> begin, bool always, CancellationToken cancel)
    {
        var moment = time.UtcMoment();
        var today = Dates.DayInJapan(moment);
        var made = new List<Statistics>();
        await using (var benchmark = contexts.Read<BenchmarkContext>(Reader.System))
        {
            var before = await benchmark.Statistics.Where(r => r.Kind == StatisticsKind.Computed)
                .GroupBy(r => r.RulesVersion).Select(g => new { Version = g.Key, Made = g.Max(r => r.Made) }).ToListAsync(cancel);
            if (!always && before.Exists(b => Dates.DayInJapan(b.Made) >= today))
                return null;
            foreach (var rules in questionnaires.All.Select(published => published.Rules))
            {
                var statistics = Compute(benchmark, rules, moment, today);
                if (statistics.Count > 0 || before.Exists(b => b.Version == rules.Version))
                    made.Add(statistics);
            }
        }

        cancel.ThrowIfCancellationRequested();
        await using var work = await begin(cancel);
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

    /// <summary>Whether a result was one of those counted at a moment.</summary>
    internal async Task<bool> CountsAsync(Guid check, DateTime moment, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
        return await ConsentedChecks.AsOf(benchmark, moment).AnyAsync(c => c.Id == check, cancel);
    }

    /// <summary>The objects as the office lists them, the newest first, at most <see cref="MostListed"/>.</summary>
    public async Task<IReadOnlyList<StatisticsLine>> ListAsync(CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        return await benchmark.Statistics.OrderByDescending(r => r.InForce).ThenByDescending(r => r.Made).ThenByDescending(r => r.Id).Take(MostListed)
            .Select(r => new StatisticsLine(r.Id, r.RulesVersion, r.Kind, r.Made, r.InForce, new Text(r.SourceJa, r.SourceEn), r.Date, r.Count))
            .ToListAsync(cancel);
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
        foreach (var before in await benchmark.Statistics
            .Where(r => r.RulesVersion == row.RulesVersion && r.InForce && r.Id != id).ToListAsync(cancel))
            before.InForce = false;
        row.InForce = true;
        work.Audit("benchmark.statistics.chosen", $"statistics:{id}", after: new { row.RulesVersion });
        return null;
    }

    // Read as the computation goes on: no result is in memory twice.
    private static Statistics Compute(BenchmarkContext benchmark, RuleSet rules, DateTime moment, DateOnly today)
    {
        var version = rules.Version;
        var results = ConsentedChecks.AsOf(benchmark, moment).Where(c => c.RulesVersion == version)
            .Select(c => new { c.Layer, c.Total, c.RiskIndex, c.Answers }).AsEnumerable()
            .Select(c => new ConsentedResult(c.Layer, c.Total, new Tenths(c.RiskIndex), c.Answers));
        return Statistics.Compute(rules, results, Source, today);
    }

    private async Task<Statistics> ReadAsync(BenchmarkContext benchmark, Guid id, RuleSet rules, CancellationToken cancel)
        => read.TryGetValue(id, out var known)
            ? known
            : read.GetOrAdd(id, StatisticsBody.Read(await benchmark.Statistics.SingleAsync(r => r.Id == id, cancel), rules));
}
