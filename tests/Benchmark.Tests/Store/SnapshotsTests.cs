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
using static Sakimori.Benchmark.Tests.Keeping.SnapshotWorld;

namespace Sakimori.Benchmark.Tests.Keeping;

public sealed class SnapshotsTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Of_each_verified_organisation_the_latest_result_with_consent_counts(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var store = portal.Get<StatisticsStore>();
        Assert.Null((await PublishAsync(portal, clock)).Published);
        var organisations = await FillAsync(portal, "組織", 14, 3);
        Assert.Null((await PublishAsync(portal, clock)).Published);

        // The later of two counts. Without consent at submission, unverified, without an organisation, too old or excluded: not counted.
        var last = await FillAsync(portal, "最後", 1, 1);
        await SubmitAsync(portal, last[0], 5, consented: true);
        await SubmitAsync(portal, organisations[0], 1, consented: false);
        await FillAsync(portal, "未確認", 1, 1, verified: false);
        await DecideAsync(portal, Guid.NewGuid(), given: true);
        await SubmitAsync(portal, Guid.NewGuid(), 1, consented: true);
        var excluded = (await FillAsync(portal, "除外", 1, 1))[0];
        Assert.True((await portal.Get<Exclusions>().ExcludeAsync(Reader.System, $"{excluded}", "試しの回答", default)).Succeeded);
        Assert.Equal((1, 15), (await PublishAsync(portal, clock)) is var first ? (first.Published, first.Count) : default);
        var peers = (await store.OfferAsync(Shipped, example: false, default)).Chosen!.Of(ScoreOf(3).Layer);
        Assert.Equal((15, (14 * 75) + 125L, null), (peers.Count, peers.Sum, peers.Withheld));
        Assert.Equal(Tenths.Ratio((14 * 3) + 5, 15), peers.Measures[0].Mean);
        Assert.Contains("snapshot 1", (await store.OfferAsync(Shipped, example: false, default)).Chosen!.Source.En, StringComparison.Ordinal);

        // Three years later nothing counts any more: fifteen have gone, the layer is withheld, and the office counts one again.
        clock.Advance(TimeSpan.FromDays(37 * 31));
        Assert.True((await portal.Get<Exclusions>().IncludeAsync(Reader.System, excluded, default)).Succeeded);
        Assert.Equal(FailureKind.NotFound, (await portal.Get<Exclusions>().IncludeAsync(Reader.System, excluded, default)).Failure!.Kind);
        Assert.Equal(2, (await PublishAsync(portal, clock)).Published);
        Assert.NotNull((await store.OfferAsync(Shipped, example: false, default)).Chosen!.Of(ScoreOf(3).Layer).Withheld);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task It_is_published_when_ten_have_changed_once_however_many_ask(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var organisations = await FillAsync(portal, "組織", 20, 3);
        clock.Advance(TimeSpan.FromSeconds(1));
        var tried = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TryAsync(portal))));
        Assert.Equal(1, Assert.Single(tried, t => t.Published is not null).Published);

        foreach (var organisation in organisations[..9])
            await SubmitAsync(portal, organisation, 4, consented: true);
        Assert.Null((await PublishAsync(portal, clock)).Published);
        Assert.Equal(75 * 20, (await CurrentAsync(portal)).Sum);
        await SubmitAsync(portal, organisations[9], 4, consented: true);
        Assert.Equal((2, 20), (await PublishAsync(portal, clock)) is var second ? (second.Published, second.Count) : default);
        Assert.Equal((75 * 10) + (100 * 10), (await CurrentAsync(portal)).Sum);
        Assert.Null((await PublishAsync(portal, clock)).Published);

        // The earlier one cannot be put in force again; a reference table can, and stays in force when the next snapshot comes.
        var lines = await portal.Get<StatisticsStore>().ListAsync(default);
        Assert.Equal(FailureKind.Conflict, (await portal.Get<StatisticsChoice>().ChooseAsync(Reader.System, lines.Single(l => l.Snapshot == 1).Id, default)).Failure!.Kind);
        var table = (await portal.Get<StatisticsChoice>().LoadAsync(Reader.System, Statistics.Empty(Shipped, new(2026, 4, 1)), choose: true, default)).Value;
        foreach (var organisation in organisations[..10])
            await SubmitAsync(portal, organisation, 2, consented: true);
        Assert.Equal(3, (await PublishAsync(portal, clock)).Published);
        Assert.Equal(table, (await portal.Get<StatisticsStore>().ListAsync(default)).Single(line => line.InForce).Id);
        Assert.Null((await portal.Get<StatisticsStore>().OfferAsync(Shipped, example: false, default)).Snapshot);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_withdrawal_leaves_with_the_next_snapshot_and_takes_the_current_one_down_after_thirty_days(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var organisations = await FillAsync(portal, "組織", 30, 3);
        var kept = await SubmitAsync(portal, organisations[1], 3, consented: true);
        Assert.Equal(30, (await PublishAsync(portal, clock)).Count);

        await DecideAsync(portal, organisations[0], given: false);
        clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal(new(null), await PublishAsync(portal, clock));
        Assert.Equal(30, (await CurrentAsync(portal)).Count);
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(new(null, TakenDown: true), await PublishAsync(portal, clock));
        var offer = await portal.Get<StatisticsStore>().OfferAsync(Shipped, example: false, default);
        Assert.Equal((true, true), (offer.Chosen is null, offer.TakenDown));
        var result = (await portal.Get<StoredResults>().FindAsync(kept, Reader.System, false, null, default)).Value.Model;
        Assert.Contains("taken down", result.Withheld!.Value.En, StringComparison.Ordinal);
        var line = (await portal.Get<StatisticsStore>().ListAsync(default)).Single();
        Assert.Equal(FailureKind.Conflict, (await portal.Get<StatisticsChoice>().ChooseAsync(Reader.System, line.Id, default)).Failure!.Kind);

        Assert.Equal(new(null), await PublishAsync(portal, clock));
        foreach (var organisation in organisations[1..10])
            await SubmitAsync(portal, organisation, 5, consented: true);
        Assert.Equal((2, 29), (await PublishAsync(portal, clock)) is var next ? (next.Published, next.Count) : default);
        Assert.Equal((9 * 125) + (20 * 75), (await CurrentAsync(portal)).Sum);
        Assert.False((await portal.Get<StatisticsStore>().OfferAsync(Shipped, example: false, default)).TakenDown);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_layer_in_which_few_have_changed_keeps_its_figures_and_is_withheld_when_one_of_them_withdrew(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var low = await FillAsync(portal, "低", 20, 3);
        var high = await FillAsync(portal, "高", 20, 3, profile: 4);
        var (lowLayer, highLayer) = (ScoreOf(3).Layer, ScoreOf(3, 4).Layer);
        Assert.NotEqual(lowLayer, highLayer);
        await PublishAsync(portal, clock);
        var firstDay = (await CurrentStatisticsAsync(portal)).Date;

        // Ten of the lower layer and two of the higher change.
        foreach (var organisation in low[..10])
            await SubmitAsync(portal, organisation, 4, consented: true);
        foreach (var organisation in high[..2])
            await SubmitAsync(portal, organisation, 5, consented: true, profile: 4);
        Assert.Equal(2, (await PublishAsync(portal, clock)).Published);
        var second = await CurrentStatisticsAsync(portal);
        Assert.Equal((1500 + 250L, null), (second.Of(lowLayer).Sum, second.Of(lowLayer).Since));
        Assert.Equal((20 * 75L, firstDay), (second.Of(highLayer).Sum, second.Of(highLayer).Since));

        // One of the higher withdraws: with three changed its figures cannot be renewed, and must not stand.
        await DecideAsync(portal, high[5], given: false);
        foreach (var organisation in low[..10])
            await SubmitAsync(portal, organisation, 2, consented: true);
        Assert.Equal(3, (await PublishAsync(portal, clock)).Published);
        var third = (await CurrentStatisticsAsync(portal)).Of(highLayer);
        Assert.Equal((0, true, true), (third.Count, third.Withheld is not null, third.Measures.All(m => m.Mean is null)));

        // With two more they can.
        foreach (var organisation in high[6..8])
            await SubmitAsync(portal, organisation, 5, consented: true, profile: 4);
        foreach (var organisation in low[..8])
            await SubmitAsync(portal, organisation, 3, consented: true);
        Assert.Equal(4, (await PublishAsync(portal, clock)).Published);
        Assert.Equal((15 * 75) + (4 * 125), (await CurrentStatisticsAsync(portal)).Of(highLayer).Sum);
    }

    [Fact]
    public async Task A_layer_that_would_come_close_to_an_earlier_snapshot_is_not_renewed()
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(Engine.Sqlite, clock);
        var lower = await FillAsync(portal, "低い層", 30, 3);
        var higher = await FillAsync(portal, "高い層", 20, 3, profile: 4);
        await PublishAsync(portal, clock);
        var came = await FillAsync(portal, "新しい", 5, 1, profile: 4);
        await FillAsync(portal, "低い層の新しい", 5, 3);
        Assert.Equal(2, (await PublishAsync(portal, clock)).Published);
        Assert.Equal(25, (await CurrentStatisticsAsync(portal)).Of(ScoreOf(3, 4).Layer).Count);

        // Four of the five that came and one other go again: five from the last snapshot, but two from the first.
        foreach (var organisation in (Guid[])[.. came[..4], higher[0]])
            await DecideAsync(portal, organisation, given: false);
        foreach (var organisation in lower[..10])
            await SubmitAsync(portal, organisation, 4, consented: true);
        Assert.Equal(3, (await PublishAsync(portal, clock)).Published);
        Assert.Equal(0, (await CurrentStatisticsAsync(portal)).Of(ScoreOf(3, 4).Layer).Count);
    }

    [Fact]
    public async Task No_two_snapshots_differ_by_fewer_than_five_organisations_of_a_layer_and_none_holds_one_that_withdrew()
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(Engine.Sqlite, clock);
        var random = new Random(20261124);
        var (lower, higher) = (await FillAsync(portal, "低い層", 40, 3), await FillAsync(portal, "高い層", 35, 2, profile: 4));
        var withdrawn = new HashSet<Guid>();
        var seen = new List<(int Snapshot, string Block, HashSet<Member> Members)>();
        var published = 0;
        for (var step = 0; step < 40 && published < 12; step++)
        {
            // Many of the lower layer answer again. Of the higher one a few withdraw, and some come back with the result they had.
            foreach (var organisation in lower.Where(_ => random.Next(3) == 0))
                await SubmitAsync(portal, organisation, 1 + random.Next(5), consented: true);
            foreach (var organisation in higher.Where(_ => random.Next(6) == 0))
            {
                if (withdrawn.Remove(organisation))
                    await DecideAsync(portal, organisation, given: true);
                else if (withdrawn.Add(organisation))
                    await DecideAsync(portal, organisation, given: false);
            }

            if (random.Next(4) == 0)
                await SubmitAsync(portal, higher[random.Next(higher.Length)], 1 + random.Next(5), consented: true, profile: 4);

            if ((await PublishAsync(portal, clock)).Published is not { } number)
                continue;
            published++;
            var figures = await CurrentStatisticsAsync(portal);
            await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
            var rows = await benchmark.SnapshotBlocks.ToListAsync();
            foreach (var layer in Layers.All.Where(layer => figures.Of(layer).Withheld is null))
            {
                var given = rows.Where(row => BlockKey.Parse(row.Key).Layer == layer && !row.Withheld).SelectMany(MembersOf).ToList();
                Assert.Equal(given.Count, figures.Of(layer).Count);
                Assert.DoesNotContain(given, m => withdrawn.Contains(m.Organisation));
            }

            foreach (var row in rows)
            {
                // Against every one published before, not only the last; and what has left never returns.
                var members = MembersOf(row).Select(m => m with { Path = 0 }).ToHashSet();
                foreach (var earlier in seen.Where(e => e.Block == row.Key))
                {
                    var changed = members.Except(earlier.Members).Concat(earlier.Members.Except(members)).Select(m => m.Organisation).Distinct().Count();
                    Assert.True(changed == 0 || changed >= Disclosure.Fewest, $"{row.Key} of snapshots {earlier.Snapshot} and {row.Snapshot}: {changed}");
                }

                if (row.Snapshot == number)
                    seen.Add((number, row.Key, members));
            }
        }

        Assert.Equal(12, published);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Merged_organisations_count_as_the_one_that_stands_for_them(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var others = await FillAsync(portal, "他社", 20, 3);
        var (gone, stays) = (await AddAsync(portal, "甲社"), await AddAsync(portal, "乙社"));
        foreach (var organisation in (Guid[])[gone, stays])
            await DecideAsync(portal, organisation, given: true);
        await SubmitAsync(portal, stays, 2, consented: true);
        var latest = await SubmitAsync(portal, gone, 4, consented: true);
        Assert.Equal(22, (await PublishAsync(portal, clock)).Count);

        Assert.True((await portal.Get<Works>().RunAsync(Reader.System,
            work => OrganisationChanges.MergeAsync(work, gone, null, new(2021, 4, 1), stays, default), default)).Succeeded);
        foreach (var organisation in others[..10])
            await SubmitAsync(portal, organisation, 4, consented: true);
        Assert.Equal(21, (await PublishAsync(portal, clock)).Count);
        Assert.True((await portal.Get<StoredResults>().FindAsync(latest, Reader.System, false, null, default)).Value.Model.Subject.Counted);

        // What stands today decides: its refusal takes the merged one's result out, too.
        await DecideAsync(portal, stays, given: false);
        foreach (var organisation in others[..10])
            await SubmitAsync(portal, organisation, 2, consented: true);
        Assert.Equal(20, (await PublishAsync(portal, clock)).Count);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_result_names_its_organisation_and_knows_whether_it_is_counted(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await StartAsync(engine, clock);
        var organisation = (await FillAsync(portal, "組織", 15, 3))[0];
        var (before, counted) = (await SubmitAsync(portal, organisation, 2, consented: true), await SubmitAsync(portal, organisation, 3, consented: true));
        Assert.Equal(1, (await PublishAsync(portal, clock)).Published);
        var later = await SubmitAsync(portal, organisation, 4, consented: true);
        var reader = Reader.System;
        foreach (var (check, isCounted) in ((Guid, bool)[])[(before, false), (counted, true), (later, false)])
        {
            var model = (await portal.Get<StoredResults>().FindAsync(check, reader, example: false, null, default)).Value.Model;
            Assert.Equal(isCounted, model.Subject.Counted);
            Assert.Contains("統計の第1版", model.Basis.Ja, StringComparison.Ordinal);
            Assert.Equal((await portal.Get<IOrganisationNames>().OfAsync([organisation], default))[organisation], model.Subject.Organisation);
        }
    }

    [Fact]
    public async Task The_night_and_the_office_run_it_as_a_job()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var kind = portal.Services.GetServices<JobKind>().Single(k => k.Key == RecomputeStatistics.Key);
        Assert.Equal(new DateTime(2026, 11, 23, 17, 30, 0, DateTimeKind.Utc), kind.Schedule!.Next(new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc)));
        await FillAsync(portal, "組織", 15, 3);
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
        Assert.Equal(15, (await CurrentAsync(portal)).Count);
    }
}
