using Sakimori.Catalogue.Contracts;
using Sakimori.Catalogue.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Catalogue.Tests;

public class CatalogueVersionsTests
{
    private static readonly Reader Office = Reader.Of(Guid.NewGuid(), "事務局", [new(Role.Office, Scopes.System)]);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_version_is_published_once_with_a_greater_number_and_keeps_its_bytes(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var catalogue = portal.Get<CatalogueVersions>();
        var tomorrow = Dates.DayInJapan(portal.Get<TimeProvider>().GetUtcNow().UtcDateTime).AddDays(1);
        byte[] bytes = [.. "質問"u8, 0, 255];
        var first = await catalogue.DraftAsync(Office, "list", "2.10", new("出典", "source"), [("a.json", bytes)], default);
        var same = await catalogue.DraftAsync(Office, "list", "2.10", new("出典", "source"), [("a.json", [1])], default);
        var before = await catalogue.StampAsync("list", default);

        Assert.Equal(FailureKind.Invalid, (await catalogue.PublishAsync(Office, "list", first, tomorrow.AddDays(-2), [], default)).Failure?.Kind);
        Assert.Equal(FailureKind.Conflict, (await catalogue.PublishAsync(Office, "list", first, tomorrow, ["2.11"], default)).Failure?.Kind);
        Assert.True((await catalogue.PublishAsync(Office, "list", first, tomorrow, ["2.9"], default)).Succeeded);
        Assert.Equal(FailureKind.Conflict, (await catalogue.PublishAsync(Office, "list", first, tomorrow, [], default)).Failure?.Kind);
        Assert.Equal(FailureKind.Conflict, (await catalogue.PublishAsync(Office, "list", same, tomorrow, [], default)).Failure?.Kind);
        Assert.NotEqual(before, await catalogue.StampAsync("list", default));
        Assert.Equal(bytes, Assert.Single((await catalogue.FindAsync("list", first, default))!.Files).Bytes);

        Assert.True((await catalogue.WithdrawAsync(Office, "list", first, default)).Succeeded);
        Assert.Equal(FailureKind.Conflict, (await catalogue.WithdrawAsync(Office, "list", first, default)).Failure?.Kind);
        Assert.Equal(FailureKind.Conflict, (await catalogue.PublishAsync(Office, "list", same, tomorrow, [], default)).Failure?.Kind);
        var today = await catalogue.DraftAsync(Office, "list", "3", new("出典", "source"), [], default);
        Assert.Equal(VersionState.Published, (await catalogue.PublishAsync(Office, "list", today, tomorrow.AddDays(-1), [], default)).Value.State);
        Assert.Equal(FailureKind.Conflict, (await catalogue.WithdrawAsync(Office, "list", today, default)).Failure?.Kind);
    }
}
