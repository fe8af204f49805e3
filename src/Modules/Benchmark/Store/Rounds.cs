using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>What hosts do with their rounds: managers for their organisation, the office for itself.</summary>
internal sealed class Rounds(Works works, ContextFactory contexts, Questionnaires questionnaires)
{
    /// <summary>The most rounds that are listed.</summary>
    public const int MostListed = 100;

    /// <summary>Only who is verified may write to others in the portal's name.</summary>
    public static Failure MayNotHost { get; } = new(FailureKind.Forbidden, new(
        "調査ラウンドを開けるのは、事務局と、事務局が確認した組織の「責任者」だけです。",
        "Rounds are opened by the programme office, and by managers of organisations that the office has verified."));

    /// <summary>That a round is closed and cannot be changed.</summary>
    public static Failure Closed { get; } = new(FailureKind.Conflict, new("この調査ラウンドは終了しています。", "This round is closed."));

    /// <summary>The hosts for whom a reader may open a round: the organisation it acts for, and the office.</summary>
    public static IReadOnlyList<Guid> HostsOf(Reader reader)
        => [.. ((Guid?[])[reader.Organisation, Scopes.System]).OfType<Guid>().Where(host => reader.Holds(Role.Manager, host))];

    /// <summary>Opens a round. Fails when the reader does not speak for the host, the host is not verified, or a field is wrong.</summary>
    /// <param name="reader">Who opens it.</param>
    /// <param name="host">The organisation, or <see cref="Scopes.System"/> for the office.</param>
    /// <param name="entry">The fields.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<Guid>> OpenAsync(Reader reader, Guid host, RoundEntry entry, CancellationToken cancel)
    {
        if (!reader.Holds(Role.Manager, host))
            return MayNotHost;
        await using var work = await works.BeginAsync(reader, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (host != Scopes.System && !await benchmark.StandingOrganisations.AnyAsync(o => o.Organisation == host && o.Current == host, cancel))
            return MayNotHost;
        var read = RoundFields.Read(entry, questionnaires.All, Dates.DayInJapan(work.Now));
        if (read.Failure is { } faulty)
            return faulty;
        var round = Make(work, host, read.Value);
        benchmark.Rounds.Add(round);
        await RoundAudiences.AddAsync(work, round, cancel);
        work.Audit("benchmark.round.opened", $"round:{round.Id}", after: new { host, round.TitleJa, round.Opens, round.Due, round.RulesVersion, asked = round.Asked.Code() });
        await work.CommitAsync(cancel);
        return round.Id;
    }

    /// <summary>The round if the reader speaks for its host; null otherwise, also when it does not exist.</summary>
    public static async Task<Round?> FindAsync(BenchmarkContext benchmark, Reader reader, Guid id, CancellationToken cancel)
        => await benchmark.Rounds.SingleOrDefaultAsync(r => r.Id == id, cancel) is { } round && round.IsHostedBy(reader) ? round : null;

    /// <summary>The rounds for whose hosts the reader may act now, the newest first, with their progress; two statements.</summary>
    public async Task<IReadOnlyList<(Round Round, RoundProgress Progress)>> ListAsync(Reader reader, CancellationToken cancel)
    {
        var hosts = HostsOf(reader);
        if (hosts.Count == 0)
            return [];
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        var rounds = await benchmark.Rounds.Where(r => hosts.Contains(r.Host)).OrderByDescending(r => r.Made).ThenByDescending(r => r.Id)
            .Take(MostListed).ToListAsync(cancel);
        var ids = rounds.Select(r => r.Id).ToList();
        var progress = await RoundProgress.OfAsync(benchmark.RoundLines.Where(l => ids.Contains(l.Round)), cancel);
        return [.. rounds.Select(r => (r, progress.GetValueOrDefault(r.Id, RoundProgress.Nothing)))];
    }

    /// <summary>Changes title, message and due day. Not found unless the reader speaks for the host; a conflict once it is closed.</summary>
    public Task<Outcome<Guid>> ChangeAsync(Reader reader, Guid id, RoundEntry entry, CancellationToken cancel)
        => OfHostAsync(reader, id, (work, round) =>
        {
            var read = RoundFields.ReadChange(entry, round.Opens);
            if (read.Failure is { } faulty)
                return faulty;
            var before = new { round.TitleJa, round.MessageJa, round.Due };
            (round.TitleJa, round.TitleEn) = (read.Value.Title.Ja, read.Value.Title.En);
            (round.MessageJa, round.MessageEn) = (read.Value.Message.Ja, read.Value.Message.En);
            round.Due = read.Value.Due;
            work.Audit("benchmark.round.changed", $"round:{id}", before, new { round.TitleJa, round.MessageJa, round.Due });
            return null;
        }, cancel);

    /// <summary>Closes a round: no letters and no new answers from now on; what is shared stays until it is withdrawn.</summary>
    public Task<Outcome<Guid>> CloseAsync(Reader reader, Guid id, CancellationToken cancel)
        => OfHostAsync(reader, id, (work, round) =>
        {
            round.Ends = work.Now;
            work.Audit("benchmark.round.closed", $"round:{id}");
            return null;
        }, cancel);

    /// <summary>Asks for reminders to all who have neither answered nor declined; once a day.</summary>
    public Task<Outcome<Guid>> RemindAsync(Reader reader, Guid id, CancellationToken cancel)
        => OfHostAsync(reader, id, (work, round) =>
        {
            var today = Dates.DayInJapan(work.Now);
            if (!round.IsOpen(work.Now))
                return new Failure(FailureKind.Conflict, new("まだ始まっていません。", "The round has not begun yet."));
            if (round.RemindersAsked == today)
            {
                return new Failure(FailureKind.Limit, new(
                    "督促は1日に1回までです。今日はすでに送っています。", "Reminders can be sent once a day; today's are on their way already."));
            }

            round.RemindersAsked = today;
            JobRequests.Ask(work, RoundLetters.Key);
            work.Audit("benchmark.round.reminded", $"round:{id}");
            return null;
        }, cancel);

    // The row is locked before it is judged, so that of two who remind at once one is told.
    private async Task<Outcome<Guid>> OfHostAsync(Reader reader, Guid id, Func<UnitOfWork, Round, Failure?> change, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        await benchmark.Rounds.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.TitleJa, x => x.TitleJa), cancel);
        if (await FindAsync(benchmark, reader, id, cancel) is not { } round)
            return Failure.NotFound;
        if (round.Ends <= work.Now)
            return Closed;
        if (change(work, round) is { } failure)
            return failure;
        await work.CommitAsync(cancel);
        return id;
    }

    internal static Round Make(UnitOfWork work, Guid host, RoundFields fields)
    {
        var id = Guid.NewGuid();
        return new()
        {
            Id = id,
            Audience = id,
            Tlp = Tlp.Amber,
            Host = host,
            TitleJa = fields.Title.Ja,
            TitleEn = fields.Title.En,
            MessageJa = fields.Message.Ja,
            MessageEn = fields.Message.En,
            Opens = fields.Opens,
            Due = fields.Due,
            Begins = Begins(fields.Opens),
            RulesVersion = fields.Rules.Version,
            MeasureCount = fields.Rules.Questionnaire.Measures.Count,
            Asked = fields.Asked,
            By = work.Reader.Account ?? Guid.Empty,
            Made = work.Now,
        };
    }

    // The moment, UTC, at which a day begins in Japan.
    private static DateTime Begins(DateOnly day) => day.ToDateTime(new(0, 0), DateTimeKind.Utc).AddHours(-9);
}
