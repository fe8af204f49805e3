using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// How far a round has come, as its host may know: who has not decided, and who has decided but not submitted, count alike.
/// </summary>
/// <param name="Invited">How many are invited.</param>
/// <param name="Opened">How many have looked at their invitation.</param>
/// <param name="Done">How many share only that they have submitted.</param>
/// <param name="Total">How many share up to their total.</param>
/// <param name="Measures">How many share the levels of their measures.</param>
/// <param name="Declined">How many share nothing, by decision.</param>
public sealed record RoundProgress(int Invited, int Opened, int Done, int Total, int Measures, int Declined)
{
    /// <summary>Of a round that invites nobody.</summary>
    public static RoundProgress Nothing { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>How many share something.</summary>
    public int Answered => Done + Total + Measures;

    /// <summary>How many have neither answered nor declined; after the due day they are overdue.</summary>
    public int Waiting => Invited - Answered - Declined;

    /// <summary>The progress of each round among lines; one statement.</summary>
    public static async Task<IReadOnlyDictionary<Guid, RoundProgress>> OfAsync(IQueryable<RoundLine> lines, CancellationToken cancel)
    {
        var counts = await lines.GroupBy(l => new { l.Round, Opened = l.Opened != null, l.Shared, l.Declined })
            .Select(g => new { g.Key.Round, g.Key.Opened, g.Key.Shared, g.Key.Declined, Count = g.Count() }).ToListAsync(cancel);
        return counts.GroupBy(c => c.Round).ToDictionary(g => g.Key, g => new RoundProgress(
            g.Sum(c => c.Count), g.Where(c => c.Opened).Sum(c => c.Count),
            g.Where(c => c.Shared == SharingLevel.Done).Sum(c => c.Count),
            g.Where(c => c.Shared == SharingLevel.Total).Sum(c => c.Count),
            g.Where(c => c.Shared == SharingLevel.Measures).Sum(c => c.Count),
            g.Where(c => c.Declined).Sum(c => c.Count)));
    }
}
