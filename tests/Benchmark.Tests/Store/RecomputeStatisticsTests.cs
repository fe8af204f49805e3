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

public sealed class RecomputeStatisticsTests
{
    private static readonly RuleSet Rules = ShippedRules.Current;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Of_each_organisation_the_latest_consented_result_counts_while_consent_holds(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var store = portal.Get<StatisticsStore>();
        var layer = ScoreOf(3).Layer;
        var organisations = Enumerable.Range(0, 15).Select(_ => Guid.NewGuid()).ToList();
        Assert.Empty(await ComputeAsync(portal, clock));
        Assert.Null((await store.OfferAsync(Rules, example: false, default)).Chosen);

        foreach (var organisation in organisations)
            await DecideAsync(portal, organisation, given: true);
        foreach (var organisation in organisations[..14])
            await SubmitAsync(portal, organisation, 3, consented: true);
        var few = Assert.Single(await ComputeAsync(portal, clock)).Of(layer);
        Assert.Equal((14, true, true), (few.Count, few.Withheld is not null, few.Measures.All(m => m.Mean is null)));

        // The later result replaces the earlier one; one without consent at submission does not.
        await SubmitAsync(portal, organisations[14], 1, consented: true);
        await SubmitAsync(portal, organisations[14], 5, consented: true);
        await SubmitAsync(portal, organisations[0], 1, consented: false);
        await SubmitAsync(portal, Guid.NewGuid(), 1, consented: true);
        var enough = Assert.Single(await ComputeAsync(portal, clock)).Of(layer);
        Assert.Equal((15, (14 * 75) + 125L, null), (enough.Count, enough.Sum, enough.Withheld));
        Assert.Equal(Tenths.Ratio((14 * 3) + 5, 15), enough.Measures[0].Mean);

        // Withdrawn consent leaves, and the object that was computed with it is replaced.
        await DecideAsync(portal, organisations[14], given: false);
        var after = Assert.Single(await ComputeAsync(portal, clock)).Of(layer);
        Assert.Equal((14, true), (after.Count, after.Withheld is not null));
        var offer = await store.OfferAsync(Rules, example: false, default);
        Assert.Equal((14, false), (offer.Chosen!.Count, offer.Example));
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.Nobody);
        Assert.Equal(1, await benchmark.Statistics.CountAsync(s => s.InForce));
        Assert.Equal(3, await benchmark.Statistics.CountAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task It_is_computed_once_a_day_in_Japan_and_leaves_a_chosen_reference_table_in_force(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var store = portal.Get<StatisticsStore>();
        var organisation = Guid.NewGuid();
        await DecideAsync(portal, organisation, given: true);
        await SubmitAsync(portal, organisation, 3, consented: true);
        Assert.Null(await store.NextComputationAsync(default));

        // Eight at once, as two nodes and an impatient office would: one object, and the next one from midnight in Japan.
        var computed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RecomputeAsync(portal))));
        Assert.Single(Assert.Single(computed, made => made is not null)!);
        var next = (await store.NextComputationAsync(default))!.Value;
        Assert.Equal((15, 0, 0), (next.Hour, next.Minute, next.Second));
        Assert.True(next > clock.GetUtcNow().UtcDateTime && next - clock.GetUtcNow().UtcDateTime <= TimeSpan.FromDays(1));
        clock.Advance(next - clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1));
        Assert.Null(await RecomputeAsync(portal));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single((await RecomputeAsync(portal))!);

        Guid chosen;
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            chosen = StatisticsStore.Add(work, Statistics.Empty(Rules, new(2026, 4, 1)), StatisticsKind.Reference).Id;
            Assert.Null(await StatisticsStore.PutInForceAsync(work, chosen, default));
            await work.CommitAsync();
        }

        Assert.Single(await ComputeAsync(portal, clock));
        Assert.Equal(chosen, (await store.ListAsync(default)).Single(line => line.InForce).Id);
        Assert.Null((await store.OfferAsync(Rules, example: false, default)).Computed);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Merged_organisations_count_as_the_one_that_stands_for_them(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var (gone, stays, other) = (await AddAsync(portal, "甲社"), await AddAsync(portal, "乙社"), await AddAsync(portal, "丙社"));
        foreach (var organisation in (Guid[])[gone, stays, other])
            await DecideAsync(portal, organisation, given: true);
        await SubmitAsync(portal, stays, 2, consented: true);
        var latest = await SubmitAsync(portal, gone, 4, consented: true);
        await SubmitAsync(portal, other, 3, consented: true);
        Assert.Equal(3, Assert.Single(await ComputeAsync(portal, clock)).Count);

        Assert.True((await portal.Get<Works>().RunAsync(Reader.System,
            work => OrganisationChanges.MergeAsync(work, gone, null, new(2021, 4, 1), stays, default), default)).Succeeded);
        Assert.Equal(2, Assert.Single(await ComputeAsync(portal, clock)).Count);
        Assert.True((await portal.Get<StoredResults>().FindAsync(latest, Reader.System, false, null, default)).Value.Model.Subject.Counted);

        // What stands today decides: its refusal takes the merged one's result out, too.
        await DecideAsync(portal, stays, given: false);
        Assert.Equal(1, Assert.Single(await ComputeAsync(portal, clock)).Count);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_result_names_its_organisation_and_knows_whether_it_is_counted(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var organisation = Guid.NewGuid();
        await DecideAsync(portal, organisation, given: true);
        var (before, counted) = (await SubmitAsync(portal, organisation, 2, consented: true), await SubmitAsync(portal, organisation, 3, consented: true));
        await ComputeAsync(portal, clock);
        var later = await SubmitAsync(portal, organisation, 4, consented: true);
        var reader = Reader.System;
        foreach (var (check, isCounted) in ((Guid, bool)[])[(before, false), (counted, true), (later, false)])
        {
            var subject = (await portal.Get<StoredResults>().FindAsync(check, reader, example: false, null, default)).Value.Model.Subject;
            Assert.Equal(isCounted, subject.Counted);
            Assert.Equal((await portal.Get<IOrganisationNames>().OfAsync([organisation], default))[organisation], subject.Organisation);
        }
    }

    [Fact]
    public async Task The_night_and_the_office_run_it_as_a_job()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var kind = portal.Services.GetServices<JobKind>().Single(k => k.Key == RecomputeStatistics.Key);
        Assert.Equal(new DateTime(2026, 11, 23, 17, 30, 0, DateTimeKind.Utc), kind.Schedule!.Next(new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc)));
        var organisation = Guid.NewGuid();
        await DecideAsync(portal, organisation, given: true);
        await SubmitAsync(portal, organisation, 3, consented: true);
        Guid asked;
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            asked = RecomputeStatistics.Ask(work);
            await work.CommitAsync();
        }

        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        JobState state;
        for (var tries = 0; (state = (await platform.Jobs.SingleAsync(j => j.Id == asked)).State) != JobState.Done && tries < 300; tries++)
            await Task.Delay(100);
        Assert.Equal(JobState.Done, state);
        Assert.Equal(1, (await portal.Get<StatisticsStore>().OfferAsync(Rules, example: false, default)).Chosen!.Count);
    }

    private static Task<IReadOnlyList<Statistics>?> RecomputeAsync(PortalUnderTest portal)
        => portal.Get<StatisticsStore>().RecomputeAsync(c => portal.Get<Works>().BeginAsync(Reader.System, c), default);

    // The computation of the next day: this one, or that of the night, when the portal's own job was quicker.
    private static async Task<IReadOnlyList<Statistics>> ComputeAsync(PortalUnderTest portal, ShiftedTime clock)
    {
        clock.Advance(TimeSpan.FromDays(1));
        if (await RecomputeAsync(portal) is { } made)
            return made;
        var store = portal.Get<StatisticsStore>();
        var newest = (await store.ListAsync(default)).Where(line => line.Kind == StatisticsKind.Computed).MaxBy(line => line.Made);
        return newest is null ? [] : [(await store.FindAsync(newest.Id, default))!.Value.Statistics];
    }

    private static async Task<Guid> AddAsync(PortalUnderTest portal, string name)
        => (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new(name), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;

    private static Score ScoreOf(int level) => Scoring.Score(Rules, AnswersOf(level)).Value;

    // One profile for all, so that every result falls in one layer.
    private static Answers AnswersOf(int level)
        => Answers.From(Rules.Questionnaire, i => Answer.Of(i < Rules.Questionnaire.Measures.Count ? level : 1));

    private static async Task DecideAsync(PortalUnderTest portal, Guid organisation, bool given)
    {
        var reader = Reader.Of(Guid.NewGuid(), "責任者", [new(Role.Manager, organisation)], organisation);
        await new ConsentAnswer(given, ConsentText.Current, Language.Ja)
            .DecideAsync(portal.Get<Works>(), portal.Get<HotLane>(), Respondent.Of(reader)!, default);
    }

    private static async Task<Guid> SubmitAsync(PortalUnderTest portal, Guid organisation, int level, bool consented)
    {
        await using var work = await portal.Get<Works>().BeginAsync(Reader.Of(Guid.NewGuid(), "入力者", [], organisation));
        var score = ScoreOf(level);
        var check = new Check
        {
            Id = Guid.CreateVersion7(),
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Organisation = organisation,
            Submitted = work.Now,
            RulesVersion = Rules.Version,
            Answers = AnswersOf(level).Code,
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
