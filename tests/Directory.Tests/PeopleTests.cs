using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

public sealed class PeopleTests(Portals portals) : IClassFixture<Portals>
{
    private static readonly DateOnly Day = new(2024, 4, 1);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_person_changes_post_leaves_and_is_erased_and_earlier_days_keep_their_record(Engine engine)
    {
        var portal = portals[engine];
        var organisation = await portal.AddAsync("人の会社");
        var manager = await portal.SignedInAsync(Role.Manager, organisation, "ja");
        var page = $"/directory/{organisation}/people";
        using (var added = await manager.PostFormAsync(page, page,
            ("name", "佐藤 健"), ("kana", "ｻﾄｳ ｹﾝ"), ("post", "情報部 課長"), ("mail", "sato@example.jp"), ("phone", "０３-１２３４"), ("day", "令和6年4月1日")))
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var person = (await OnAsync(portal, organisation, Day)).Single();
        Assert.Equal(("サトウ ケン", "03-1234", Day), (person.Kana, person.Phone, person.From));

        using (var moved = await manager.PostFormAsync(page, page, ("person", $"{person.Person}"), ("name", "佐藤 健"), ("post", "情報部 部長"), ("day", "2025-04-01")))
            Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        Assert.Equal("情報部 課長", (await OnAsync(portal, organisation, Day)).Single().Post);
        Assert.Equal("情報部 部長", (await OnAsync(portal, organisation, new(2025, 4, 1))).Single().Post);
        Assert.Contains("情報部 課長", await manager.GetStringAsync($"{page}?on=2024-05-01"), StringComparison.Ordinal);

        (await manager.PostFormAsync(page, page, ("person", $"{person.Person}"), ("name", "佐藤 健"), ("day", "2026-04-01"), ("do", "end"))).Dispose();
        Assert.Empty(await OnAsync(portal, organisation, new(2026, 4, 1)));
        Assert.Single(await OnAsync(portal, organisation, new(2026, 3, 31)));

        (await manager.PostFormAsync(page, page, ("person", $"{person.Person}"), ("name", "x"), ("day", "2026-04-01"), ("do", "erase"))).Dispose();
        Assert.Empty(await OnAsync(portal, organisation, Day));
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var trail = await platform.Audit.Where(a => a.Subject == $"person:{person.Person}").WithPayloadsAsync(platform, TestContext.Current.CancellationToken);
        Assert.Contains(trail, a => a.Action == "directory.person.erased");
        Assert.All(trail, a => Assert.Null(a.Payload));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Only_the_organisations_own_people_and_the_office_see_people_and_only_managers_change_them(Engine engine)
    {
        var portal = portals[engine];
        var (group, other) = (await portal.AddAsync("見えるグループ", OrganisationKind.Group), await portal.AddAsync("見えない会社"));
        var (company, sister) = (await portal.AddAsync("見える会社", parent: group), await portal.AddAsync("妹の会社", parent: group));
        var page = $"/directory/{company}/people";
        var (manager, reader) = (await portal.SignedInAsync(Role.Manager, company), await portal.SignedInAsync(Role.Reader, company));
        (await manager.PostFormAsync(page, page, ("name", "秘密 花子"), ("day", "2024-04-01"))).Dispose();

        foreach (var path in (string[])[page, page + ".csv"])
        {
            Assert.Contains("秘密 花子", await reader.GetStringAsync(path), StringComparison.Ordinal);
            Assert.Contains("秘密 花子", await (await portal.SignedInAsync(Role.Office, Scopes.System)).GetStringAsync(path), StringComparison.Ordinal);
            Assert.DoesNotContain("秘密 花子", await (await portal.SignedInAsync(Role.Manager, sister)).GetStringAsync(path), StringComparison.Ordinal);
            using var stranger = await (await portal.SignedInAsync(Role.Manager, other)).GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        }

        using var refused = await reader.PostFormAsync($"/directory?on=2024-04-01", page, ("name", "侵入 者"), ("day", "2024-04-01"));
        Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Single(await OnAsync(portal, company, Day));
    }

    private static async Task<List<PersonRow>> OnAsync(PortalUnderTest portal, Guid organisation, DateOnly day)
    {
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        return await context.People.On(organisation, day).ToListAsync();
    }
}
