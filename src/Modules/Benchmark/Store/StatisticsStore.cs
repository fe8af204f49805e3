using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>With what a result can be compared.</summary>
/// <param name="Chosen">The object asked for; null when there is none and the published defaults stand.</param>
/// <param name="Example">True when the worked example's object is there to be asked for.</param>
public sealed record StatisticsOffer(Statistics? Chosen, bool Example);

/// <summary>Finds, keeps and chooses statistics objects. Their figures never change, so each is read from its row once a process.</summary>
public sealed class StatisticsStore(ContextFactory contexts)
{
    private readonly ConcurrentDictionary<Guid, Statistics> read = new();

    /// <summary>What results by these rules are compared with: the object in force, or on request the example's. One query, warm.</summary>
    public async Task<StatisticsOffer> OfferAsync(RuleSet rules, bool example, CancellationToken cancel)
    {
        var version = rules.Version;
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        var rows = await benchmark.Statistics
            .Where(r => r.RulesVersion == version && (r.InForce || r.Kind == StatisticsKind.Example))
            .OrderByDescending(r => r.Made).Select(r => new { r.Id, r.Kind }).ToListAsync(cancel);
        var shown = rows.FirstOrDefault(r => example == (r.Kind == StatisticsKind.Example));
        return new(shown is null ? null : await ReadAsync(benchmark, shown.Id, rules, cancel),
            rows.Exists(r => r.Kind == StatisticsKind.Example));
    }

    /// <summary>Keeps an object within a unit of work.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="statistics">The object.</param>
    /// <param name="kind">Where it comes from.</param>
    public static StatisticsRow Add(UnitOfWork work, Statistics statistics, StatisticsKind kind)
    {
        var row = new StatisticsRow
        {
            Id = Guid.CreateVersion7(),
            RulesVersion = statistics.RulesVersion,
            Kind = kind,
            Made = work.Now,
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
    public static async Task<Kernel.Failure?> PutInForceAsync(UnitOfWork work, Guid id, CancellationToken cancel)
    {
        await work.FlushAsync(cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        var row = await benchmark.Statistics.SingleOrDefaultAsync(r => r.Id == id && r.Kind != StatisticsKind.Example, cancel);
        if (row is null)
            return Kernel.Failure.NotFound;
        foreach (var before in await benchmark.Statistics
            .Where(r => r.RulesVersion == row.RulesVersion && r.InForce && r.Id != id).ToListAsync(cancel))
            before.InForce = false;
        row.InForce = true;
        work.Audit("benchmark.statistics.chosen", $"statistics:{id}", after: new { row.RulesVersion });
        return null;
    }

    private async Task<Statistics> ReadAsync(BenchmarkContext benchmark, Guid id, RuleSet rules, CancellationToken cancel)
        => read.TryGetValue(id, out var known)
            ? known
            : read.GetOrAdd(id, StatisticsBody.Read(await benchmark.Statistics.SingleAsync(r => r.Id == id, cancel), rules));
}
