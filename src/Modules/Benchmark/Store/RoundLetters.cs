using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// Writes to the invited: first of the invitation, then at the days of <see cref="RoundReminder"/> and when the host asks, until they have
/// answered or declined. An organisation gets one letter a day at most, with everything that waits for it, whoever asks. The day of the
/// last letter is kept with the invitation, in the unit that queues it: a job that is cut short goes on where it was.
/// </summary>
internal sealed class RoundLetters(ContextFactory contexts, IOrganisationNames names, PortalAddress address) : IJob
{
    public const string Key = "benchmark.rounds";
    private const int Batch = 200;

    /// <summary>What an administrator reads of the job.</summary>
    public static Text Title { get; } = new("調査ラウンドの招待と督促", "Invitations and reminders of rounds");

    /// <summary>In the morning, and whenever somebody is invited or reminded.</summary>
    public static Schedule Daily { get; } = Schedule.Daily(new(8, 0));

    /// <inheritdoc/>
    public async Task<Outcome<Text>> RunAsync(JobRun run, CancellationToken cancel)
    {
        var letters = run.Saved<Sent>()?.Letters ?? 0;
        for (var followed = Batch; followed == Batch;)
        {
            await using var work = await run.BeginAsync(cancel);
            followed = await RoundMergers.FollowAsync(work, Batch, cancel);
            await work.CommitAsync(cancel);
        }

        while (true)
        {
            await using var work = await run.BeginAsync(cancel);
            if (await SendAsync(work, Batch, cancel) is not { } sent)
                return new Text($"{letters}通を書きました。", $"{letters} messages were written.");
            if (sent < 0)
                continue;
            letters += sent;
            await run.SaveAsync(work, new Sent(letters), letters, 0, new("手紙を書いています", "Writing letters"), cancel);
            await work.CommitAsync(cancel);
        }
    }

    /// <summary>
    /// Queues the letters of the next organisations to whom something waits to be written; how many, or null when nothing does. Below 0:
    /// another job was quicker, the unit is to be thrown away.
    /// </summary>
    /// <param name="work">A unit of the system's.</param>
    /// <param name="most">So many organisations at most.</param>
    /// <param name="cancel">Cancels.</param>
    internal async Task<int?> SendAsync(UnitOfWork work, int most, CancellationToken cancel)
    {
        var today = Dates.DayInJapan(work.Now);
        var benchmark = work.Enlist<BenchmarkContext>();
        var rounds = await benchmark.Rounds.AsNoTracking().Where(r => r.Begins <= work.Now && r.Ends > work.Now).ToDictionaryAsync(r => r.Id, cancel);
        var first = new List<RoundInvitation>();
        foreach (var round in rounds.Values.OrderBy(r => r.Due).ThenBy(r => r.Id))
        {
            first = await Pending(benchmark, round, today).OrderBy(i => i.Id).Take(most).ToListAsync(cancel);
            if (first.Count > 0)
                break;
        }

        if (first.Count == 0)
            return null;
        var waiting = await WithOthersAsync(benchmark, rounds, first, today, cancel);
        var tokens = waiting.Where(i => i.Organisation is null).ToDictionary(i => i.Id, _ => OneTimeLinks.NewToken());

        // Marked before they are written: of two jobs at once the later one finds nothing left to mark, and begins again.
        return await MarkAsync(work, waiting, tokens, today, cancel) < waiting.Count ? -1 : await WriteAsync(work, rounds, waiting, tokens, cancel);
    }

    private static IQueryable<RoundInvitation> Pending(BenchmarkContext benchmark, Round round, DateOnly today)
    {
        var before = RoundReminder.WrittenBefore(round.Due, round.RemindersAsked, today) ?? DateOnly.MinValue;
        return from i in benchmark.RoundInvitations.AsNoTracking()
               join l in benchmark.RoundLines on i.Id equals l.Id
               where i.Round == round.Id && l.Shared == SharingLevel.Nothing && !l.Declined && (i.Written == null || i.Written < before)
                   && !benchmark.RoundInvitations.Any(o => o.Written == today && o.Organisation == i.Organisation && (i.Organisation != null || o.Mail == i.Mail))
               select i;
    }

    // What else waits for the same organisations, in the rounds of other hosts too. An address has one invitation a letter: only one
    // link within it is kept from the eyes of those who look after the mail.
    private static async Task<List<RoundInvitation>> WithOthersAsync(
        BenchmarkContext benchmark, Dictionary<Guid, Round> rounds, List<RoundInvitation> first, DateOnly today, CancellationToken cancel)
    {
        var organisations = first.Select(i => i.Organisation).OfType<Guid>().Distinct().ToList();
        var open = rounds.Keys.ToList();
        var others = await (
            from i in benchmark.RoundInvitations.AsNoTracking()
            join l in benchmark.RoundLines on i.Id equals l.Id
            where l.Shared == SharingLevel.Nothing && !l.Declined && open.Contains(i.Round)
                && i.Organisation != null && organisations.Contains(i.Organisation.Value)
            select i).ToListAsync(cancel);
        return
        [
            .. first.Where(i => i.Organisation is null).DistinctBy(i => i.Mail, StringComparer.OrdinalIgnoreCase),
            .. others.Where(i => i.Written is not { } written
                || (rounds[i.Round] is var round && RoundReminder.WrittenBefore(round.Due, round.RemindersAsked, today) is { } before && written < before)),
        ];
    }

    private static Task<int> MarkAsync(
        UnitOfWork work, List<RoundInvitation> waiting, Dictionary<Guid, string> tokens, DateOnly today, CancellationToken cancel)
        => new RowsOf<RoundInvitation>("benchmark_round_invitation", [.. waiting.OrderBy(i => i.Id)])
            .With("Id", i => i.Id).With("Audience", i => i.Audience).With("Tlp", i => (int)i.Tlp).With("Round", i => i.Round).With("Name", i => i.Name)
            .With("SortKey", i => i.SortKey).With("Invited", i => i.Invited).With("Written", _ => today)
            .With("Link", i => tokens.TryGetValue(i.Id, out var token) ? OneTimeLinks.Hash(token) : null)
            .InsertAsync(work, """
                ON CONFLICT ("Id") DO UPDATE SET "Written" = excluded."Written", "Link" = COALESCE(excluded."Link", benchmark_round_invitation."Link")
                WHERE benchmark_round_invitation."TakenBack" IS NULL
                    AND (benchmark_round_invitation."Written" IS NULL OR benchmark_round_invitation."Written" < excluded."Written")
                """, cancel);

    private async Task<int> WriteAsync(
        UnitOfWork work, Dictionary<Guid, Round> rounds, List<RoundInvitation> waiting, Dictionary<Guid, string> tokens, CancellationToken cancel)
    {
        var hosts = await RoundHosts.NamesAsync(names, waiting.Select(i => rounds[i.Round].Host), cancel);
        var managers = await ManagersAsync(contexts, [.. waiting.Select(i => i.Organisation).OfType<Guid>().Distinct()], work.Now, cancel);
        var letters = 0;
        foreach (var mine in waiting.GroupBy(i => (i.Organisation, Mail: i.Organisation is null ? i.Mail : null)))
        {
            var asked = mine.Select(i => new AskedOf(rounds[i.Round], hosts[rounds[i.Round].Host], i.Written is null, address.Of(
                i.Organisation is not null ? $"/benchmark/rounds/invitations/{i.Id}" : $"/benchmark/rounds/join/{tokens[i.Id]}"))).ToList();
            var speaking = mine.Key.Organisation is { } organisation ? managers[organisation].ToList() : [];
            foreach (var (mail, language) in speaking)
                work.Send(RoundLetter.ToManager(mail, language, asked));
            letters += speaking.Count;
            if (speaking.Count > 0 || mine.Select(i => i.Mail).FirstOrDefault(m => m is not null) is not { } contact)
                continue;
            work.Send(mine.Key.Organisation is null
                ? RoundLetter.ToContact(contact, asked)
                : RoundLetter.ToContact(contact, [.. asked.Select(a => a with { Link = address.Of("/register") })]) with { Secret = null });
            letters++;
        }

        work.Audit("benchmark.round.written", "rounds", after: new { letters, invitations = waiting.Count });
        return letters;
    }

    /// <summary>Who is written to of organisations: their managers, each with the language that they read; one statement.</summary>
    internal static async Task<ILookup<Guid, (string Mail, Language Language)>> ManagersAsync(
        ContextFactory contexts, IReadOnlyList<Guid> organisations, DateTime now, CancellationToken cancel)
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var found = await (
            from r in access.Roles
            join a in access.Accounts on r.Account equals a.Id
            where organisations.Contains(r.Scope) && r.Role >= Role.Manager && r.From <= now && r.Until > now && a.Closed == null && a.Email != null
            select new { r.Scope, a.Id, a.Email, a.Language }).Distinct().OrderBy(a => a.Id).ToListAsync(cancel);
        return found.ToLookup(a => a.Scope, a => (a.Email!, Languages.Parse(a.Language) ?? Language.Ja));
    }

    /// <summary>How far the job has come.</summary>
    internal sealed record Sent(int Letters);
}
