using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Directory.Contracts;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>A host invites organisations by a list: judged first, then carried out as a whole, a handful of statements however many there are.</summary>
internal sealed class RoundInviting(Works works, ContextFactory contexts, TimeProvider time)
{
    /// <summary>Judges a list without keeping anything. Not found unless the reader speaks for the round's host.</summary>
    public async Task<Outcome<(InvitationFile File, InvitationPlan Plan)>> PlanAsync(
        Reader reader, Guid id, ReadOnlyMemory<byte> file, string? fileName, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        return await PlanAsync(benchmark, reader, id, file, fileName, cancel);
    }

    /// <summary>Judges the list once more and invites, all or nothing; letters follow by themselves from the opening day on.</summary>
    public async Task<Outcome<(InvitationFile File, InvitationPlan Plan)>> CarryOutAsync(
        Reader reader, Guid id, ReadOnlyMemory<byte> file, string? fileName, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        var planned = await PlanAsync(benchmark, reader, id, file, fileName, cancel);
        if (!planned.Succeeded)
            return planned;
        var plan = planned.Value.Plan;
        await InviteAsync(work, (await Rounds.FindAsync(benchmark, reader, id, cancel))!, plan.New, cancel);
        JobRequests.Ask(work, RoundLetters.Key);
        work.Audit("benchmark.round.invited", $"round:{id}", after: new
        {
            fileName,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Span)),
            invited = plan.New.Count,
            plan.Registered,
            organisations = plan.New.Select(i => i.Organisation).OfType<Guid>(),
        });
        await work.CommitAsync(cancel);
        return planned;
    }

    /// <summary>Writes invitations and their audiences.</summary>
    internal static async Task<IReadOnlyList<RoundInvitation>> InviteAsync(
        UnitOfWork work, Round round, IReadOnlyList<NewInvitation> invited, CancellationToken cancel)
    {
        invited = await AnewAsync(work, round, invited, cancel);
        var rows = invited.Select(i =>
        {
            var invitation = Guid.CreateVersion7(new DateTimeOffset(work.Now));
            return new RoundInvitation
            {
                Id = invitation,
                Audience = invitation,
                Tlp = Tlp.Amber,
                Round = round.Id,
                Organisation = i.Organisation,
                Name = i.Name,
                SortKey = JapaneseText.SortKey(i.Name),
                Mail = i.Mail,
                Invited = work.Now,
            };
        }).ToList();
        await new RowsOf<RoundInvitation>("benchmark_round_invitation", rows)
            .With("Id", i => i.Id).With("Audience", i => i.Audience).With("Tlp", i => (int)i.Tlp).With("Round", i => i.Round)
            .With("Organisation", i => i.Organisation).With("Name", i => i.Name).With("SortKey", i => i.SortKey).With("Mail", i => i.Mail)
            .With("Invited", i => i.Invited)
            .InsertAsync(work, "ON CONFLICT (\"Round\", \"Organisation\") DO NOTHING", cancel);
        await RoundAudiences.AddAsync(work, round, rows, cancel);
        return rows;
    }

    // An organisation has one invitation in a round: one that was taken back is given out again, and has to be answered again. Gives the others.
    private static async Task<IReadOnlyList<NewInvitation>> AnewAsync(UnitOfWork work, Round round, IReadOnlyList<NewInvitation> invited, CancellationToken cancel)
    {
        var benchmark = work.Enlist<BenchmarkContext>();
        var taken = await benchmark.RoundInvitations.Where(i => i.Round == round.Id && i.TakenBack != null && i.Organisation != null)
            .ToDictionaryAsync(i => i.Organisation!.Value, cancel);
        if (taken.Count == 0)
            return invited;
        var others = new List<NewInvitation>();
        foreach (var given in invited)
        {
            if (given.Organisation is not { } organisation || !taken.TryGetValue(organisation, out var again))
            {
                others.Add(given);
                continue;
            }

            (again.TakenBack, again.Successor, again.Opened, again.Written, again.Link) = (null, null, null, null, null);
            (again.Name, again.SortKey, again.Mail, again.Invited) = (given.Name, JapaneseText.SortKey(given.Name), given.Mail, work.Now);
        }

        return others;
    }

    private async Task<Outcome<(InvitationFile File, InvitationPlan Plan)>> PlanAsync(
        BenchmarkContext benchmark, Reader reader, Guid id, ReadOnlyMemory<byte> file, string? fileName, CancellationToken cancel)
    {
        if (await Rounds.FindAsync(benchmark, reader, id, cancel) is not { } round)
            return Failure.NotFound;
        var now = time.GetUtcNow().UtcDateTime;
        if (round.Ends <= now)
            return Rounds.Closed;
        var read = InvitationTable.Read(file, fileName);
        if (!read.Succeeded)
            return read.Failure!;
        var rows = read.Value.Rows;
        var known = await KnownOrganisations.FindAsync(contexts, [.. rows.Select(r => r.Number).OfType<string>()],
            [.. rows.Where(r => r.Number is null).Select(r => r.Name).OfType<string>()], Dates.DayInJapan(now), cancel);
        var invited = await benchmark.RoundInvitations.Where(i => i.Round == id && i.TakenBack == null).Select(i => new { i.Organisation, i.Mail }).ToListAsync(cancel);
        var plan = InvitationPlan.Make(rows, read.Value.Faults, known, invited.Select(i => i.Organisation).OfType<Guid>().ToHashSet(),
            invited.Where(i => i.Organisation is null && i.Mail is not null).Select(i => i.Mail!.ToUpperInvariant()).ToHashSet());
        return plan.Succeeded ? (read.Value, plan.Value) : plan.Failure!;
    }
}
