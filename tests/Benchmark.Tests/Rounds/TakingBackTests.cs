using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public class TakingBackTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_was_shared_leaves_the_round_with_the_invitation_and_is_asked_for_anew(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み", "子会社2,確認済み");
        var child = await world.OrganisationAsync("子会社1");
        var (manager, japanese) = (await world.ManagerAsync(child), await world.ManagerAsync(child, "ja"));
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "子会社1\n子会社2\n");
        var invitation = await world.InvitationAsync(round, child);
        await world.SubmitAsync(child, 4);
        Assert.True((await world.ChooseAsync(manager, invitation, SharingLevel.Measures)).Succeeded);
        Assert.Equal(100, (await world.RowsAsync(round)).Single(r => r.Organisation == child).Total);

        // The host reads what it means, then does it: through the page, as a browser does.
        var page = $"/benchmark/rounds/{round}/invitations/{invitation}/take-back";
        Assert.Contains(page, await world.Host.Client.GetStringAsync($"/benchmark/rounds/{round}"), StringComparison.Ordinal);
        using (var done = await world.Host.Client.SubmitAsync(page, page))
            Assert.Equal($"/benchmark/rounds/{round}?done=taken-back", done.Headers.Location?.OriginalString);
        await AssertGoneAsync(world, round, "子会社1", 1);
        var shown = await world.Host.Client.GetStringAsync($"/benchmark/rounds/{round}");
        Assert.Contains("taken back on", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Host.Client.GetAsync(page)).StatusCode);

        // Its people are told, each in their language, and see it; nobody can answer any more.
        var letters = (await world.LettersAsync()).Where(l => l.Subject.Contains("taken back", StringComparison.Ordinal) || l.Subject.Contains("取消し", StringComparison.Ordinal)).ToList();
        Assert.Equal(["An invitation to a round of the self-check was taken back", "調査ラウンドへの招待の取消し"], letters.Select(l => l.Subject).Order(StringComparer.Ordinal));
        Assert.Contains("この招待を取り消しました", await japanese.Client.GetStringAsync($"/benchmark/rounds/invitations/{invitation}"), StringComparison.Ordinal);
        Assert.Contains("taken back", await manager.Client.GetStringAsync("/benchmark/rounds"), StringComparison.Ordinal);
        foreach (var level in (SharingLevel[])[SharingLevel.Total, SharingLevel.Nothing])
            Assert.Equal(RoundSharing.TakenBack, (await world.ChooseAsync(manager, invitation, level)).Failure);
        await world.SubmitAsync(child, 5);
        await AssertGoneAsync(world, round, "子会社1", 1);
        Assert.Equal(0, await world.SendLettersAsync());
        Assert.Single(await AuditedAsync(world, "benchmark.round.taken-back"));

        // Invited again it is asked again: the former decision counts for nothing.
        var plan = await world.InviteAsync(round, "子会社1\n子会社2\n");
        Assert.Equal((1, 1), (plan.New.Count, plan.Known));
        Assert.Equal(invitation, await world.InvitationAsync(round, child));
        var again = (await world.RowsAsync(round)).Single(r => r.Organisation == child);
        Assert.Equal((LineState.Invited, SharingLevel.Nothing, null, null), (again.State, again.Shared, again.Total, again.Measures));
        Assert.Null((await world.Portal.Get<RoundSharing>().FindAsync(manager.Reader, invitation, default))!.Choice);
        Assert.Equal(2, await world.SendLettersAsync());
        Assert.True((await world.ChooseAsync(manager, invitation, SharingLevel.Total)).Succeeded);
        Assert.Equal((SharingLevel.Total, 125, null), (await world.RowsAsync(round)).Single(r => r.Organisation == child) is var line ? (line.Shared, line.Total, line.Measures) : default);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Only_the_host_takes_back_and_only_once_by_program_too(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み", "子会社2,確認済み", "別の親会社,確認済み");
        var child = await world.OrganisationAsync("子会社1");
        var (manager, other) = (await world.ManagerAsync(child), await world.ManagerAsync(await world.OrganisationAsync("別の親会社")));
        var (round, others) = (await world.OpenAsync(), await world.OpenAsync(host: other));
        await world.InviteAsync(round, "子会社1\n子会社2\n");
        var invitation = await world.InvitationAsync(round, child);
        var taking = world.Portal.Get<RoundTakingBack>();
        foreach (var (reader, of) in ((Reader, Guid)[])[(manager.Reader, round), (other.Reader, round), (other.Reader, others), (world.Host.Reader, others)])
            Assert.Equal(FailureKind.NotFound, (await taking.TakeBackAsync(reader, of, invitation, default)).Failure!.Kind);
        Assert.Equal(2, (await world.RowsAsync(round)).Count);

        var (host, invited) = (await RoundsApiTests.ProgramAsync(world, world.Host), await RoundsApiTests.ProgramAsync(world, manager));
        var address = $"/api/v1/benchmark/rounds/{round}/invitations/{invitation}";
        Assert.Equal(HttpStatusCode.NotFound, (await invited.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await host.DeleteAsync(address)).StatusCode);
        var received = (await invited.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/benchmark/rounds/invitations")).GetProperty("items")[0];
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, received.GetProperty("taken_back").ValueKind);
        Assert.False(received.GetProperty("passed_on").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, (await invited.PutAsJsonAsync($"/api/v1/benchmark/rounds/invitations/{invitation}/share", new { level = "total" })).StatusCode);
        var csv = await host.GetStringAsync($"/api/v1/benchmark/rounds/{round}/results.csv");
        Assert.True(csv.Contains("子会社2", StringComparison.Ordinal) && !csv.Contains("子会社1", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync($"/api/v1/benchmark/rounds/{round}/results.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await invited.GetAsync($"/api/v1/benchmark/rounds/{round}/results.csv")).StatusCode);

        // Also after the round was closed.
        await world.Portal.Get<Store.Rounds>().CloseAsync(world.Host.Reader, round, default);
        Assert.True((await taking.TakeBackAsync(world.Host.Reader, round, (await world.RowsAsync(round)).Single().Id, default)).Succeeded);
        Assert.Empty(await world.RowsAsync(round));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Whoever_could_not_have_seen_it_never_hears_of_it_and_a_letters_link_dies(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み");
        var child = await world.OrganisationAsync("子会社1");
        var manager = await world.ManagerAsync(child);
        var taking = world.Portal.Get<RoundTakingBack>();

        // Before the opening day.
        var later = (await world.Portal.Get<Store.Rounds>().OpenAsync(world.Host.Reader, world.HostId, RoundWorld.Entry($"{world.Today.AddDays(20):yyyy-MM-dd}") with
        {
            Opens = $"{world.Today.AddDays(5):yyyy-MM-dd}",
        }, default)).Value;
        await world.InviteAsync(later, "子会社1");
        Assert.True((await taking.TakeBackAsync(world.Host.Reader, later, await world.InvitationAsync(later, child), default)).Succeeded);
        world.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Empty(await world.Portal.Get<RoundSharing>().ListAsync(manager.Reader, default));
        Assert.Equal(0, await world.SendLettersAsync());
        Assert.Empty(await world.LettersAsync());

        // One that is not registered: the letter's link works no more, and its reader is told in both languages.
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "よその会社,contact@example.jp");
        Assert.Equal(1, await world.SendLettersAsync());
        var link = (await world.LettersAsync()).Single().Secret!;
        var token = link[(link.LastIndexOf('/') + 1)..];
        Assert.NotNull(await world.Portal.Get<RoundJoining>().FindAsync(token, default));
        Assert.True((await taking.TakeBackAsync(world.Host.Reader, round, (await world.RowsAsync(round)).Single().Id, default)).Succeeded);
        Assert.Null(await world.Portal.Get<RoundJoining>().FindAsync(token, default));
        Assert.Equal(RoundJoining.Dead, (await world.Portal.Get<RoundJoining>().AcceptAsync(manager.Reader, token, default)).Failure);
        var told = (await world.LettersAsync())[^1];
        Assert.Equal("contact@example.jp", told.To);
        Assert.True(told.Body.Contains("取り消しました", StringComparison.Ordinal) && told.Body.Contains("taken back", StringComparison.Ordinal));
        Assert.Single((await world.InviteAsync(round, "よその会社,contact@example.jp")).New);
        Assert.Single(await world.RowsAsync(round));
    }

    private static async Task AssertGoneAsync(RoundWorld world, Guid round, string name, int left)
    {
        var rows = await world.RowsAsync(round);
        Assert.DoesNotContain(rows, r => r.NameJa == name || r.Total is not null || r.Measures is not null);
        foreach (var file in (string[])["results.csv", "heatmap"])
            Assert.DoesNotContain(name, await world.Host.Client.GetStringAsync($"/benchmark/rounds/{round}/{file}"), StringComparison.Ordinal);
        await using var benchmark = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(world.Host.Reader);
        var progress = (await RoundProgress.OfAsync(benchmark.RoundLines.Where(l => l.Round == round), default))[round];
        Assert.Equal((rows.Count, left, 0, left), (left, progress.Invited, progress.Answered, progress.Waiting));
    }

    internal static async Task<List<AuditEntry>> AuditedAsync(RoundWorld world, string action)
    {
        await using var platform = world.Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return await platform.Audit.Where(a => a.Action == action).WithPayloadsAsync(platform, default);
    }
}
