using Sakimori.Benchmark.Example;
using Sakimori.Platform.Access;
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
    public async Task A_portal_that_is_only_served_starts_without_it()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        Assert.False(await portal.Get<WorkedExample>().IsLoadedAsync(TestContext.Current.CancellationToken));
    }
}
