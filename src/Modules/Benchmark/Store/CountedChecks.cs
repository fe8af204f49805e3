using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Store;

/// <summary>A result that statistics count.</summary>
/// <param name="Id">The check.</param>
/// <param name="Whose">The organisation that stands for its organisation today, or the account that keeps it for itself.</param>
/// <param name="RulesVersion">By which rules it was computed.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Total">Its total.</param>
/// <param name="RiskIndex">Its risk index, in tenths.</param>
/// <param name="Answers">Its answers in their compact form.</param>
internal sealed record CountedCheck(Guid Id, Guid Whose, string RulesVersion, Layer Layer, int Total, int RiskIndex, string Answers);

/// <summary>The results that statistics count: of each organisation the latest one that was submitted with consent, while consent holds.</summary>
internal static class CountedChecks
{
    /// <summary>
    /// Those that counted at a moment, of each organisation one at most. What was merged counts as what stands for it today, and only
    /// while that one has not refused. What was submitted or decided later is left out. Read row by row, as the caller goes on.
    /// </summary>
    /// <param name="benchmark">A context that sees every row.</param>
    /// <param name="moment">The moment, UTC.</param>
    public static IEnumerable<CountedCheck> AsOf(BenchmarkContext benchmark, DateTime moment)
    {
        var latestFirst =
            from check in benchmark.Checks
            join name in benchmark.CurrentNames on check.Organisation equals (Guid?)name.Organisation into names
            from name in names.DefaultIfEmpty()
            let whose = (Guid?)name.Current ?? check.Organisation ?? check.Audience
            where check.Consented && check.Submitted <= moment
                && benchmark.Consents.Where(d => d.Audience == check.Audience && d.At <= moment)
                    .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Select(d => d.Given).FirstOrDefault()
                && (benchmark.Consents.Where(d => d.Audience == whose && d.At <= moment)
                    .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Select(d => (bool?)d.Given).FirstOrDefault() ?? true)
            orderby check.Submitted descending, check.Id descending
            select new CountedCheck(check.Id, whose, check.RulesVersion, check.Layer, check.Total, check.RiskIndex, check.Answers);
        var seen = new HashSet<Guid>();
        foreach (var check in latestFirst)
        {
            if (seen.Add(check.Whose))
                yield return check;
        }
    }
}
