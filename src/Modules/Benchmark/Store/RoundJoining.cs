using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// An organisation that was not registered accepts an invitation: whoever holds the letter's link and speaks for an organisation by then.
/// How that organisation and its manager come about is the registration of the directory.
/// </summary>
internal sealed class RoundJoining(Works works, ContextFactory contexts, TimeProvider time)
{
    /// <summary>What is said of a link that does not work, whatever the reason.</summary>
    public static Failure Dead { get; } = new(FailureKind.NotFound, new(
        "このリンクは使えません。すでに使われたか、より新しいお知らせのリンクに替わったか、調査ラウンドが終了しています。",
        "This link does not work: it was used already, a later letter has replaced it, or the round is closed."));

    /// <summary>The round behind a token, for its holder; null when the link does not work.</summary>
    public async Task<Round?> FindAsync(string token, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(Reader.System);
        return (await FindAsync(benchmark, token, time.GetUtcNow().UtcDateTime, cancel))?.Round;
    }

    /// <summary>Accepts for the organisation that the reader acts for and manages; the link has done its work then. Gives the invitation.</summary>
    public async Task<Outcome<Guid>> AcceptAsync(Reader reader, string token, CancellationToken cancel)
    {
        if (reader.Organisation is not { } organisation || !reader.Holds(Role.Manager, organisation))
            return RoundSharing.MayNotDecide;
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (await FindAsync(benchmark, token, work.Now, cancel) is not var (invitation, round))
            return Dead;
        if (await benchmark.RoundInvitations.AnyAsync(i => i.Round == round.Id && i.Organisation == organisation && i.TakenBack == null, cancel))
        {
            return new Failure(FailureKind.Conflict, new(
                "この組織は、この調査ラウンドにすでに招待されています。調査ラウンドの一覧をご覧ください。",
                "This organisation is invited to the round already; see the list of rounds."));
        }

        var taken = await benchmark.RoundInvitations.Where(i => i.Id == invitation.Id && i.Organisation == null && i.TakenBack == null && i.Link == invitation.Link)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.Organisation, organisation).SetProperty(x => x.Link, (byte[]?)null), cancel);
        if (taken == 0)
            return Dead;
        await RoundAudiences.AcceptAsync(work, round, invitation.Id, organisation, cancel);
        work.Audit("benchmark.round.accepted", $"invitation:{invitation.Id}", after: new { organisation, reader.Account });
        await work.CommitAsync(cancel);
        return invitation.Id;
    }

    private static async Task<(RoundInvitation Invitation, Round Round)?> FindAsync(BenchmarkContext benchmark, string token, DateTime now, CancellationToken cancel)
    {
        if (token.Length > 100)
            return null;
        var hash = OneTimeLinks.Hash(token);
        var found = await (
            from i in benchmark.RoundInvitations.AsNoTracking()
            join r in benchmark.Rounds.AsNoTracking() on i.Round equals r.Id
            where i.Link == hash && i.Organisation == null && i.TakenBack == null && r.Begins <= now && r.Ends > now
            select new { i, r }).SingleOrDefaultAsync(cancel);
        return found is null ? null : (found.i, found.r);
    }
}
