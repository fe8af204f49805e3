using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Privacy;

public sealed class PrivacyNoticesTests
{
    private static readonly Reader Office = Reader.Of(Guid.CreateVersion7(), "事務局 花子", [new(Role.Office, Scopes.System)]);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_version_holds_from_its_day_until_a_later_one_does_and_all_of_them_stay(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var notices = store.Get<PrivacyNotices>();
        Assert.Equal((null, null), await notices.CurrentAsync(default));
        var today = Today(store);
        Assert.Equal(1, (await notices.WriteAsync(Office, Words("一", today), 0, default)).Value);
        Assert.Equal(2, (await notices.WriteAsync(Office, Words("二", today.AddDays(10)), 1, default)).Value);
        var (now, later) = await notices.CurrentAsync(default);
        Assert.Equal(("一", "二"), (now!.OperatorJa, later!.OperatorJa));
        store.Time.Advance(TimeSpan.FromDays(11));
        (now, later) = await notices.CurrentAsync(default);
        Assert.Equal("二", now!.OperatorJa);
        Assert.Null(later);
        var all = await notices.ListAsync(default);
        Assert.Equal([2, 1], all.Select(n => n.Number));
        Assert.All(all, n => Assert.Equal((Office.Account!.Value, "事務局 花子"), (n.By, n.ByName)));
        Assert.Equal("2", await store.ScalarAsync("SELECT count(*) FROM platform_audit WHERE \"Action\" = 'platform.privacy-notice.written'"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Of_two_who_saw_the_same_version_one_writes_the_next(Engine engine)
    {
        await using var store = await StoreUnderTest.MakeAsync(engine);
        var notices = store.Get<PrivacyNotices>();
        var both = await Task.WhenAll(
            Task.Run(() => notices.WriteAsync(Office, Words("甲", Today(store)), 0, default)),
            Task.Run(() => notices.WriteAsync(Office, Words("乙", Today(store)), 0, default)));
        Assert.Equal(1, Assert.Single(both, o => o.Succeeded).Value);
        Assert.Equal(FailureKind.Conflict, Assert.Single(both, o => !o.Succeeded).Failure!.Kind);
        Assert.Single(await notices.ListAsync(default));
    }

    [Fact]
    public async Task What_is_missing_too_long_in_one_language_or_backdated_is_refused_by_field()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (notices, today) = (store.Get<PrivacyNotices>(), Today(store));
        Assert.Equal(["operator_ja", "operator_en", "contact", "address_ja", "address_en", "effective"],
            await FieldsAsync(new(Text.Same(" "), Text.Same(""), "\n", Text.Same(""), null)));
        Assert.Equal(["more_en"], await FieldsAsync(Words("A", today) with { More = new("説明", "") }));
        Assert.Equal(["contact"], await FieldsAsync(Words("A", today) with { Contact = new('x', PrivacyNotices.LongestName + 1) }));
        Assert.Equal(["effective"], await FieldsAsync(Words("A", today.AddDays(-1))));
        Assert.Empty(await notices.ListAsync(default));
        Assert.Equal(1, (await notices.WriteAsync(Office, Words("A", today) with { More = new("一\r\n二 ", "One\r\ntwo") }, 0, default)).Value);
        Assert.Equal("一\n二", (await notices.ListAsync(default)).Single().MoreJa);

        async Task<IEnumerable<string?>> FieldsAsync(NoticeWords words)
            => (await notices.WriteAsync(Office, words, 0, default)).Failure!.Faults.Select(f => f.Column);
    }

    [Fact]
    public async Task Only_the_office_writes_and_nothing_changed_is_no_version()
    {
        await using var store = await StoreUnderTest.MakeAsync(Engine.Sqlite);
        var (notices, today) = (store.Get<PrivacyNotices>(), Today(store));
        foreach (var reader in (Reader[])[Reader.Nobody, Reader.Of(Guid.CreateVersion7(), "Manager", [new(Role.Manager, Guid.CreateVersion7())])])
            Assert.Equal(FailureKind.NotFound, (await notices.WriteAsync(reader, Words("A", today), 0, default)).Failure!.Kind);
        Assert.True((await notices.WriteAsync(Office, Words("A", today), 0, default)).Succeeded);
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(FailureKind.Conflict, (await notices.WriteAsync(Office, Words("A", today.AddDays(1)), 1, default)).Failure!.Kind);
        Assert.True((await notices.WriteAsync(Office, Words("B", today.AddDays(1)), 1, default)).Succeeded);
    }

    private static DateOnly Today(StoreUnderTest store) => Dates.DayInJapan(store.Time.GetUtcNow().UtcDateTime);

    private static NoticeWords Words(string name, DateOnly day)
        => new(Text.Same(name), new("東京都千代田区", "Chiyoda, Tokyo"), "privacy@office.example", Text.Same(""), day);
}
