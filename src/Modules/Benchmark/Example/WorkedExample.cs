using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Example;

/// <summary>
/// The worked example 実例データ: the published figures of the source that belong here and the statistics of the demonstration set.
/// Once removed it does not come back by itself: the audit trail remembers.
/// </summary>
public sealed class WorkedExample(Works works, ContextFactory contexts, Questionnaires questionnaires)
{
    private const string Removed = "benchmark.example.removed";

    // Whether it is there, as this node last saw it; a page asks the database.
    private volatile bool loaded;

    /// <summary>The uses of the source's self-check to 2007-05-21, by whether the answers were provided for analysis (seed, S1).</summary>
    public static UseCount PublishedUses { get; } = new(Provided: 3_567, NotProvided: 5_558);

    /// <summary>True when it was there when this node last looked: for the standing notice.</summary>
    public bool SeemsLoaded => loaded;

    /// <summary>Loads it unless it is there already or somebody removed it.</summary>
    public async Task LoadAsync(TimeProvider time, CancellationToken cancel)
    {
        var rules = questionnaires.Current;
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (await benchmark.Statistics.AnyAsync(s => s.Kind == StatisticsKind.Example && s.RulesVersion == rules.Version, cancel))
        {
            loaded = true;
            return;
        }

        if (await work.Enlist<PlatformContext>().Audit.AnyAsync(a => a.Action == Removed, cancel))
            return;
        var day = Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        StatisticsStore.Add(work,
            NextSnapshot.First(rules, DemonstrationSet.Counted(rules), DemonstrationSet.Source, day) with { Demonstration = true }, StatisticsKind.Example);
        await work.CommitAsync(cancel);
        loaded = true;
    }

    /// <summary>Whether it is there now.</summary>
    public async Task<bool> IsLoadedAsync(CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
        return loaded = await benchmark.Statistics.AnyAsync(s => s.Kind == StatisticsKind.Example, cancel);
    }

    /// <summary>Removes it for good.</summary>
    public async Task RemoveAsync(Reader reader, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        await work.Enlist<BenchmarkContext>().Statistics.Where(s => s.Kind == StatisticsKind.Example).ExecuteDeleteAsync(cancel);
        work.Audit(Removed, "example:benchmark");
        await work.CommitAsync(cancel);
        loaded = false;
    }
}
