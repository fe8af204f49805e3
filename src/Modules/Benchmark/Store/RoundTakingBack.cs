using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// A host takes back one invitation, before or after it was answered. With the commit nothing of it is in the round any more, whatever was
/// shared; the invited organisation still sees that it was invited, and is told.
/// </summary>
internal sealed class RoundTakingBack(Works works, ContextFactory contexts, IOrganisationNames names)
{
    /// <summary>The most that are listed as taken back.</summary>
    public const int MostListed = 100;

    /// <summary>The invitations of a round that stand no more, the newest first, for its host; one statement.</summary>
    public static Task<List<RoundInvitation>> ListAsync(BenchmarkContext benchmark, Guid round, CancellationToken cancel)
        => benchmark.RoundInvitations.AsNoTracking().Where(i => i.Round == round && i.TakenBack != null)
            .OrderByDescending(i => i.TakenBack).ThenByDescending(i => i.Id).Take(MostListed).ToListAsync(cancel);

    /// <summary>An invitation of a round that stands, with the round, for those who speak for its host; null otherwise.</summary>
    public async Task<(Round Round, RoundInvitation Invitation)?> FindAsync(Reader reader, Guid round, Guid invitation, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        return await FindAsync(benchmark, reader, round, invitation, cancel) is var (found, invited) && invited.TakenBack is null ? (found, invited) : null;
    }

    /// <summary>
    /// Takes it back, also after the round was closed. Not found unless the reader speaks for the host; a conflict when it was taken back
    /// already. Its people hear of it by letter where they can have seen it.
    /// </summary>
    public async Task<Outcome<Guid>> TakeBackAsync(Reader reader, Guid round, Guid invitation, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (await FindAsync(benchmark, reader, round, invitation, cancel) is not var (found, invited))
            return Failure.NotFound;
        var taken = await benchmark.RoundInvitations.Where(i => i.Id == invitation && i.TakenBack == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.TakenBack, work.Now).SetProperty(x => x.Link, (byte[]?)null), cancel);
        if (taken == 0)
            return new Failure(FailureKind.Conflict, new("この招待はすでに取り消されています。", "This invitation was taken back already."));
        await WriteAsync(work, found, invited, cancel);
        work.Audit("benchmark.round.taken-back", $"invitation:{invitation}", after: new { round, invited.Organisation });
        await work.CommitAsync(cancel);
        return invitation;
    }

    private static async Task<(Round Round, RoundInvitation Invitation)?> FindAsync(
        BenchmarkContext benchmark, Reader reader, Guid round, Guid invitation, CancellationToken cancel)
        => await Rounds.FindAsync(benchmark, reader, round, cancel) is { } found
            && await benchmark.RoundInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == invitation && i.Round == round, cancel) is { } invited
            ? (found, invited) : null;

    private async Task WriteAsync(UnitOfWork work, Round round, RoundInvitation invited, CancellationToken cancel)
    {
        if (round.Begins > work.Now || (invited.Organisation is null && invited.Written is null))
            return;
        var host = (await RoundHosts.NamesAsync(names, [round.Host], cancel))[round.Host];
        var managers = invited.Organisation is { } organisation
            ? (await RoundLetters.ManagersAsync(contexts, [organisation], work.Now, cancel))[organisation].ToList() : [];
        foreach (var (mail, language) in managers)
            work.Send(RoundLetter.TakenBack(mail, language, round, host));
        if (managers.Count == 0 && invited is { Mail: { } contact, Written: not null })
            work.Send(RoundLetter.TakenBack(contact, null, round, host));
    }
}
