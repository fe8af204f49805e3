using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public class MergersTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_round_follows_to_the_successor_which_decides_anew(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("旧会社,確認済み", "新会社,確認済み", "別会社,確認済み");
        var (former, next) = (await world.OrganisationAsync("旧会社"), await world.OrganisationAsync("新会社"));
        var (manager, successor) = (await world.ManagerAsync(former), await world.ManagerAsync(next));
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "旧会社,old@example.jp\n別会社\n");
        var invitation = await world.InvitationAsync(round, former);
        await world.SubmitAsync(former, 3);
        await world.SubmitAsync(next, 5);
        Assert.True((await world.ChooseAsync(manager, invitation, SharingLevel.Measures)).Succeeded);
        Assert.Equal(0, await FollowAsync(world));
        await MergeAsync(world, former, next);
        Assert.Equal(1, await FollowAsync(world));
        Assert.Equal(0, await FollowAsync(world));

        // As many are invited as before; of the successor nothing is seen, nor of the former any more.
        var rows = await world.RowsAsync(round);
        Assert.Equal(["別会社", "新会社"], rows.Select(r => r.NameJa).Order(StringComparer.Ordinal));
        var line = rows.Single(r => r.Organisation == next);
        Assert.Equal((LineState.Invited, SharingLevel.Nothing, null, null, null), (line.State, line.Shared, line.Total, line.Measures, line.Mail));
        Assert.Contains("passed on to the organisation it was merged into", await world.Host.Client.GetStringAsync($"/benchmark/rounds/{round}"), StringComparison.Ordinal);

        // The successor's people see their invitation, and neither the former's decision nor its checks; nor does anybody else.
        await using (var asSuccessor = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(successor.Reader))
        {
            Assert.Equal([line.Id], await asSuccessor.RoundInvitations.Select(i => i.Id).ToListAsync());
            Assert.Empty(await asSuccessor.RoundChoices.ToListAsync());
            Assert.Equal([next], await asSuccessor.Checks.Select(c => c.Organisation!.Value).ToListAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await successor.Client.GetAsync($"/benchmark/rounds/invitations/{invitation}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.Client.GetAsync($"/benchmark/rounds/invitations/{line.Id}")).StatusCode);
        Assert.Equal(RoundSharing.TakenBack, (await world.ChooseAsync(manager, invitation, SharingLevel.Total)).Failure);
        Assert.Contains("passed on to the organisation", await manager.Client.GetStringAsync($"/benchmark/rounds/invitations/{invitation}"), StringComparison.Ordinal);

        // It is written to, decides, and its own figures are what is shared.
        Assert.Equal(1, await world.SendLettersAsync());
        Assert.DoesNotContain(await world.LettersAsync(), l => l.To == "old@example.jp");
        Assert.True((await world.ChooseAsync(successor, line.Id, SharingLevel.Total)).Succeeded);
        Assert.Equal((125, null), (await world.RowsAsync(round)).Single(r => r.Organisation == next) is var shared ? (shared.Total, shared.Measures) : default);
        var entry = Assert.Single(await TakingBackTests.AuditedAsync(world, "benchmark.round.passed-on"));
        Assert.Contains($"{next}", entry.Payload!.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_successor_that_is_or_was_invited_keeps_its_own_invitation_and_closed_rounds_stay_as_they_are(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("旧会社,確認済み", "新会社,確認済み");
        var (former, next) = (await world.OrganisationAsync("旧会社"), await world.OrganisationAsync("新会社"));
        var (manager, successor) = (await world.ManagerAsync(former), await world.ManagerAsync(next));
        var (both, unwanted, closed) = (await world.OpenAsync(), await world.OpenAsync(), await world.OpenAsync());
        foreach (var round in (Guid[])[both, unwanted, closed])
            await world.InviteAsync(round, round == closed ? "旧会社" : "旧会社\n新会社\n");
        await world.SubmitAsync(former, 2);
        await world.SubmitAsync(next, 4);
        foreach (var round in (Guid[])[both, closed])
            await world.ChooseAsync(manager, await world.InvitationAsync(round, former), SharingLevel.Total);
        await world.ChooseAsync(successor, await world.InvitationAsync(both, next), SharingLevel.Total);
        await world.Portal.Get<RoundTakingBack>().TakeBackAsync(world.Host.Reader, unwanted, await world.InvitationAsync(unwanted, next), default);
        await world.Portal.Get<Store.Rounds>().CloseAsync(world.Host.Reader, closed, default);

        await MergeAsync(world, former, next);
        Assert.Equal(2, await FollowAsync(world));
        Assert.Equal([(next, (int?)100)], (await world.RowsAsync(both)).Select(r => (r.Organisation!.Value, r.Total)));
        Assert.Empty(await world.RowsAsync(unwanted));
        Assert.Equal([(former, (int?)50)], (await world.RowsAsync(closed)).Select(r => (r.Organisation!.Value, r.Total)));
        Assert.True((await world.ChooseAsync(manager, await world.InvitationAsync(closed, former), SharingLevel.Nothing)).Succeeded);
        Assert.Null((await world.RowsAsync(closed)).Single().Total);
    }

    [Fact]
    public async Task The_job_passes_invitations_on_before_it_writes()
    {
        await using var world = await RoundWorld.StartAsync(Engine.Sqlite, withJob: true);
        await world.RegisterAsync("旧会社,確認済み", "新会社,確認済み");
        var (former, next) = (await world.OrganisationAsync("旧会社"), await world.OrganisationAsync("新会社"));
        await world.ManagerAsync(next);
        await MergeAsync(world, former, next);
        var round = await world.OpenAsync();
        await using (var work = await world.Portal.Get<Works>().BeginAsync(Reader.System))
        {
            // As a list named it before the merger.
            await RoundInviting.InviteAsync(work, await work.Enlist<BenchmarkContext>().Rounds.SingleAsync(r => r.Id == round), [new NewInvitation(1, former, "旧会社", null)], default);
            Platform.Jobs.JobRequests.Ask(work, RoundLetters.Key);
            await work.CommitAsync();
        }

        IReadOnlyList<Platform.Mail.QueuedMail> letters = [];
        for (var tries = 0; letters.Count == 0 && tries < 300; tries++)
        {
            await Task.Delay(100);
            letters = await world.LettersAsync();
        }

        Assert.Contains($"/invitations/{await world.InvitationAsync(round, next)}", Assert.Single(letters).Body, StringComparison.Ordinal);
    }

    internal static async Task MergeAsync(RoundWorld world, Guid former, Guid next)
    {
        // By the database's clock, which the views go by.
        var merged = await world.Portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.MergeAsync(
            work, former, null, Dates.DayInJapan(TimeProvider.System.GetUtcNow().UtcDateTime), next, default), default);
        Assert.True(merged.Succeeded, merged.Failure?.Detail.En);
    }

    internal static async Task<int> FollowAsync(RoundWorld world)
    {
        await using var work = await world.Portal.Get<Works>().BeginAsync(Reader.System);
        var followed = await RoundMergers.FollowAsync(work, 200, default);
        await work.CommitAsync();
        return followed;
    }
}
