using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>An invitation as the invited organisation sees it.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Round">The round; nothing of the others whom it invites.</param>
/// <param name="Choice">What was decided; null when nothing was.</param>
public sealed record ReceivedInvitation(RoundInvitation Invitation, Round Round, RoundChoice? Choice)
{
    /// <summary>True once nothing can be shared by it any more.</summary>
    public bool IsTakenBack => Invitation.TakenBack is not null;
}

/// <summary>A check that can be shared.</summary>
/// <param name="Id">The check.</param>
/// <param name="Submitted">When, UTC.</param>
/// <param name="Total">Its total.</param>
/// <param name="Layer">Its layer.</param>
public sealed record SharableCheck(Guid Id, DateTime Submitted, int Total, Layer Layer);

/// <summary>What an invited organisation does: it looks, decides what it shares, and takes it back.</summary>
internal sealed class RoundSharing(Works works, ContextFactory contexts)
{
    /// <summary>The most invitations and checks that are listed.</summary>
    public const int MostListed = 100;

    /// <summary>Only those who speak for the organisation decide what it shares.</summary>
    public static Failure MayNotDecide { get; } = new(FailureKind.Forbidden, new(
        "共有するものを決められるのは、この組織の「責任者」だけです。", "Only a manager of the organisation can decide what it shares."));

    /// <summary>That nothing can be shared by an invitation that was taken back or has passed on.</summary>
    public static Failure TakenBack { get; } = new(FailureKind.Conflict, new(
        "この招待は取り消されました。これによって共有されているものはありません。", "This invitation was taken back. Nothing is shared by it."));

    /// <summary>
    /// The invitations of the organisation that the reader acts for, the newest first, also those taken back after the round had begun; one
    /// statement.
    /// </summary>
    public async Task<IReadOnlyList<ReceivedInvitation>> ListAsync(Reader reader, CancellationToken cancel)
    {
        if (reader.Organisation is not { } own)
            return [];
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        return await ReceivedAsync(benchmark, benchmark.RoundInvitations.Where(i => i.Organisation == own), cancel);
    }

    /// <summary>An invitation of an organisation of the reader's; null for everybody else, its host included.</summary>
    public async Task<ReceivedInvitation?> FindAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        return await FindAsync(benchmark, reader, id, cancel);
    }

    /// <summary>Notes that somebody of the organisation has looked, once.</summary>
    public async Task OpenAsync(Reader reader, ReceivedInvitation received, CancellationToken cancel)
    {
        if (received.Invitation.Opened is not null || received.IsTakenBack)
            return;
        await using var work = await works.BeginAsync(reader, cancel);
        await work.Enlist<BenchmarkContext>().RoundInvitations.Where(i => i.Id == received.Invitation.Id && i.Opened == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.Opened, work.Now), cancel);
        await work.CommitAsync(cancel);
    }

    /// <summary>The organisation's checks that count in a round, the newest first.</summary>
    public async Task<IReadOnlyList<SharableCheck>> ChecksAsync(Reader reader, ReceivedInvitation received, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        return await Counted(benchmark, received).OrderByDescending(c => c.Submitted).ThenByDescending(c => c.Id).Take(MostListed)
            .Select(c => new SharableCheck(c.Id, c.Submitted, c.Total, c.Layer)).ToListAsync(cancel);
    }

    /// <summary>
    /// Decides what is shared, in the place of what was decided before; <see cref="SharingLevel.Nothing"/> declines or withdraws, also
    /// after the round was closed. What the host sees has changed when it returns.
    /// </summary>
    /// <param name="reader">A manager of the organisation.</param>
    /// <param name="id">The invitation.</param>
    /// <param name="level">What is shared; at most what was asked for.</param>
    /// <param name="check">The check that is shared; null: the latest of the round's period, now and later.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<Guid>> ChooseAsync(Reader reader, Guid id, SharingLevel level, Guid? check, CancellationToken cancel)
    {
        if (await FindAsync(reader, id, cancel) is not { Invitation.Organisation: { } organisation } received)
            return Failure.NotFound;
        if (!reader.Holds(Role.Manager, organisation))
            return MayNotDecide;
        await using var work = await works.BeginAsync(reader.For(organisation), cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (received.IsTakenBack)
            return TakenBack;
        if (level != SharingLevel.Nothing && !received.Round.IsOpen(work.Now))
            return Rounds.Closed;
        if (level > received.Round.Asked)
        {
            return Invalid("level", level.Code(), new("主催者が求めている範囲を超えています。", "This is more than the host asks for."),
                new($"{received.Round.Asked.Name().Ja}の範囲で選んでください。", $"Share at most: {received.Round.Asked.Name().En}."));
        }

        if (level == SharingLevel.Nothing)
            check = null;
        if (check is { } picked && !await Counted(benchmark, received).AnyAsync(c => c.Id == picked, cancel))
        {
            return Invalid("check", $"{picked}", new("この診断は共有できません。", "This self-check cannot be shared."),
                new("この調査ラウンドの期間に、同じ版で提出した診断を選んでください。", "Choose one that was submitted in the round's period with its version."));
        }

        // Two of its people who decide at once take turns at the invitation: there is one decision, the later one.
        // One that its host takes back meanwhile is one that nobody can answer.
        if (await benchmark.RoundInvitations.Where(i => i.Id == id && i.TakenBack == null).ExecuteUpdateAsync(i => i.SetProperty(x => x.Opened, x => x.Opened ?? work.Now), cancel) == 0)
            return TakenBack;
        var choice = await benchmark.RoundChoices.SingleOrDefaultAsync(c => c.Id == id, cancel);
        var before = choice is null ? null : new { level = choice.Level.Code(), choice.Check };
        if (choice is null)
        {
            // The organisation's own audience: its host does not see the row.
            benchmark.RoundChoices.Add(choice = new() { Id = id, Audience = await OwnAudience.OfAsync(work, cancel), Tlp = Tlp.AmberStrict, ByName = "" });
        }

        (choice.Level, choice.Check, choice.By, choice.ByName, choice.At) = (level, check, reader.Account!.Value, reader.Name ?? "", work.Now);
        work.Audit(level == SharingLevel.Nothing ? "benchmark.round.refused" : "benchmark.round.shared", $"invitation:{id}", before, new { level = level.Code(), check });
        await work.CommitAsync(cancel);
        return id;
    }

    private static Failure Invalid(string column, string value, Text message, Text remedy)
        => new(FailureKind.Invalid, new("入力を確かめてください。", "Please check what you entered."), [new(message, remedy, Column: column, Value: value)]);

    private static async Task<ReceivedInvitation?> FindAsync(BenchmarkContext benchmark, Reader reader, Guid id, CancellationToken cancel)
        => await ReceivedAsync(benchmark, benchmark.RoundInvitations.Where(i => i.Id == id), cancel) is [{ Invitation.Organisation: { } organisation } received]
            && reader.Holds(Role.Reader, organisation) ? received : null;

    private static async Task<List<ReceivedInvitation>> ReceivedAsync(
        BenchmarkContext benchmark, IQueryable<RoundInvitation> invitations, CancellationToken cancel)
    {
        var found = await (
            from i in invitations
            join r in benchmark.Rounds on i.Round equals r.Id
            from c in benchmark.RoundChoices.Where(c => c.Id == i.Id && c.At >= i.Invited).DefaultIfEmpty()
            where i.TakenBack == null || i.TakenBack >= r.Begins
            orderby i.Invited descending, i.Id descending
            select new { i, r, c }).AsNoTracking().Take(MostListed).ToListAsync(cancel);
        return [.. found.Select(f => new ReceivedInvitation(f.i, f.r, f.c))];
    }

    // As the view counts them, for what the organisation itself is offered.
    private static IQueryable<Check> Counted(BenchmarkContext benchmark, ReceivedInvitation received)
    {
        var (organisation, round) = (received.Invitation.Organisation, received.Round);
        return benchmark.Checks.Where(c => c.Organisation == organisation && c.RulesVersion == round.RulesVersion
            && c.Submitted >= round.Begins && c.Submitted < round.Ends);
    }
}
