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
/// Publishes snapshots of consented results by the rules of <see cref="Snapshot"/>: so that neither one of them nor the difference of
/// two tells of a single organisation, and whoever withdrew is in none that is made afterwards.
/// </summary>
public sealed class Snapshots(ContextFactory contexts, Questionnaires questionnaires, TimeProvider time)
{
    private const int Batch = 500;

    private static readonly Text Withdrawn = new(
        "同意を取り消した組織があり、ほかに変わった組織がまだ少ないため、この層の統計は次の版まで示しません。結果は公表された既定の水準と比べています。",
        "An organisation has withdrawn its consent and too few others have changed yet, so this layer's figures are withheld until the next snapshot; the result is compared with the published defaults.");

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
        var versions = await ReadAsync(benchmark, cancel);
        Count(benchmark, moment, versions);
        cancel.ThrowIfCancellationRequested();
        var withdrawn = await WithdrawnAsync(benchmark, [.. versions.Values.SelectMany(v => v.Layers).SelectMany(l => l.Change.Gone)], moment, cancel);

        var number = last + 1;
        var source = Source(number);
        var next = versions.Values.Select(version => version.Next(source, Dates.DayInJapan(moment), withdrawn)).ToList();
        var changed = versions.Values.SelectMany(v => v.Layers).SelectMany(l => l.Change.Came.Concat(l.Change.Gone.Select(m => m.Organisation))).ToHashSet().Count;
        if (changed < Snapshot.MinimumChanged || !next.Exists(n => n.IsNews))
        {
            var overdue = versions.Values.SelectMany(v => v.Layers).Where(l => l.Previous is { Withheld: null }).SelectMany(l => l.Change.Gone)
                .Any(m => withdrawn.TryGetValue(m.Check, out var at) && at <= moment.AddDays(-Snapshot.MostDaysPending));
            return new(null, TakenDown: overdue && await TakeDownAsync(begin, last, cancel));
        }

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

    // What stands published of every version of the rules: its last figures, and the organisations they rest on.
    private async Task<Dictionary<string, Version>> ReadAsync(BenchmarkContext benchmark, CancellationToken cancel)
    {
        var versions = new Dictionary<string, Version>(StringComparer.Ordinal);
        var rows = await benchmark.SnapshotLayers.AsNoTracking().ToListAsync(cancel);
        var changes = await benchmark.SnapshotChanges.AsNoTracking().OrderByDescending(c => c.Snapshot).ToListAsync(cancel);
        foreach (var rules in questionnaires.All.Select(p => p.Rules))
        {
            var version = rules.Version;
            var row = await benchmark.Statistics.AsNoTracking().Where(r => r.RulesVersion == version && r.Snapshot != null)
                .OrderByDescending(r => r.Snapshot).FirstOrDefaultAsync(cancel);
            versions.Add(version, new(rules, row is null ? null : StatisticsBody.Read(row, rules),
                [.. Layers.All.Select(layer => new Published(
                    rows.Find(r => r.RulesVersion == version && r.Layer == layer) is { } members ? Membership.Read(members.Members) : Membership.Empty,
                    [.. changes.Where(c => c.RulesVersion == version && c.Layer == layer).Select(c => Membership.Read(c.Members).Members)]))]));
        }

        return versions;
    }

    private static void Count(BenchmarkContext benchmark, DateTime moment, Dictionary<string, Version> versions)
    {
        foreach (var check in CountedChecks.AsOf(benchmark, moment))
        {
            if (versions.TryGetValue(check.RulesVersion, out var version))
                version.Add(check);
        }

        foreach (var version in versions.Values)
            version.Compare();
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
            var asked = audiences.Values.Concat(batch.Select(m => m.Organisation)).Distinct().ToList();
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

                foreach (var whose in (Guid[])[audience, member.Organisation])
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
        Func<CancellationToken, Task<UnitOfWork>> begin, IReadOnlyList<NextOfVersion> next, int number, DateTime moment, CancellationToken cancel)
    {
        await using var work = await begin(cancel);
        var context = work.Enlist<BenchmarkContext>();
        if (await LastAsync(context, cancel) != number - 1)
            return false;
        foreach (var of in next)
        {
            var row = StatisticsStore.Add(work, of.Statistics, StatisticsKind.Computed, moment, number);
            await work.FlushAsync(cancel);
            foreach (var layer in of.Renewed)
                await KeepAsync(context, row.RulesVersion, layer, number, cancel);
            if (!await context.Statistics.AnyAsync(
                r => r.RulesVersion == row.RulesVersion && r.InForce && r.Kind == StatisticsKind.Reference, cancel))
                await StatisticsStore.PutInForceAsync(work, row.Id, cancel);
        }

        await work.CommitAsync(cancel);
        return true;
    }

    private static async Task KeepAsync(BenchmarkContext context, string version, (Layer Layer, Membership Members) renewed, int number, CancellationToken cancel)
    {
        var (layer, members) = renewed;
        if (await context.SnapshotLayers.SingleOrDefaultAsync(l => l.RulesVersion == version && l.Layer == layer, cancel) is not { } row)
        {
            context.SnapshotLayers.Add(new() { RulesVersion = version, Layer = layer, Snapshot = number, Members = members.ToBytes() });
            return;
        }

        var back = members.WayBackTo(Membership.Read(row.Members));
        if (back.Count == 0)
            return;
        context.SnapshotChanges.Add(new() { RulesVersion = version, Layer = layer, Snapshot = number, Members = Membership.Of(back).ToBytes() });
        (row.Snapshot, row.Members) = (number, members.ToBytes());
    }

    // One version of the rules: what is published of it, and what counts now.
    private sealed class Version(RuleSet rules, Statistics? previous, IReadOnlyList<Published> published)
    {
        private readonly StatisticsTally tally = new(rules);
        private readonly List<Member>[] counted = [.. Domain.Layers.All.Select(_ => new List<Member>())];

        public IReadOnlyList<OfLayer> Layers { get; private set; } = [];

        public void Add(CountedCheck check)
        {
            counted[(int)check.Result.Layer].Add(new(check.Whose, check.Id));
            tally.Add(check.Result);
        }

        public void Compare()
            => Layers = [.. Domain.Layers.All.Select(layer =>
            {
                var now = Membership.Of(counted[(int)layer]);
                var (last, back) = published[(int)layer];
                return new OfLayer(layer, now, last.ChangeTo(now), now.Nearest(last, back), previous?.Of(layer));
            })];

        public NextOfVersion Next(Text source, DateOnly day, IReadOnlyDictionary<Guid, DateTime> withdrawn)
        {
            var computed = tally.ToStatistics(source, day);
            var (figures, renewed, news) = (new List<Peers>(), new List<(Layer, Membership)>(), false);
            foreach (var layer in Layers)
            {
                var fresh = computed.Of(layer.Layer);
                var step = Snapshot.StepOf(layer.Nearest, layer.Change.Gone.Any(m => withdrawn.ContainsKey(m.Check)));
                figures.Add(step switch
                {
                    LayerStep.Withhold => Peers.Without(rules, layer.Layer, Withdrawn),
                    LayerStep.Keep when layer.Previous is { } before => before with { Since = before.Since ?? previous!.Date },
                    _ => fresh,
                });
                if (step == LayerStep.Renew && fresh.Withheld is null)
                    renewed.Add((layer.Layer, layer.Now));

                // Figures that are given and new, or that are not given any more.
                var given = figures[^1].Withheld is null;
                news |= given ? step == LayerStep.Renew && (layer.Change.Count > 0 || layer.Previous?.Withheld is not null) : layer.Previous is { Withheld: null };
            }

            return new(computed with { ByLayer = figures }, renewed, news);
        }
    }

    private sealed record OfLayer(Layer Layer, Membership Now, MembershipChange Change, int Nearest, Peers? Previous);

    // The membership of the figures that stand, and the way back to those before.
    private sealed record Published(Membership Last, IReadOnlyList<IReadOnlyList<Member>> Back);

    private sealed record NextOfVersion(Statistics Statistics, IReadOnlyList<(Layer, Membership)> Renewed, bool IsNews);
}
