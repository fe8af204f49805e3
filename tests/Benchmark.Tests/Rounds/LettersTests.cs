using System.Net;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public class LettersTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_organisation_has_one_letter_a_day_whoever_asks_and_each_manager_in_their_language(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社,確認済み", "別の親会社,確認済み");
        var (child, second) = (await world.OrganisationAsync("子会社"), await world.OrganisationAsync("別の親会社"));
        await world.ManagerAsync(child, "ja");
        await world.ManagerAsync(child, "en");
        await world.ManagerAsync(child, "en", Role.Contributor);
        var other = await world.ManagerAsync(second);
        var rounds = new[] { await world.OpenAsync(days: 20), await world.OpenAsync(days: 20, host: other) };
        await world.InviteAsync(rounds[0], "子会社");
        await world.InviteAsync(rounds[1], "子会社", other);
        Assert.Equal(2, await world.SendLettersAsync());
        var letters = await world.LettersAsync();
        Assert.Equal(["Invitation to a round of the self-check (2)", "調査ラウンドへの招待（2件）"], letters.Select(l => l.Subject).Order(StringComparer.Ordinal));
        Assert.All(letters, l => Assert.True(l.Body.Contains("親会社", StringComparison.Ordinal) && l.Body.Contains("別の親会社", StringComparison.Ordinal)));

        // A third round on the same day waits for the next, the reminder by hand too.
        var third = await world.OpenAsync(days: 20);
        await world.InviteAsync(third, "子会社");
        Assert.True((await world.Portal.Get<Store.Rounds>().RemindAsync(world.Host.Reader, rounds[0], default)).Succeeded);
        Assert.Equal(0, await world.SendLettersAsync());
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await world.SendLettersAsync());
        Assert.Contains("(1)", (await world.LettersAsync()).Last(l => l.Subject.StartsWith("Invitation", StringComparison.Ordinal)).Subject, StringComparison.Ordinal);

        // What is answered or declined is asked for no more.
        var manager = await world.ManagerAsync(child);
        await world.ChooseAsync(manager, await world.InvitationAsync(rounds[0], child), SharingLevel.Nothing);
        await world.ChooseAsync(manager, await world.InvitationAsync(rounds[1], child), SharingLevel.Done);
        await world.SubmitAsync(child, 3);
        world.Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal(3, await world.SendLettersAsync());
        Assert.All((await world.LettersAsync()).TakeLast(3), l => Assert.True(l.Subject.Contains('1', StringComparison.Ordinal) && l.Body.Contains($"{third}", StringComparison.Ordinal) == false));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_host_reminds_by_hand_once_a_day(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社,確認済み");
        var child = await world.OrganisationAsync("子会社");
        await world.ManagerAsync(child);
        var round = await world.OpenAsync(days: 60);
        await world.InviteAsync(round, "子会社");
        Assert.Equal(1, await world.SendLettersAsync());
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await world.SendLettersAsync());
        var host = await world.ManagerAsync(world.HostId);
        using (var reminded = await host.Client.SubmitAsync($"/benchmark/rounds/{round}", $"/benchmark/rounds/{round}/remind"))
            Assert.Equal($"/benchmark/rounds/{round}?done=reminded", reminded.Headers.Location?.OriginalString);
        using (var again = await host.Client.SubmitAsync($"/benchmark/rounds/{round}", $"/benchmark/rounds/{round}/remind"))
            Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
        Assert.Equal(1, await world.SendLettersAsync());
        Assert.Equal(0, await world.SendLettersAsync());
        Assert.Equal("Reminder of a round of the self-check (1)", (await world.LettersAsync())[^1].Subject);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await world.SendLettersAsync());
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_job_writes_by_itself_after_an_invitation_and_an_address_is_written_to_where_nobody_speaks(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine, withJob: true);
        await world.RegisterAsync("誰もいない会社,確認済み");
        var round = await world.OpenAsync();
        await world.InviteAsync(round, "誰もいない会社,contact@example.jp");
        IReadOnlyList<Platform.Mail.QueuedMail> letters = [];
        for (var tries = 0; letters.Count == 0 && tries < 300; tries++)
        {
            await Task.Delay(100);
            letters = await world.LettersAsync();
        }

        var letter = Assert.Single(letters);
        Assert.Equal(("contact@example.jp", null), (letter.To, letter.Secret));
        Assert.Contains("/register", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/join/", letter.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-20", null, "2026-12-12", null)]
    [InlineData("2026-12-20", null, "2026-12-13", "2026-12-13")]
    [InlineData("2026-12-20", null, "2026-12-18", "2026-12-13")]
    [InlineData("2026-12-20", null, "2026-12-20", "2026-12-19")]
    [InlineData("2026-12-20", null, "2027-03-01", "2026-12-21")]
    [InlineData("2026-12-20", "2026-12-01", "2026-12-01", "2026-12-01")]
    [InlineData("2026-12-20", "2026-12-01", "2026-12-02", null)]
    public void Reminders_fall_on_their_days_and_are_made_good_later(string due, string? byHand, string today, string? writtenBefore)
        => Assert.Equal(writtenBefore is null ? null : Dates.Parse(writtenBefore),
            RoundReminder.WrittenBefore(Dates.Parse(due)!.Value, byHand is null ? null : Dates.Parse(byHand), Dates.Parse(today)!.Value));
}
