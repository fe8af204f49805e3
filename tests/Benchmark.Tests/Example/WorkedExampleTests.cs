using Sakimori.Benchmark.Example;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Example;

public class WorkedExampleTests
{
    [Fact]
    public void The_published_uses_come_out_as_printed()
        => Assert.Equal((9_125, "39.1", "60.9"),
            (WorkedExample.PublishedUses.Total, $"{WorkedExample.PublishedUses.ProvidedShare}", $"{WorkedExample.PublishedUses.NotProvidedShare}"));

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task It_is_loaded_once_and_does_not_come_back_after_its_removal(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine, example: true);
        var example = portal.Get<WorkedExample>();
        Assert.True(await example.IsLoadedAsync(TestContext.Current.CancellationToken));
        await example.LoadAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        await example.RemoveAsync(Reader.Nobody, TestContext.Current.CancellationToken);
        await example.LoadAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(await example.IsLoadedAsync(TestContext.Current.CancellationToken));
        using var client = portal.Client("ja");
        Assert.Contains("実例データはありません", await client.GetStringAsync("/example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_time_links_in_letters_are_masked_from_the_moment_the_example_is_removed()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, example: true);
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            work.Send(new("hanako@example.jp", Language.En, Text.Same("Invitation"), Text.Same("Open http://p/invite/SECRET now"), "http://p/invite/SECRET"));
            await work.CommitAsync();
        }

        var administrator = await portal.VisitorAsync("管理者", "en", new HeldRole(Role.Administrator, Scopes.System));
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var page = $"/operations/mail/{platform.Mail.Single().Id}";
        Assert.Contains("http://p/invite/SECRET", await administrator.Client.GetStringAsync(page), StringComparison.Ordinal);
        await portal.Get<WorkedExample>().RemoveAsync(administrator.Reader, TestContext.Current.CancellationToken);
        var shown = await administrator.Client.GetStringAsync(page);
        Assert.Contains("Open … now", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_that_is_only_served_starts_without_it()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        Assert.False(await portal.Get<WorkedExample>().IsLoadedAsync(TestContext.Current.CancellationToken));
    }
}
