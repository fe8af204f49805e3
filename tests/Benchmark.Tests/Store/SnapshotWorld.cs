using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Keeping;

/// <summary>Organisations with results and consent, and snapshots of them.</summary>
internal static class SnapshotWorld
{
    public static readonly RuleSet Shipped = ShippedRules.Current;

    public static IEnumerable<Member> MembersOf(SnapshotBlock row)
    {
        var block = new Block(row.Members, row.Paths);
        return Enumerable.Range(0, block.Members).Select(i => block[i]).Where(member => member.Counted);
    }

    public static Task<SnapshotOutcome> TryAsync(PortalUnderTest portal)
        => portal.Get<Snapshots>().PublishAsync(c => portal.Get<Works>().BeginAsync(Reader.System, c), default);

    public static Task<SnapshotOutcome> PublishAsync(PortalUnderTest portal, ShiftedTime clock)
    {
        clock.Advance(TimeSpan.FromDays(1));
        return TryAsync(portal);
    }

    // Without the night's own try, which would come in between when the clock jumps.
    public static Task<PortalUnderTest> StartAsync(Engine engine, ShiftedTime clock)
        => PortalUnderTest.StartAsync(engine, services: s =>
        {
            s.AddSingleton<TimeProvider>(clock);
            s.Remove(s.Single(d => (d.ImplementationInstance as JobKind)?.Key == RecomputeStatistics.Key));
        });

    public static async Task<Statistics> CurrentStatisticsAsync(PortalUnderTest portal)
        => (await portal.Get<StatisticsStore>().OfferAsync(Shipped, example: false, default)).Chosen!;

    public static async Task<Peers> CurrentAsync(PortalUnderTest portal) => (await CurrentStatisticsAsync(portal)).Of(ScoreOf(3).Layer);

    // Organisations of the directory that consent and have one result each.
    public static async Task<Guid[]> FillAsync(PortalUnderTest portal, string name, int count, int level, bool verified = true, int profile = 1, string? industry = null)
    {
        var organisations = new Guid[count];
        for (var i = 0; i < count; i++)
        {
            organisations[i] = await AddAsync(portal, $"{name}{i}", verified, industry);
            await DecideAsync(portal, organisations[i], given: true);
            await SubmitAsync(portal, organisations[i], level, consented: true, profile);
        }

        return organisations;
    }

    public static async Task<Guid> AddAsync(PortalUnderTest portal, string name, bool verified = true, string? industry = null)
        => (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new(name), null, null, Profile.Unknown with { Industry = industry }, new(2020, 4, 1), verified), default), default)).Value;

    public static Score ScoreOf(int level, int profile = 1) => Scoring.Score(Shipped, AnswersOf(level, profile)).Value;

    // Whatever the levels, the profile decides the layer.
    public static Answers AnswersOf(int level, int profile)
        => Answers.From(Shipped.Questionnaire, i => Answer.Of(i < Shipped.Questionnaire.Measures.Count ? level : profile));

    public static async Task DecideAsync(PortalUnderTest portal, Guid organisation, bool given)
    {
        var reader = Reader.Of(Guid.NewGuid(), "責任者", [new(Role.Manager, organisation)], organisation);
        await new ConsentAnswer(given, ConsentText.Current, Language.Ja)
            .DecideAsync(portal.Get<Works>(), portal.Get<HotLane>(), Respondent.Of(reader)!, default);
    }

    public static Task<Guid> SubmitAsync(PortalUnderTest portal, Guid organisation, int level, bool consented, int profile = 1)
        => SubmitAsync(portal, organisation, AnswersOf(level, profile), consented);

    public static async Task<Guid> SubmitAsync(PortalUnderTest portal, Guid organisation, Answers answers, bool consented)
    {
        await using var work = await portal.Get<Works>().BeginAsync(Reader.Of(Guid.NewGuid(), "入力者", [], organisation));
        var score = Scoring.Score(Shipped, answers).Value;
        var check = new Check
        {
            Id = Guid.CreateVersion7(),
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Organisation = organisation,
            Submitted = work.Now,
            RulesVersion = Shipped.Version,
            Answers = answers.Code,
            Total = score.Total,
            Layer = score.Layer,
            RiskIndex = score.RiskIndex.Value,
            Consented = consented,
        };
        work.Enlist<BenchmarkContext>().Checks.Add(check);
        await work.CommitAsync();
        return check.Id;
    }
}
