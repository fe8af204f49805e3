using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Store;

/// <summary>A result that statistics count.</summary>
/// <param name="Id">The check.</param>
/// <param name="Whose">The organisation that stands for its organisation today.</param>
/// <param name="RulesVersion">By which rules it was computed.</param>
/// <param name="Result">Its figures.</param>
internal readonly record struct CountedCheck(Guid Id, Guid Whose, string RulesVersion, ConsentedResult Result);

/// <summary>
/// The results that statistics count: of each organisation that the office vouches for and has not excluded the latest one that was
/// submitted with consent, while consent holds, and not for longer than <see cref="Snapshot.WindowMonths"/>. What belongs to no
/// organisation is never counted.
/// </summary>
internal static class CountedChecks
{
    /// <summary>
    /// Those that count at a moment, of each organisation one at most. What was merged counts as what stands for it today, and only
    /// while neither of the two has refused. Three tables are read once each, in their order, and joined here: a database would look up
    /// half a dozen rows for every check.
    /// </summary>
    /// <param name="benchmark">A context that sees every row.</param>
    /// <param name="moment">The moment, UTC.</param>
    public static IEnumerable<CountedCheck> AsOf(BenchmarkContext benchmark, DateTime moment)
    {
        var leftOut = Refused(benchmark, moment);
        leftOut.UnionWith(benchmark.Exclusions.Select(e => e.Organisation));
        var (itself, merged) = Standing(benchmark);
        var targets = merged.Values.ToHashSet();
        var ofMerged = new Dictionary<Guid, (DateTime Submitted, CountedCheck Check)>();
        var oldest = moment.AddMonths(-Snapshot.WindowMonths);
        var checks = benchmark.Checks
            .Where(c => c.Consented && c.Organisation != null && c.Submitted > oldest && c.Submitted <= moment)
            .OrderBy(c => c.Organisation).ThenByDescending(c => c.Submitted).ThenByDescending(c => c.Id)
            .Select(c => new { Organisation = c.Organisation!.Value, c.Audience, c.Submitted, c.Id, c.RulesVersion, c.Layer, c.Total, c.RiskIndex, c.Answers });
        Guid? counted = null;
        foreach (var check in checks)
        {
            var organisation = check.Organisation;
            if (organisation == counted || !(merged.TryGetValue(organisation, out var whose) || (itself.Contains(whose = organisation)))
                || leftOut.Contains(check.Audience) || leftOut.Contains(whose))
                continue;
            counted = organisation;
            var result = new CountedCheck(check.Id, whose, check.RulesVersion, new(check.Layer, check.Total, new(check.RiskIndex), check.Answers));
            if (!targets.Contains(whose))
                yield return result;
            else if (!ofMerged.TryGetValue(whose, out var other) || (check.Submitted, check.Id).CompareTo((other.Submitted, other.Check.Id)) > 0)
                ofMerged[whose] = (check.Submitted, result);
        }

        foreach (var (_, check) in ofMerged.Values)
            yield return check;
    }

    // The audiences whose last decision was no.
    private static HashSet<Guid> Refused(BenchmarkContext benchmark, DateTime moment)
    {
        var refused = new HashSet<Guid>();
        foreach (var decision in benchmark.Consents.Where(d => d.At <= moment).OrderBy(d => d.Audience).ThenBy(d => d.At).ThenBy(d => d.Id)
            .Select(d => new { d.Audience, d.Given }))
        {
            if (decision.Given)
                refused.Remove(decision.Audience);
            else
                refused.Add(decision.Audience);
        }

        return refused;
    }

    // The organisations that stand for themselves, and those for which another one does.
    private static (HashSet<Guid> Itself, Dictionary<Guid, Guid> Merged) Standing(BenchmarkContext benchmark)
    {
        var (itself, merged) = (new HashSet<Guid>(), new Dictionary<Guid, Guid>());
        foreach (var row in benchmark.StandingOrganisations)
        {
            if (row.Organisation == row.Current)
                itself.Add(row.Organisation);
            else
                merged.Add(row.Organisation, row.Current);
        }

        return (itself, merged);
    }
}
