using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

public sealed class PageTests(Portals portals) : IClassFixture<Portals>
{
    private const string Secret = "秘密の窓口 花子";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Contacts_of_one_organisation_are_invisible_to_another_through_every_page(Engine engine)
    {
        var portal = portals[engine];
        var group = await portal.AddAsync("窓口グループ", OrganisationKind.Group);
        var (own, sibling) = (await portal.AddAsync("窓口の会社", parent: group), await portal.AddAsync("隣の会社", parent: group));
        var stranger = await portal.AddAsync("遠い会社");
        var manager = await portal.SignedInAsync(Role.Manager, own);
        var kept = await manager.PostFormAsync($"/directory/{own}/contacts", $"/directory/{own}/contacts",
            ("role", "security"), ("name", Secret), ("mail", "csirt@example.jp"), ("phone", ""), ("tlp", "RED"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        string[] addresses = ["/directory", "/directory?q=花子", $"/directory/{own}", $"/directory/{own}?on=2022-01-01", $"/directory/{own}/contacts",
            $"/directory/{own}/describe", "/directory.csv", "/directory.xlsx", "/directory/registrations", "/api/v1/directory/export"];

        Assert.Contains(Secret, await manager.GetStringAsync($"/directory/{own}"), StringComparison.Ordinal);
        var office = await portal.SignedInAsync(Role.Office, Scopes.System);
        Assert.Contains(Secret, await office.GetStringAsync($"/directory/{own}"), StringComparison.Ordinal);
        foreach (var other in new[]
        {
            await portal.SignedInAsync(Role.Manager, sibling), await portal.SignedInAsync(Role.Manager, stranger),
            await portal.SignedInAsync(Role.Manager, group), portal.Client(),
        })
        {
            foreach (var address in addresses)
            {
                var answer = await other.GetAsync(address);
                Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.DoesNotContain("csirt@example.jp", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.SignedInAsync(Role.Manager, stranger)).GetAsync($"/directory/{own}")).StatusCode);
        Assert.DoesNotContain("窓口の会社", await (await portal.SignedInAsync(Role.Manager, stranger)).GetStringAsync("/directory"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Every_page_opens_for_the_office_in_both_languages(string language)
    {
        var portal = portals[Engine.Sqlite];
        var id = await portal.AddAsync("頁の会社");
        var office = await portal.SignedInAsync(Role.Office, Scopes.System, language);
        foreach (var address in (string[])["/directory", "/directory/new", "/directory/import", "/directory/industries", "/directory/registrations",
            "/register", "/register/sent", $"/directory/{id}", $"/directory/{id}/contacts", $"/directory/{id}/people", $"/directory/{id}/people/import",
            .. Pages.OrganisationChangeForm.All.Select(c => $"/directory/{id}/{c.Code}")])
        {
            var answer = await office.GetAsync(address);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
            Assert.Contains($"<html lang=\"{language}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_office_renames_moves_merges_and_closes_by_form(Engine engine)
    {
        var portal = portals[engine];
        var (a, b) = (await portal.AddAsync("変更前の会社"), await portal.AddAsync("受け皿の会社"));
        var office = await portal.SignedInAsync(Role.Office, Scopes.System);
        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync($"/directory/{a}/rename", $"/directory/{a}/rename",
            ("version", "1"), ("day", "令和3年4月1日"), ("name_ja", "変更後の会社"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync($"/directory/{a}/move", $"/directory/{a}/move",
            ("version", "2"), ("day", "2021/5/1"), ("parent", "受け皿の会社"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.PostFormAsync($"/directory/{b}/close", $"/directory/{b}/close",
            ("version", "1"), ("day", "2021-06-01"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync($"/directory/{a}/merge", $"/directory/{a}/merge",
            ("version", "3"), ("day", "2021-06-01"), ("into", $"{b}"))).StatusCode);
        Assert.Contains("変更前の会社", await office.GetStringAsync($"/directory/{a}?on=2021-03-31"), StringComparison.Ordinal);
        Assert.Contains("受け皿の会社", await office.GetStringAsync($"/directory/{a}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.SignedInAsync(Role.Manager, b)).GetAsync($"/directory/{b}/close")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await portal.SignedInAsync(Role.Manager, b)).GetAsync($"/directory/{b}/describe")).StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_file_is_checked_confirmed_and_carried_out(Engine engine)
    {
        var portal = portals[engine];
        var office = await portal.SignedInAsync(Role.Office, Scopes.System, "ja");
        var (_, dry) = await office.UploadAsync("/directory/import", "名称,種別\n画面から取り込む会社,企業\n"u8.ToArray(), "組織.csv");
        Assert.Contains("新しい組織 1件", dry, StringComparison.Ordinal);
        Assert.Contains("取り込みました", (await office.ConfirmAsync(dry)).Text, StringComparison.Ordinal);
        Assert.Contains("画面から取り込む会社", await office.GetStringAsync("/directory"), StringComparison.Ordinal);
        var csv = await office.GetByteArrayAsync("/directory.csv?encoding=cp932");
        Assert.Equal(0x49, csv[0]);
    }
}
