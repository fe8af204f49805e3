namespace Sakimori.Benchmark.Store;

/// <summary>The results that statistics count: of each organisation the latest one that was submitted with consent, while consent holds.</summary>
internal static class ConsentedChecks
{
    /// <summary>
    /// Those that counted at a moment; of each audience one at most. What was submitted or decided later is left out, so a computation
    /// and the question whether one result was in it give the same answer.
    /// </summary>
    /// <param name="benchmark">A context that sees every row.</param>
    /// <param name="moment">The moment, UTC.</param>
    public static IQueryable<Check> AsOf(BenchmarkContext benchmark, DateTime moment)
        => benchmark.Checks.Where(c => c.Consented && c.Submitted <= moment
            && benchmark.Consents.Where(d => d.Audience == c.Audience && d.At <= moment)
                .OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Select(d => d.Given).FirstOrDefault()
            && !benchmark.Checks.Any(later => later.Audience == c.Audience && later.Consented && later.Submitted <= moment
                && (later.Submitted > c.Submitted || (later.Submitted == c.Submitted && later.Id.CompareTo(c.Id) > 0))));
}
