using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Api;

namespace Sakimori.Benchmark.Tests.Rounds;

/// <summary>A portal with a directory, a host whose manager is signed in, and a clock that the test moves.</summary>
internal sealed class RoundWorld : IAsyncDisposable
{
    public static readonly RuleSet Rules = ShippedRules.Current;

    private RoundWorld(PortalUnderTest portal, ShiftedTime clock) => (Portal, Clock) = (portal, clock);

    public PortalUnderTest Portal { get; }

    public ShiftedTime Clock { get; }

    public Guid HostId { get; private set; }

    public Visitor Host { get; private set; } = null!;

    public DateOnly Today => Dates.DayInJapan(Clock.GetUtcNow().UtcDateTime);

    // The letters are sent when the test says so.
    public static async Task<RoundWorld> StartAsync(Engine engine, bool withJob = false)
    {
        var clock = new ShiftedTime();
        var portal = await PortalUnderTest.StartAsync(engine, services: s =>
        {
            s.AddSingleton<TimeProvider>(clock);
            s.AddSingleton(new RateLimitSettings(1_000_000));
            if (!withJob)
                s.Remove(s.Single(d => (d.ImplementationInstance as JobKind)?.Key == RoundLetters.Key));
        });
        var world = new RoundWorld(portal, clock);
        await world.RegisterAsync("親会社,確認済み");
        world.HostId = await world.OrganisationAsync("親会社");
        world.Host = await portal.VisitorAsync("親会社の責任者", "en", new HeldRole(Role.Manager, world.HostId));
        return world;
    }

    /// <summary>Registers companies: lines of name, state and, if wanted, 法人番号.</summary>
    public async Task RegisterAsync(params IEnumerable<string> lines)
    {
        var csv = new StringBuilder("名称,状態,法人番号,種別,開始日\n");
        foreach (var line in lines)
            csv.Append(line).Append(line.Count(c => c == ',') == 1 ? "," : "").Append(",企業,2020-04-01\n");
        var done = await Portal.Get<Works>().RunAsync(Reader.System, work => DirectoryImport.CarryOutAsync(
            work, Encoding.UTF8.GetBytes(csv.ToString()), null, new(2024, 4, 1), default), default);
        Assert.True(done.Succeeded, string.Join("; ", done.Failure?.Faults.Select(f => f.Message.En) ?? []));
    }

    /// <summary>A second company of the same name, which a list cannot tell from the first.</summary>
    public async Task RegisterTwiceAsync(string name)
        => Assert.True((await Portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(Directory.Domain.OrganisationKind.Company, new(name), null, null, Directory.Domain.Profile.Unknown, new(2020, 4, 1), true), default), default)).Succeeded);

    public async Task<Guid> OrganisationAsync(string name) => (await Portal.Get<IOrganisationNames>().FindAsync(name, default))!.Value;

    public Task<Visitor> ManagerAsync(Guid organisation, string language = "en", Role role = Role.Manager)
        => Portal.VisitorAsync($"責任者 {organisation:N}", language, new HeldRole(role, organisation));

    public static RoundEntry Entry(string due, string asked = "measures") => new() { TitleJa = "2026年度の点検", TitleEn = "Review of 2026", Due = due, Asked = asked };

    /// <summary>A round of the host, due in so many days.</summary>
    public async Task<Guid> OpenAsync(int days = 30, string asked = "measures", Visitor? host = null)
    {
        var opened = await Portal.Get<Store.Rounds>().OpenAsync((host ?? Host).Reader, (host ?? Host).Reader.Organisation ?? Scopes.System,
            Entry($"{Today.AddDays(days):yyyy-MM-dd}", asked), default);
        Assert.True(opened.Succeeded, string.Join("; ", opened.Failure?.Faults.Select(f => f.Message.En) ?? []) + opened.Failure?.Detail.En);
        return opened.Value;
    }

    public async Task<InvitationPlan> InviteAsync(Guid round, string list, Visitor? host = null)
    {
        var (name, bytes) = InvitationTable.OfText(list);
        var done = await Portal.Get<RoundInviting>().CarryOutAsync((host ?? Host).Reader, round, bytes, name, default);
        Assert.True(done.Succeeded, string.Join('\n', done.Failure?.Faults.Select(f => $"{f.Row} {f.Column} {f.Value}: {f.Message.En}") ?? []));
        return done.Value.Plan;
    }

    public async Task<Guid> InvitationAsync(Guid round, Guid organisation)
    {
        await using var benchmark = Portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        return await benchmark.RoundInvitations.Where(i => i.Round == round && i.Organisation == organisation).Select(i => i.Id).SingleAsync();
    }

    /// <summary>The lines of a round as somebody sees them.</summary>
    public async Task<IReadOnlyList<RoundRow>> RowsAsync(Guid round, Reader? reader = null)
    {
        await using var benchmark = Portal.Get<ContextFactory>().Read<BenchmarkContext>(reader ?? Host.Reader);
        return await benchmark.Rows(round, new(), "name", false).ToListAsync();
    }

    public async Task<Guid> SubmitAsync(Guid organisation, int level, int profile = 1, string? version = null)
    {
        await using var work = await Portal.Get<Works>().BeginAsync(Reader.Of(Guid.NewGuid(), "入力者", [], organisation));
        var answers = Answers.From(Rules.Questionnaire, i => Answer.Of(i < Rules.Questionnaire.Measures.Count ? level : profile));
        var score = Scoring.Score(Rules, answers).Value;
        var check = new Check
        {
            Id = Guid.CreateVersion7(),
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Organisation = organisation,
            Submitted = work.Now,
            RulesVersion = version ?? Rules.Version,
            Answers = answers.Code,
            Total = score.Total,
            Layer = score.Layer,
            RiskIndex = score.RiskIndex.Value,
        };
        work.Enlist<BenchmarkContext>().Checks.Add(check);
        await work.CommitAsync();
        return check.Id;
    }

    public Task<Outcome<Guid>> ChooseAsync(Visitor manager, Guid invitation, SharingLevel level, Guid? check = null)
        => Portal.Get<RoundSharing>().ChooseAsync(manager.Reader, invitation, level, check, default);

    /// <summary>Sends what waits to be sent, as the job does; how many letters.</summary>
    public async Task<int> SendLettersAsync(int batch = 200)
    {
        var letters = new RoundLetters(Portal.Get<ContextFactory>(), Portal.Get<IOrganisationNames>(), Portal.Get<Web.Hosting.PortalAddress>());
        for (var sent = 0; ;)
        {
            await using var work = await Portal.Get<Works>().BeginAsync(Reader.System);
            if (await letters.SendAsync(work, batch, default) is not { } some)
                return sent;
            sent += some;
            await work.CommitAsync();
        }
    }

    /// <summary>Every letter so far, the oldest first.</summary>
    public async Task<IReadOnlyList<Platform.Mail.QueuedMail>> LettersAsync()
    {
        await using var platform = Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return await platform.Mail.OrderBy(m => m.Made).ThenBy(m => m.Id).ToListAsync();
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
