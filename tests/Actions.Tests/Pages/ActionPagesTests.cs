using System.Net;
using System.Text;
using Sakimori.Actions.Contracts;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Actions.Tests.Pages;

public sealed class ActionPagesTests(ActionsPortal portals) : IClassFixture<ActionsPortal>
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Another_organisation_finds_an_action_on_no_page_in_no_file_and_no_count(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var owner = await portals.VisitorAsync(engine, organisation);
        var stranger = await portals.VisitorAsync(engine, Guid.NewGuid(), Role.Manager);
        var id = (await portals.PlanAsync(engine, owner.Reader, ActionsPortal.NewAction("秘密の取組み")))[0];

        foreach (var path in (string[])["/actions", "/actions.csv", "/actions.ics", $"/actions/{id}"])
        {
            using var own = await owner.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            Assert.Contains("秘密の取組み", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var other = await stranger.Client.GetAsync(path);
            Assert.DoesNotContain("秘密の取組み", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var open = await stranger.Client.GetAsync($"/actions/{id}");
        Assert.Equal(HttpStatusCode.NotFound, open.StatusCode);
        Assert.Contains("There are no actions yet", await stranger.Client.GetStringAsync("/actions"), StringComparison.Ordinal);
        using var change = await stranger.Client.SubmitAsync("/actions", $"/actions/{id}", Filled(("state", "done")));
        Assert.Equal(HttpStatusCode.NotFound, change.StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_list_is_filtered_by_state_owner_overdue_and_text_of_any_width(Engine engine)
    {
        var visitor = await portals.VisitorAsync(engine, Guid.NewGuid());
        await portals.PlanAsync(engine, visitor.Reader,
            ActionsPortal.NewAction("ＶＰＮを更新する", due: new(2020, 1, 1)),
            ActionsPortal.NewAction("教育を行う", owner: new(null, "鈴木")));

        Assert.Equal((true, true), await ShownAsync(visitor, ""));
        Assert.Equal((true, false), await ShownAsync(visitor, "?q=vpn"));
        Assert.Equal((false, true), await ShownAsync(visitor, "?owner=" + Uri.EscapeDataString("鈴木")));
        Assert.Equal((true, false), await ShownAsync(visitor, "?overdue=yes"));
        Assert.Equal((false, false), await ShownAsync(visitor, "?state=done"));
        Assert.Equal((true, true), await ShownAsync(visitor, "?origin=benchmark.check&sort=owner&dir=desc"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_change_is_kept_with_its_history_and_another_person_verifies_it(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var owner = await portals.VisitorAsync(engine, organisation, name: "担当 太郎");
        var other = await portals.VisitorAsync(engine, organisation, name: "確認 次郎");
        var id = (await portals.PlanAsync(engine, owner.Reader, ActionsPortal.NewAction("方針を文書にする", owner: new(owner.Account, "担当 太郎"))))[0];
        var page = $"/actions/{id}";

        using var changed = await owner.Client.SubmitAsync(page, page, Filled(("account", $"{owner.Account}"), ("state", "done"), ("evidence", "規程 第3版"), ("due", "令和9年3月31日")));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        var shown = await other.Client.GetStringAsync(page);
        Assert.Contains("規程 第3版", shown, StringComparison.Ordinal);
        Assert.Contains("31 March 2027", shown, StringComparison.Ordinal);

        using var self = await owner.Client.SubmitAsync(page, page + "/verify", ("version", "2"));
        Assert.Equal(HttpStatusCode.Forbidden, self.StatusCode);
        using var verified = await other.Client.SubmitAsync(page, page + "/verify", ("version", "2"));
        Assert.Equal(HttpStatusCode.Redirect, verified.StatusCode);
        using var late = await owner.Client.SubmitAsync(page, page, Filled(("version", "3"), ("account", $"{owner.Account}"), ("state", "done"), ("evidence", "別のもの")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("A verified action cannot be changed.", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Who_was_overtaken_sees_the_other_change_beside_their_own_words(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var first = await portals.VisitorAsync(engine, organisation, name: "先の人");
        var second = await portals.VisitorAsync(engine, organisation, name: "後の人");
        var id = (await portals.PlanAsync(engine, first.Reader, ActionsPortal.NewAction("方針を文書にする")))[0];
        var page = $"/actions/{id}";
        (await first.Client.SubmitAsync(page, page, Filled(("state", "in_progress")))).Dispose();

        using var overtaken = await second.Client.SubmitAsync(page, page, Filled(("evidence", "私の言葉")));
        Assert.Equal(HttpStatusCode.Conflict, overtaken.StatusCode);
        var body = await overtaken.Content.ReadAsStringAsync();
        Assert.Contains("Somebody else changed this action", body, StringComparison.Ordinal);
        Assert.Contains("先の人", body, StringComparison.Ordinal);
        Assert.Contains("私の言葉", body, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"2\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("私の言葉", await first.Client.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Files_keep_text_as_text_and_calendars_hold_what_is_open(Engine engine)
    {
        var visitor = await portals.VisitorAsync(engine, Guid.NewGuid(), language: "ja");
        await portals.PlanAsync(engine, visitor.Reader, ActionsPortal.NewAction("=SUM(A1:A9), 長い名前の取組みを最後まで読めるように書いておく、折り返しを確かめるため"));
        var workbook = TableReader.Read(await visitor.Client.GetByteArrayAsync("/actions.xlsx"), "actions.xlsx").Value;
        Assert.StartsWith("=SUM(A1:A9)", workbook[0][1].Value, StringComparison.Ordinal);
        Assert.Equal("2199-03-31", workbook[0][5].Value);

        var calendar = await visitor.Client.GetStringAsync("/actions.ics");
        Assert.All(calendar.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        var unfolded = calendar.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:21990331", unfolded, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:=SUM(A1:A9)\\, 長い名前", unfolded, StringComparison.Ordinal);
    }

    private static async Task<(bool Vpn, bool Education)> ShownAsync(Visitor visitor, string query)
    {
        var body = await visitor.Client.GetStringAsync("/actions" + query);
        return (body.Contains("ＶＰＮを更新する", StringComparison.Ordinal), body.Contains("教育を行う", StringComparison.Ordinal));
    }

    private static (string, string)[] Filled(params (string Name, string Value)[] own)
    {
        (string Name, string Value)[] usual =
        [
            ("version", "1"), ("state", "planned"), ("title", "方針を文書にする"), ("detail", "手順を決めて配る"), ("owner", "佐藤"),
            ("mail", "sato@example.jp"), ("due", "2199-03-31"), ("effort", "５"), ("evidence", ""), ("link", ""), ("account", ""),
        ];
        return [.. usual.Where(u => own.All(o => o.Name != u.Name)), .. own];
    }
}
