using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>What came of a try to publish.</summary>
/// <param name="Published">The number of the new snapshot; null when none was published.</param>
/// <param name="Count">N of the new snapshot over all versions of the rules and all layers whose figures are given.</param>
/// <param name="TakenDown">True when the current snapshot was taken down.</param>
public sealed record SnapshotOutcome(int? Published, int Count = 0, bool TakenDown = false);

/// <summary>
/// Publishes snapshots of consented results by the rules of <see cref="Snapshot"/> and <see cref="Block"/>: so that neither one of them nor
/// any of their differences tells of a single organisation, and whoever withdrew is in none that is made afterwards.
/// </summary>
public sealed class Snapshots(ContextFactory contexts, Database database, Questionnaires questionnaires, TimeProvider time)
{
    private const int Batch = 500;

    /// <summary>
    /// Publishes the next snapshot when enough organisations differ from the last one; all its objects are kept or none. Takes the
    /// current one down when they do not and a withdrawal has waited too long.
    /// </summary>
    /// <param name="begin">Begins the unit of work into which it is written.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<SnapshotOutcome> PublishAsync(Func<CancellationToken, Task<UnitOfWork>> begin, CancellationToken cancel)
    {
        var moment = time.UtcMoment();
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
        var last = await LastAsync(benchmark, cancel);
        var number = last + 1;
        var counted = await CountedChecks.AsOfAsync(database, moment, questionnaires.All.Select(p => p.Rules), cancel);
        var (next, differing, overdue) = (new List<NextSnapshot>(), 0, false);
        foreach (var rules in questionnaires.All.Select(p => p.Rules))
        {
            var published = await PublishedAsync(benchmark, rules, cancel);
            var plan = await PlanAsync(benchmark, number, rules, published, counted[rules.Version], moment, cancel);
            differing += plan.DifferingFrom(published);
            next.Add(NextSnapshot.Of(number, rules, plan, counted[rules.Version],
                await StandingAsync(benchmark, rules, plan, counted[rules.Version], cancel), published, Source(number), Dates.DayInJapan(moment)));
            overdue = overdue || await IsOverdueAsync(benchmark, plan, published, moment, cancel);
        }

        if (differing < Snapshot.MinimumChanged || !next.Exists(n => n.IsNews))
            return new(null, TakenDown: overdue && await TakeDownAsync(begin, last, cancel));
        try
        {
            return await WriteAsync(begin, next, number, moment, cancel) ? new(number, next.Sum(n => n.Statistics.Count)) : new(null);
        }
        catch (DbUpdateException)
        {
            // Another node has published this number at the same moment; anything else has failed.
            if (await LastAsync(benchmark, cancel) == last)
                throw;
            return new(null);
        }
    }

    /// <summary>The source that every page and file names.</summary>
    internal static Text Source(int number) => new(
        $"このポータルで分析に同意した組織の最新の自己診断の結果、統計の第{number}版",
        $"the latest consented self-check of each organisation on this portal, snapshot {number}");

    private static async Task<int> LastAsync(BenchmarkContext benchmark, CancellationToken cancel)
        => await benchmark.Statistics.MaxAsync(r => r.Snapshot, cancel) ?? 0;

    private static async Task<LastSnapshot> PublishedAsync(BenchmarkContext benchmark, RuleSet rules, CancellationToken cancel)
    {
        var version = rules.Version;
        var row = await benchmark.Statistics.AsNoTracking().Where(r => r.RulesVersion == version && r.Snapshot != null)
            .OrderByDescending(r => r.Snapshot).FirstOrDefaultAsync(cancel);
        var blocks = await benchmark.SnapshotBlocks.AsNoTracking().Where(b => b.RulesVersion == version).ToListAsync(cancel);
        var spreads = await benchmark.SnapshotSpreads.AsNoTracking().Where(s => s.RulesVersion == version).ToListAsync(cancel);
        return new(row is null ? null : StatisticsBody.Read(row, rules),
            blocks.ToDictionary(b => BlockKey.Parse(b.Key), b => new Block(b.Members, b.Paths)),
            blocks.Where(b => b.Withheld).Select(b => BlockKey.Parse(b.Key)).ToHashSet(),
            spreads.ToDictionary(s => s.Layer, s => new Spread(s.Results)));
    }

    // Who has withdrawn is asked of those only whose block would otherwise stand with them.
    private static async Task<SnapshotPlan> PlanAsync(
        BenchmarkContext benchmark, int number, RuleSet rules, LastSnapshot published, CountedResults counted, DateTime moment, CancellationToken cancel)
    {
        var withdrawn = new Dictionary<Guid, bool>();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var plan = SnapshotPlan.Of(number, published.Blocks, counted, withdrawn,
                rules.Rules.Statistics.MinimumCount);
            if (plan.Unclear.Count == 0)
                return plan;
            var found = await WithdrawnAsync(benchmark, plan.Unclear, moment, cancel);
            foreach (var member in plan.Unclear)
                withdrawn[member.Check] = found.ContainsKey(member.Check);
        }
    }

    // Of blocks that are kept, the results that are not counted now.
    private static async Task<IReadOnlyDictionary<Guid, StandingResult>> StandingAsync(
        BenchmarkContext benchmark, RuleSet rules, SnapshotPlan plan, CountedResults counted, CancellationToken cancel)
    {
        var standing = new Dictionary<Guid, StandingResult>();
        var asked = plan.Blocks.Where(b => b is { Step: BlockStep.Keep }).SelectMany(b => Enumerable.Range(0, b.Before.Members).Select(i => b.Before[i]))
            .Where(member => member.Counted && counted.Find(member.Organisation) is var at && (at < 0 || counted.CheckOf(at) != member.Check)).Select(member => member.Check);
        foreach (var batch in asked.Chunk(Batch))
        {
            foreach (var check in await benchmark.Checks.Where(c => batch.Contains(c.Id)).Select(c => new { c.Id, c.Total, c.RiskIndex, c.Answers }).ToListAsync(cancel))
            {
                var levels = new byte[rules.Questionnaire.Measures.Count];
                CountedResults.Answered(check.Answers, levels);
                standing.Add(check.Id, new(check.Total, check.RiskIndex, levels));
            }
        }

        return standing;
    }

    // Whether somebody who is in the figures has withdrawn and waited too long.
    private static async Task<bool> IsOverdueAsync(
        BenchmarkContext benchmark, SnapshotPlan plan, LastSnapshot published, DateTime moment, CancellationToken cancel)
    {
        var gone = plan.Blocks.Where(b => published.RestsOn(b.Key)).SelectMany(b => b.Gone).ToList();
        return (await WithdrawnAsync(benchmark, gone, moment, cancel)).Values.Any(at => at <= moment.AddDays(-Snapshot.MostDaysPending));
    }

    // Of members that are gone those that withdrew, by their check, and when.
    private static async Task<IReadOnlyDictionary<Guid, DateTime>> WithdrawnAsync(
        BenchmarkContext benchmark, IReadOnlyList<Member> gone, DateTime moment, CancellationToken cancel)
    {
        var withdrawn = new Dictionary<Guid, DateTime>();
        foreach (var batch in gone.Chunk(Batch))
        {
            var checks = batch.Select(m => m.Check).ToList();
            var audiences = await benchmark.Checks.Where(c => checks.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Audience, cancel);
            var known = batch.Select(m => m.Organisation).Distinct().ToList();
            var merged = await benchmark.CurrentNames.Where(n => known.Contains(n.Organisation) && n.Current != n.Organisation)
                .ToDictionaryAsync(n => n.Organisation, n => n.Current, cancel);
            var asked = audiences.Values.Concat(known).Concat(merged.Values).Distinct().ToList();
            var latest = (await benchmark.Consents.Where(d => asked.Contains(d.Audience) && d.At <= moment)
                    .Select(d => new { d.Audience, d.Given, d.At, d.Id }).ToListAsync(cancel))
                .GroupBy(d => d.Audience).ToDictionary(g => g.Key, g => g.OrderByDescending(d => d.At).ThenByDescending(d => d.Id).First());
            foreach (var member in batch)
            {
                // A result that is no longer there was erased: it must not stay in any figure.
                if (!audiences.TryGetValue(member.Check, out var audience))
                {
                    withdrawn[member.Check] = DateTime.MinValue;
                    continue;
                }

                foreach (var whose in (Guid[])[audience, member.Organisation, merged.GetValueOrDefault(member.Organisation, member.Organisation)])
                {
                    if (latest.TryGetValue(whose, out var decision) && !decision.Given)
                        withdrawn.TryAdd(member.Check, decision.At);
                }
            }
        }

        return withdrawn;
    }

    // In force or not: while a reference table is, the office could still choose it.
    private static async Task<bool> TakeDownAsync(Func<CancellationToken, Task<UnitOfWork>> begin, int last, CancellationToken cancel)
    {
        await using var work = await begin(cancel);
        var rows = await work.Enlist<BenchmarkContext>().Statistics.Where(r => r.Snapshot == last && r.TakenDown == null).ToListAsync(cancel);
        foreach (var row in rows)
        {
            (row.InForce, row.TakenDown) = (false, work.Now);
            work.Audit("benchmark.statistics.taken-down", $"statistics:{row.Id}", after: new { row.Snapshot, row.RulesVersion });
        }

        await work.CommitAsync(cancel);
        return rows.Count > 0;
    }

    // False when another node has published this number meanwhile.
    private static async Task<bool> WriteAsync(
        Func<CancellationToken, Task<UnitOfWork>> begin, IReadOnlyList<NextSnapshot> next, int number, DateTime moment, CancellationToken cancel)
    {
        await using var work = await begin(cancel);
        var context = work.Enlist<BenchmarkContext>();
        if (await LastAsync(context, cancel) != number - 1)
            return false;
        foreach (var of in next)
        {
            var row = StatisticsStore.Add(work, of.Statistics, StatisticsKind.Computed, moment, number);
            await work.FlushAsync(cancel);
            await KeepAsync(context, row.RulesVersion, of, number, cancel);
            if (!await context.Statistics.AnyAsync(
                r => r.RulesVersion == row.RulesVersion && r.InForce && r.Kind == StatisticsKind.Reference, cancel))
                await StatisticsStore.PutInForceAsync(work, row.Id, cancel);
        }

        await work.CommitAsync(cancel);
        return true;
    }

    private static async Task KeepAsync(BenchmarkContext context, string version, NextSnapshot next, int number, CancellationToken cancel)
    {
        var known = await context.SnapshotBlocks.Where(b => b.RulesVersion == version).Select(b => b.Key).ToListAsync(cancel);
        foreach (var (planned, after) in next.Given)
        {
            var (key, withheld) = (planned.Key.ToString(), planned.Step == BlockStep.Withhold);
            if (!known.Contains(key))
            {
                context.SnapshotBlocks.Add(new() { RulesVersion = version, Key = key, Snapshot = number, Members = after.MemberData, Paths = after.PathData });
            }
            else if (after == planned.Before)
            {
                await context.SnapshotBlocks.Where(b => b.RulesVersion == version && b.Key == key)
                    .ExecuteUpdateAsync(set => set.SetProperty(b => b.Withheld, withheld), cancel);
            }
            else
            {
                await context.SnapshotBlocks.Where(b => b.RulesVersion == version && b.Key == key).ExecuteUpdateAsync(set => set
                    .SetProperty(b => b.Withheld, false).SetProperty(b => b.Snapshot, number)
                    .SetProperty(b => b.Members, after.MemberData).SetProperty(b => b.Paths, after.PathData), cancel);
            }
        }

        foreach (var (layer, spread) in next.Spreads)
        {
            if (await context.SnapshotSpreads.Where(s => s.RulesVersion == version && s.Layer == layer).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Snapshot, number).SetProperty(s => s.Results, spread.Data), cancel) == 0)
                context.SnapshotSpreads.Add(new() { RulesVersion = version, Layer = layer, Snapshot = number, Results = spread.Data });
        }
    }
}
