using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>A line in the list of results.</summary>
/// <param name="Id">The check.</param>
/// <param name="Submitted">When, UTC.</param>
/// <param name="RulesVersion">By which rules.</param>
/// <param name="Total">The total.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Unknown">How many items were unknown.</param>
/// <param name="Consented">Whether consent stood when it was submitted.</param>
public sealed record CheckLine(Guid Id, DateTime Submitted, string RulesVersion, int Total, Layer Layer, int Unknown, bool Consented);

/// <summary>A page of the list, the newest first, and where the next one begins.</summary>
/// <param name="Lines">At most the size asked for.</param>
/// <param name="Older">The last line of this page; null when nothing is older.</param>
internal sealed record CheckList(IReadOnlyList<CheckLine> Lines, CheckLine? Older)
{
    /// <summary>Reads one page in one query, however many checks there are.</summary>
    /// <param name="contexts">Makes the context.</param>
    /// <param name="respondent">Whose checks.</param>
    /// <param name="size">Lines on a page.</param>
    /// <param name="after">The last line of the page before; null for the first page.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<CheckList> ReadAsync(
        ContextFactory contexts, Respondent respondent, int size, (DateTime Submitted, Guid Id)? after, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(respondent.Reader);
        var checks = benchmark.Checks.Where(c => c.Audience == respondent.Audience);
        if (after is var (submitted, id))
            checks = checks.Where(c => c.Submitted < submitted || (c.Submitted == submitted && c.Id.CompareTo(id) < 0));
        var lines = await checks.OrderByDescending(c => c.Submitted).ThenByDescending(c => c.Id).Take(size + 1)
            .Select(c => new CheckLine(c.Id, c.Submitted, c.RulesVersion, c.Total, c.Layer, c.Unknown, c.Consented)).ToListAsync(cancel);
        return lines.Count > size ? new(lines[..size], lines[size - 1]) : new(lines, null);
    }
}
