using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Privacy;

public class PrivacyTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_office_completes_the_notice_that_everybody_reads(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        using var anybody = portal.Client("ja");
        Assert.Contains("Not completed yet", await office.Client.GetStringAsync("/privacy"), StringComparison.Ordinal);
        var before = WebUtility.HtmlDecode(await anybody.GetStringAsync("/privacy"));
        Assert.DoesNotContain("まだ完成していません", before, StringComparison.Ordinal);
        Assert.All(portal.Get<PersonalDataRegister>().All, d => Assert.All((Text[])[d.What, d.Purpose, d.SeenBy, d.Period, d.Ending],
            words => Assert.Contains(words.Ja, before, StringComparison.Ordinal)));
        Assert.Contains("""<a href="/privacy">""", await anybody.GetStringAsync("/benchmark"), StringComparison.Ordinal);

        var day = Dates.DayInJapan(portal.Get<TimeProvider>().GetUtcNow().UtcDateTime);
        (string, string)[] fields =
        [
            ("operator_ja", "国の事務局"), ("operator_en", "National <office>"), ("contact", "privacy@office.example"), ("address_ja", "東京都"), ("address_en", "Tokyo"),
            ("more_ja", "一行目\r\n二行目"), ("more_en", "First\r\nsecond"), ("effective", $"{day.Year}年{day.Month}月{day.Day}日"),
        ];
        using (var wrong = await office.Client.SubmitAsync("/privacy/notice", "/privacy/notice", [.. fields[..^1], ("effective", "soon"), ("based_on", "0")]))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            var body = await wrong.Content.ReadAsStringAsync();
            Assert.Contains("value=\"soon\"", body, StringComparison.Ordinal);
            Assert.Contains("value=\"privacy@office.example\"", body, StringComparison.Ordinal);
        }

        using (var written = await office.Client.SubmitAsync("/privacy/notice", "/privacy/notice", [.. fields, ("based_on", "0")]))
            Assert.Equal("/privacy/notice?done=written", written.Headers.Location!.ToString());
        using (var late = await office.Client.SubmitAsync("/privacy/notice", "/privacy/notice", [.. fields, ("based_on", "0")]))
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var after = await anybody.GetStringAsync("/privacy");
        Assert.All((string[])["国の事務局", "privacy@office.example", "一行目\n二行目", "第1版"], words => Assert.Contains(words, WebUtility.HtmlDecode(after), StringComparison.Ordinal));
        var english = await office.Client.GetStringAsync("/privacy");
        Assert.Contains("National &lt;office&gt;", english, StringComparison.Ordinal);
        Assert.DoesNotContain("Not completed yet", english, StringComparison.Ordinal);
        Assert.Contains("事務局", WebUtility.HtmlDecode(await office.Client.GetStringAsync("/privacy/notice/1")), StringComparison.Ordinal);
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var entry = await platform.Audit.SingleAsync(a => a.Action == "platform.privacy-notice.written");
        Assert.Equal((office.Account, "privacy-notice:1"), (entry.Account!.Value, entry.Subject));
    }

    [Fact]
    public async Task The_register_is_for_office_and_administrators_as_page_file_and_by_the_api()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var all = portal.Get<PersonalDataRegister>().All;
        foreach (var role in (Role[])[Role.Office, Role.Administrator])
        {
            var visitor = await portal.VisitorAsync("One of them", "en", new HeldRole(role, Scopes.System));
            var page = WebUtility.HtmlDecode(await visitor.Client.GetStringAsync("/privacy/register"));
            Assert.All(all, d => Assert.Contains(d.What.En, page, StringComparison.Ordinal));
            Assert.All(all.SelectMany(d => d.Tables), table => Assert.Contains($"<code>{table}</code>", page, StringComparison.Ordinal));
            Assert.Contains("Job: Prune old records", page, StringComparison.Ordinal);
            Assert.Contains("Job: Delete personal data whose period is over", page, StringComparison.Ordinal);
            Assert.Equal(role == Role.Administrator, page.Contains("""href="/privacy/holds""", StringComparison.Ordinal));
            var lines = (await visitor.Client.GetStringAsync("/privacy/register.csv")).TrimEnd().Split('\n');
            Assert.Equal(all.Count + 1, lines.Length);
            Assert.Contains(lines, l => l.Contains("platform.mail,", StringComparison.Ordinal) && l.Contains(",30,platform.prune,", StringComparison.Ordinal));
            using var document = JsonDocument.Parse(await visitor.Client.GetStringAsync("/api/v1/privacy/register"));
            var items = document.RootElement.GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(all.Select(d => d.Id), items.Select(i => i.GetProperty("id").GetString()));
            Assert.Equal(all[0].SeenBy.Ja, items[0].GetProperty("seen_by").GetProperty("ja").GetString());
        }

        var manager = await portal.VisitorAsync("Manager", "en", new HeldRole(Role.Manager, Guid.CreateVersion7()));
        foreach (var address in (string[])["/privacy/register", "/privacy/register.csv", "/privacy/notice", "/privacy/notice/1", "/api/v1/privacy/register"])
        {
            using var refused = await manager.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task An_account_takes_what_every_module_keeps_of_it_and_nothing_of_others_nor_any_secret(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var organisation = Guid.NewGuid();
        var (own, other) = (await portal.VisitorAsync("佐藤 花子", "ja", new HeldRole(Role.Manager, organisation)), await portal.VisitorAsync("鈴木 次郎", "ja", new HeldRole(Role.Manager, organisation)));
        foreach (var visitor in (Visitor[])[own, other])
        {
            await using (var work = await portal.Get<Works>().BeginAsync(visitor.Reader))
            {
                await OwnAudience.OfAsync(work, default);
                await ActionPlan.AddAsync(work, [new NewAction($"内容 {visitor.Reader.Name}", "", new ActionOwner(visitor.Account, visitor.Reader.Name!), new(2199, 3, 31), 1, new ActionOrigin("benchmark", "check", Guid.NewGuid()))]);
                var benchmark = work.Enlist<BenchmarkContext>();
                foreach (var audience in (Guid[])[organisation, visitor.Account])
                    benchmark.Checks.Add(new Check { Id = Guid.NewGuid(), Audience = audience, Organisation = audience == organisation ? organisation : null, By = visitor.Account, Tlp = Tlp.Amber, Submitted = work.Now, RulesVersion = "2026.1", Answers = new string(visitor == own ? '3' : '4', 40), Total = 75 });
                await work.CommitAsync();
            }

            await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, organisation, $"鍵 {visitor.Reader.Name}", ["access:read"], 30, default);
        }

        using var answer = await own.Client.GetAsync("/account/data.json");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        var rows = document.RootElement.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("id").GetString()!, i => i.GetProperty("rows"));
        Assert.Equal(portal.Get<PersonalDataRegister>().All.Select(d => d.Id), rows.Keys);
        Assert.Equal("佐藤 花子", Assert.Single(rows["access.accounts"].EnumerateArray()).GetProperty("display_name").GetString());
        Assert.Equal("manager", Assert.Single(rows["access.roles"].EnumerateArray()).GetProperty("role").GetString());
        Assert.Single(rows["access.sessions"].EnumerateArray());
        Assert.Equal("鍵 佐藤 花子", Assert.Single(rows["access.keys"].EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("佐藤 花子", Assert.Single(rows["actions.owners"].EnumerateArray()).GetProperty("owner_name").GetString());
        Assert.Equal([null, new string('3', 40)], rows["benchmark.checks"].EnumerateArray().Select(c => c.GetProperty("answers").GetString()).Order());
        Assert.Contains(rows["platform.audit"].EnumerateArray(), a => a.GetProperty("action").GetString() == "access.key.made");
        Assert.Equal(["platform.outbox"], rows.Where(r => r.Value.ValueKind == JsonValueKind.Null).Select(r => r.Key));
        Assert.Empty(rows["directory.people"].EnumerateArray());
        Assert.All((string[])["鈴木", $"{other.Account}", new string('4', 40), "_hash", "stamp", "内容 佐藤"], words => Assert.DoesNotContain(words, text, StringComparison.OrdinalIgnoreCase));

        using var nobody = portal.Client();
        using var refused = await nobody.GetAsync("/account/data.json");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }
}
