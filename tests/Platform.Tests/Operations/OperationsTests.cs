using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Operations;

public class OperationsTests
{
    private static readonly HeldRole Administrator = new(Role.Administrator, Scopes.System);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Administrators_see_how_the_portal_is_doing_and_nobody_else_does(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        Guid letter;
        var asker = await portal.VisitorAsync("運用 太郎", "ja", Administrator);
        await using (var work = await portal.Get<Works>().BeginAsync(asker.Reader))
        {
            work.Send(new Letter("hanako@example.jp", Kernel.Language.Ja, new("ご招待", "Invitation"), new("開く: http://x/SECRET", "Open"), "http://x/SECRET"));
            letter = work.Enlist<PlatformContext>().Mail.Local.Single().Id;
            JobRequests.Ask(work, PruneRecords.Key);
            await work.CommitAsync();
        }

        foreach (var language in (string[])["ja", "en"])
        {
            using var stranger = portal.Client(language);
            var office = await portal.VisitorAsync("所員", language, new HeldRole(Role.Office, Scopes.System));
            var administrator = await portal.VisitorAsync("管理者", language, Administrator);
            foreach (var path in (string[])["/operations", "/operations/mail", $"/operations/mail/{letter}", "/operations/jobs", "/audit", "/audit.csv"])
            {
                Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(path)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await office.Client.GetAsync(path)).StatusCode);
                var answer = await administrator.Client.GetAsync(path);
                Assert.True(answer.IsSuccessStatusCode, $"{path} {answer.StatusCode}");
                Assert.DoesNotContain("SECRET", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }

            Assert.Contains(language == "ja" ? "メールサーバーが設定されていません" : "No mail server is set",
                await administrator.Client.GetStringAsync("/operations"), StringComparison.Ordinal);
            const string asked = "<code>platform.job.asked</code>";
            Assert.Contains(asked, await administrator.Client.GetStringAsync("/audit?action=platform.job"), StringComparison.Ordinal);
            Assert.DoesNotContain(asked, await administrator.Client.GetStringAsync("/audit?to=2001-01-01"), StringComparison.Ordinal);
            foreach (var who in (string[])["運用 太郎", $"{asker.Account}"])
                Assert.Contains(asked, await administrator.Client.GetStringAsync($"/audit?account={Uri.EscapeDataString(who)}"), StringComparison.Ordinal);
            var nobody = await administrator.Client.GetStringAsync("/audit?account=nobody@example.jp");
            Assert.DoesNotContain(asked, nobody, StringComparison.Ordinal);
            Assert.Contains(language == "ja" ? "このアカウントは、ないか" : "There is no such account", nobody, StringComparison.Ordinal);
            Assert.DoesNotContain(asked, await administrator.Client.GetStringAsync("/audit.csv?organisation=nobody"), StringComparison.Ordinal);
            Assert.Contains("platform.job.asked", await administrator.Client.GetStringAsync("/audit.csv"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_administrator_runs_a_job_again()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var administrator = await portal.VisitorAsync("管理者", "en", Administrator);
        Guid id;
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            id = JobRequests.Ask(work, PruneRecords.Key);
            await work.CommitAsync();
        }

        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        while (await platform.Jobs.AnyAsync(j => j.Id == id && j.State < JobState.Done))
            await Task.Delay(100);
        var answer = await administrator.Client.SubmitAsync("/operations/jobs", $"/operations/jobs/{id}/again");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(2, await platform.Jobs.CountAsync(j => j.Key == PruneRecords.Key && j.Slot == null));
    }

    [Fact]
    public async Task Health_is_public_and_metrics_are_not()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var client = portal.Client();
        Assert.Contains("live", await client.GetStringAsync("/health/live"), StringComparison.Ordinal);
        Assert.Contains("ready", await client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        Assert.Contains("ready", await client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        Assert.Contains("sakimori_units_committed", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        forwarded.Headers.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(forwarded)).StatusCode);
    }

    [Fact]
    public async Task The_log_names_routes_and_no_person()
    {
        var log = new Recorder();
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, services: s => s
            .AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Debug));
        using var client = portal.Client("ja");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Hanako-Browser/1");
        await client.GetAsync("/hanako@example.jp?name=hanako@example.jp");
        await client.GetAsync("/setup/hanako-token?mail=hanako@example.jp");
        await client.SubmitAsync("/sign-in", "/sign-in", ("email", "hanako@example.jp"), ("password", "Hanako-Password"));
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            work.Send(new Letter("hanako no address", Kernel.Language.Ja, new("件名", "Subject"), new("本文", "Body")));
            await work.CommitAsync();
        }

        for (var n = 0; n < 400 && !log.Lines.Any(l => l.Contains("was not delivered", StringComparison.Ordinal)); n++)
            await Task.Delay(50);
        Assert.Contains(log.Lines, l => l.Contains("/setup/{token}", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Contains("was not delivered", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains("hanako", StringComparison.OrdinalIgnoreCase) || l.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Erasing_keeps_the_entry_and_its_commitment(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            work.Audit("test.kept", "person:1", after: new { name = "山田 花子" });
            await work.CommitAsync();
        }

        await using (var work = await store.Get<Works>().BeginAsync(Reader.System))
        {
            Assert.Equal(1, await AuditErasure.EraseAsync(work, "person:1", default));
            Assert.Equal(0, await AuditErasure.EraseAsync(work, "person:1", default));
            await work.CommitAsync();
        }

        Assert.Equal("0", await store.ScalarAsync("SELECT count(*) FROM platform_audit_payload"));
        Assert.Equal("1", await store.ScalarAsync("""SELECT count(*) FROM platform_audit WHERE "Action" = 'test.kept' AND "Commitment" IS NOT NULL"""));
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
