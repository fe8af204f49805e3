using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public class SharingTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_host_sees_what_is_chosen_as_long_as_it_is_chosen(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み", "子会社2,確認済み");
        var (child, other) = (await world.OrganisationAsync("子会社1"), await world.OrganisationAsync("子会社2"));
        var manager = await world.ManagerAsync(child);
        var before = await world.SubmitAsync(child, 1);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "子会社1\n子会社2\n");
        var invitation = await world.InvitationAsync(round, child);

        async Task<RoundRow> Seen() => (await world.RowsAsync(round)).Single(r => r.Organisation == child);
        Assert.Equal((LineState.Invited, SharingLevel.Nothing, null), (await Seen()) is var untouched ? (untouched.State, untouched.Shared, untouched.Total) : default);

        // A level without a check looks like no decision.
        Assert.True((await world.ChooseAsync(manager, invitation, SharingLevel.Measures)).Succeeded);
        Assert.Equal((LineState.Opened, SharingLevel.Nothing, null, null), (await Seen()) is var chosen ? (chosen.State, chosen.Shared, chosen.Total, chosen.Measures) : default);

        var first = await world.SubmitAsync(child, 3, 2);
        var measures = new string('3', RoundWorld.Rules.Questionnaire.Measures.Count);
        Assert.Equal((SharingLevel.Measures, 75, measures), (await Seen()) is var all ? (all.Shared, all.Total, all.Measures) : default);
        Assert.NotNull((await Seen()).Submitted);

        // The latest, whenever the host looks; or the one that was picked.
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SubmitAsync(child, 4);
        Assert.Equal(100, (await Seen()).Total);
        await world.ChooseAsync(manager, invitation, SharingLevel.Total, first);
        Assert.Equal((SharingLevel.Total, 75, null), (await Seen()) is var picked ? (picked.Shared, picked.Total, picked.Measures) : default);

        await world.ChooseAsync(manager, invitation, SharingLevel.Done);
        var done = await Seen();
        Assert.Equal((SharingLevel.Done, null, null, null, null), (done.Shared, done.Total, done.Layer, done.Submitted, done.Measures));
        await world.ChooseAsync(manager, invitation, SharingLevel.Nothing);
        Assert.Equal((LineState.Declined, SharingLevel.Nothing, null), (await Seen()) is var gone ? (gone.State, gone.Shared, gone.Total) : default);

        // Of the other one, which has submitted and chosen nothing, nothing is seen.
        await world.SubmitAsync(other, 5);
        Assert.Equal(LineState.Invited, (await world.RowsAsync(round)).Single(r => r.Organisation == other).State);

        // What was submitted before the round began does not count.
        Assert.Equal(FailureKind.Invalid, (await world.ChooseAsync(manager, invitation, SharingLevel.Total, before)).Failure!.Kind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_invited_organisation_sees_its_own_invitation_and_no_other(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み", "子会社2,確認済み", "無関係,確認済み");
        var (child, other) = (await world.OrganisationAsync("子会社1"), await world.OrganisationAsync("子会社2"));
        var (manager, second, stranger) = (await world.ManagerAsync(child), await world.ManagerAsync(other), await world.ManagerAsync(await world.OrganisationAsync("無関係")));
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "子会社1\n子会社2\n");
        var invitation = await world.InvitationAsync(round, child);
        await world.ChooseAsync(manager, invitation, SharingLevel.Total);
        await world.SubmitAsync(child, 3);

        Assert.Equal([child], (await world.RowsAsync(round, manager.Reader)).Select(r => r.Organisation!.Value));
        Assert.Equal([other], (await world.RowsAsync(round, second.Reader)).Select(r => r.Organisation!.Value));
        Assert.Empty(await world.RowsAsync(round, stranger.Reader));
        Assert.Equal(FailureKind.NotFound, (await world.ChooseAsync(second, invitation, SharingLevel.Total)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await world.ChooseAsync(world.Host, invitation, SharingLevel.Nothing)).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await world.ChooseAsync(await world.ManagerAsync(child, role: Role.Contributor), invitation, SharingLevel.Nothing)).Failure!.Kind);

        // The decision is the organisation's row: the host reads what comes of it, not the row.
        await using var asHost = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(world.Host.Reader);
        Assert.Empty(await asHost.RoundChoices.ToListAsync());
        Assert.Empty(await asHost.Checks.ToListAsync());
        await using var asOther = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(second.Reader);
        Assert.Equal(1, await asOther.RoundInvitations.CountAsync());
        Assert.Empty(await asOther.RoundChoices.ToListAsync());
        await using var asStranger = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(stranger.Reader);
        Assert.Empty(await asStranger.Rounds.ToListAsync());

        // Nor does an invited one reach what only a host may see and do.
        foreach (var path in (string[])["", "/heatmap", "/results.csv", "/results.xlsx", "/invite", "/edit"])
        {
            using var refused = await manager.Client.GetAsync($"/benchmark/rounds/{round}{path}");
            Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
        }

        var shown = await second.Client.GetStringAsync("/benchmark/rounds") + await second.Client.GetStringAsync($"/benchmark/rounds/invitations/{await world.InvitationAsync(round, other)}");
        Assert.DoesNotContain("子会社1", shown, StringComparison.Ordinal);
        Assert.Equal(FailureKind.NotFound, (await world.Portal.Get<Store.Rounds>().CloseAsync(manager.Reader, round, default)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await world.Portal.Get<RoundInviting>().PlanAsync(manager.Reader, round, InvitationTable.OfText("無関係").Bytes, null, default)).Failure!.Kind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Before_the_opening_day_the_invited_see_nothing_and_after_the_closing_they_can_only_withdraw(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み");
        var child = await world.OrganisationAsync("子会社1");
        var manager = await world.ManagerAsync(child);
        var opened = await world.Portal.Get<Store.Rounds>().OpenAsync(world.Host.Reader, world.HostId, RoundWorld.Entry($"{world.Today.AddDays(20):yyyy-MM-dd}") with
        {
            Opens = $"{world.Today.AddDays(5):yyyy-MM-dd}",
        }, default);
        await world.InviteAsync(opened.Value, "子会社1");
        var invitation = await world.InvitationAsync(opened.Value, child);
        Assert.Null(await world.Portal.Get<RoundSharing>().FindAsync(manager.Reader, invitation, default));
        Assert.Equal(0, await world.SendLettersAsync());
        world.Clock.Advance(TimeSpan.FromDays(5));
        Assert.NotNull(await world.Portal.Get<RoundSharing>().FindAsync(manager.Reader, invitation, default));
        Assert.Equal(1, await world.SendLettersAsync());

        await world.SubmitAsync(child, 2);
        await world.ChooseAsync(manager, invitation, SharingLevel.Total);
        Assert.True((await world.Portal.Get<Store.Rounds>().CloseAsync(world.Host.Reader, opened.Value, default)).Succeeded);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SubmitAsync(child, 5);
        Assert.Equal(50, (await world.RowsAsync(opened.Value)).Single().Total);
        Assert.Equal(FailureKind.Conflict, (await world.ChooseAsync(manager, invitation, SharingLevel.Measures)).Failure!.Kind);
        Assert.True((await world.ChooseAsync(manager, invitation, SharingLevel.Nothing)).Succeeded);
        Assert.Null((await world.RowsAsync(opened.Value)).Single().Total);
        Assert.Equal(FailureKind.Conflict, (await world.Portal.Get<Store.Rounds>().CloseAsync(world.Host.Reader, opened.Value, default)).Failure!.Kind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Only_verified_organisations_and_the_office_host_and_nobody_is_asked_for_more_than_they_say(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("未確認社,未確認", "子会社1,確認済み");
        var (unverified, child) = (await world.OrganisationAsync("未確認社"), await world.OrganisationAsync("子会社1"));
        var rounds = world.Portal.Get<Store.Rounds>();
        var entry = RoundWorld.Entry($"{world.Today.AddDays(9):yyyy-MM-dd}", "done");
        Assert.Equal(FailureKind.Forbidden, (await rounds.OpenAsync((await world.ManagerAsync(unverified)).Reader, unverified, entry, default)).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await rounds.OpenAsync((await world.ManagerAsync(child, role: Role.Contributor)).Reader, child, entry, default)).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await rounds.OpenAsync(world.Host.Reader, Scopes.System, entry, default)).Failure!.Kind);

        var office = await world.Portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        var round = await world.OpenAsync(asked: "done", host: office);
        await world.InviteAsync(round, "子会社1", office);
        var (manager, invitation) = (await world.ManagerAsync(child), await world.InvitationAsync(round, child));
        Assert.Equal("level", (await world.ChooseAsync(manager, invitation, SharingLevel.Total)).Failure!.Faults.Single().Column);
        Assert.True((await world.ChooseAsync(manager, invitation, SharingLevel.Done)).Succeeded);
        Assert.Single(await world.RowsAsync(round, office.Reader));
        Assert.Empty(await world.RowsAsync(round));
        Assert.Empty((await rounds.ListAsync(world.Host.Reader, default)).Select(r => r.Round.Id));
        Assert.Equal([round], (await rounds.ListAsync(office.Reader, default)).Select(r => r.Round.Id));
    }
}
