using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Access;

public sealed class OneTimeLinkTests
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_link_that_eight_redeem_at_once_makes_one_administrator(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var token = (await FirstAdministrator.OfferAsync(store.Get<Works>(), default))!;
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => RedeemAsync(store, token, $"admin{n}@example.jp", Password))));
        Assert.Single(ends, end => end.Succeeded);
        Assert.All(ends.Where(end => !end.Succeeded), end => Assert.Equal(OneTimeLinks.Dead, end.Failure));
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM access_account"));
        Assert.Equal("1", await store.ScalarAsync("SELECT count(*) FROM access_role"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_redemption_that_fails_leaves_the_link_as_it_was(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var token = (await FirstAdministrator.OfferAsync(store.Get<Works>(), default))!;
        Assert.Equal(FailureKind.Invalid, (await RedeemAsync(store, token, "admin@example.jp", "short")).Failure!.Kind);
        Assert.True((await RedeemAsync(store, token, "admin@example.jp", Password)).Succeeded);
        Assert.Equal(OneTimeLinks.Dead, (await RedeemAsync(store, token, "other@example.jp", Password)).Failure);
    }

    private static Task<Outcome<Guid>> RedeemAsync(StoreUnderTest store, string token, string email, string password)
        => FirstAdministrator.RedeemAsync(store.Get<Works>(), store.Get<AccountRegister>(), token, email, "Administrator", password, Language.En, default);
}
