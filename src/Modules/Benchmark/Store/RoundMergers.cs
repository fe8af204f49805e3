using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// An invited organisation was merged into another: the other one is invited in its place and is asked what it shares, for a decision is of
/// those who made it. What the former had shared leaves the round with its invitation.
/// </summary>
internal static class RoundMergers
{
    /// <summary>
    /// Passes on invitations of organisations that were merged by today (in Japan, by the database's clock), in rounds that are not closed.
    /// Where the other organisation is or was invited itself, its own invitation counts, taken back or not.
    /// </summary>
    /// <param name="work">A unit of the system's.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many.</returns>
    public static async Task<int> FollowAsync(UnitOfWork work, int most, CancellationToken cancel)
    {
        var benchmark = work.Enlist<BenchmarkContext>();
        var merged = await (
            from i in benchmark.RoundInvitations.AsNoTracking()
            join r in benchmark.Rounds on i.Round equals r.Id
            join n in benchmark.CurrentNames on i.Organisation equals n.Organisation
            where r.Ends > work.Now && i.TakenBack == null && n.Current != n.Organisation
            orderby i.Id
            select new { i.Id, Round = r, i.Organisation, n.Current, n.NameJa }).Take(most).ToListAsync(cancel);
        foreach (var former in merged)
        {
            var taken = await benchmark.RoundInvitations.Where(i => i.Id == former.Id && i.TakenBack == null)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.TakenBack, work.Now), cancel);
            if (taken == 0)
                continue;
            var next = await OfAsync(benchmark, former.Round.Id, former.Current, cancel);
            if (next is null)
            {
                // The address that the host gave is somebody's of the former organisation: it is not handed on.
                await RoundInviting.InviteAsync(work, former.Round, [new NewInvitation(0, former.Current, former.NameJa, null)], cancel);
                next = await OfAsync(benchmark, former.Round.Id, former.Current, cancel);
            }

            await benchmark.RoundInvitations.Where(i => i.Id == former.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Successor, next), cancel);
            work.Audit("benchmark.round.passed-on", $"invitation:{former.Id}", after: new { former.Organisation, into = former.Current, invitation = next });
        }

        return merged.Count;
    }

    private static Task<Guid?> OfAsync(BenchmarkContext benchmark, Guid round, Guid organisation, CancellationToken cancel)
        => benchmark.RoundInvitations.Where(i => i.Round == round && i.Organisation == organisation).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(cancel);
}
