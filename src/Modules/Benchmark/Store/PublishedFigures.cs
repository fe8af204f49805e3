using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>The last figures of a year.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Snapshot">The number of the snapshot; null for an earlier survey.</param>
/// <param name="Date">The day as of which it holds.</param>
/// <param name="Statistics">The snapshot.</param>
public sealed record YearOfFigures(int Year, int? Snapshot, DateOnly Date, Statistics Statistics);

/// <summary>All that is published of many, for everybody.</summary>
/// <param name="Rules">The rules in force.</param>
/// <param name="Statistics">What is in force, or the worked example where nothing is; null when there is neither.</param>
/// <param name="Snapshot">The number of the snapshot; null for a reference table or the example.</param>
/// <param name="TakenDown">True when the last snapshot was taken down.</param>
/// <param name="Years">The last snapshot of each year, or the last earlier survey of a year without one; the earliest first.</param>
/// <param name="Periods">The uses by month.</param>
/// <param name="Uses">All uses of those periods; of the worked example those that its source prints.</param>
public sealed record PublishedFigures(
    RuleSet Rules, Statistics? Statistics, int? Snapshot, bool TakenDown, IReadOnlyList<YearOfFigures> Years, IReadOnlyList<UsesOfPeriod> Periods, UseCount Uses)
{
    /// <summary>Every group whose figures are given: layers first, then the others.</summary>
    public IReadOnlyList<Peers> Groups { get; } = Statistics is null ? [] : [.. Statistics.ByLayer.Concat(Statistics.Others).Where(peers => peers.Count > 0 && peers.HasMeans)];
}

/// <summary>Reads what is published. Nothing in it is older than what results are compared with.</summary>
internal sealed class FiguresReader(ContextFactory contexts, StatisticsStore store, Questionnaires questionnaires, UsesByMonth uses)
{
    /// <summary>What is published now.</summary>
    public async Task<PublishedFigures> ReadAsync(CancellationToken cancel)
    {
        var rules = questionnaires.Current;
        var offer = await store.OfferAsync(rules, example: false, cancel);
        var shown = offer.Chosen is null && offer is { Example: true, TakenDown: false } ? await store.OfferAsync(rules, example: true, cancel) : offer;
        var years = new List<YearOfFigures>();
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.Nobody);
        var version = rules.Version;
        var lines = await benchmark.Statistics
            .Where(r => r.RulesVersion == version && r.TakenDown == null && (r.Snapshot != null || r.Kind == StatisticsKind.Survey))
            .Select(r => new { r.Id, r.Snapshot, r.Date, r.Made }).ToListAsync(cancel);
        foreach (var last in lines.GroupBy(l => l.Date.Year).OrderBy(g => g.Key).Select(g => g.OrderBy(l => l.Snapshot ?? 0).ThenBy(l => l.Made).Last()).TakeLast(MostYears))
        {
            if (await store.FindAsync(last.Id, cancel) is var (line, statistics, _))
                years.Add(new(last.Date.Year, line.Snapshot, last.Date, statistics));
        }

        List<UsesOfPeriod> periods = [.. years.SelectMany(y => y.Statistics.Uses), .. await uses.ReadAsync(cancel)];
        periods.Sort((one, other) => one.From.CompareTo(other.From));
        return new(rules, shown.Chosen, shown.Snapshot, offer.TakenDown, years, periods,
            shown.Chosen?.Demonstration == true && periods.Count == 0 ? WorkedExample.PublishedUses : new(periods.Sum(p => p.Uses.Provided), periods.Sum(p => p.Uses.NotProvided)));
    }

    /// <summary>So many years are shown at most.</summary>
    public const int MostYears = 10;
}
