using Sakimori.Benchmark.Domain;
using Sakimori.Directory.Domain;

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
    /// while that one has not refused. Read row by row, as the caller goes on.
    /// </summary>
    /// <param name="benchmark">A context that sees every row.</param>
    /// <param name="moment">The moment, UTC.</param>
    public static IEnumerable<CountedCheck> AsOf(BenchmarkContext benchmark, DateTime moment)
    {
        var oldest = moment.AddMonths(-Snapshot.WindowMonths);
        var latestFirst =
            from check in benchmark.Checks
            join name in benchmark.CurrentNames on check.Organisation equals (Guid?)name.Organisation
            let whose = name.Current
            where check.Consented && check.Submitted > oldest && check.Submitted <= moment && name.State == OrganisationState.Verified
                && !benchmark.Exclusions.Any(e => e.Organisation == whose)
                && benchmark.Consents.Where(d => d.Audience == check.Audience && d.At <= moment)
                    .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Select(d => d.Given).FirstOrDefault()
                && (benchmark.Consents.Where(d => d.Audience == whose && d.At <= moment)
                    .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Select(d => (bool?)d.Given).FirstOrDefault() ?? true)
            orderby check.Submitted descending, check.Id descending
            select new { check.Id, Whose = whose, check.RulesVersion, check.Layer, check.Total, check.RiskIndex, check.Answers };
        var seen = new HashSet<Guid>();
        foreach (var check in latestFirst)
        {
            if (seen.Add(check.Whose))
                yield return new(check.Id, check.Whose, check.RulesVersion, new(check.Layer, check.Total, new(check.RiskIndex), check.Answers));
        }
    }
}
