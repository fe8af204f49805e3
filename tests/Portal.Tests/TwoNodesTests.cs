using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Contracts;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Outbox;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;
using Sakimori.Web.Console.Access;

namespace Sakimori.Portal.Tests;

/// <summary>One portal of two nodes: whatever one of them writes, the other knows when the next request comes.</summary>
public partial class TwoNodesTests
{
    private const string Hanako = "hanako@example.jp";

    [Fact]
    public async Task A_reader_signs_in_and_out_through_nodes_in_turn()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var account = await AccountAsync(nodes.First);
        var client = nodes.Client();
        using var form = await client.GetAsync("/sign-in");
        using var page = await client.GetAsync("/sign-in");
        Assert.NotEqual(TwoNodes.Node(form), TwoNodes.Node(page));

        // The form of one node is taken by the other, which begins the session; the next requests go on in turn.
        Assert.Equal("/", await AccessWorld.SignInAsync(client, Hanako));
        var answered = new HashSet<string>();
        for (var n = 0; n < 4; n++)
        {
            using var own = await client.GetAsync("/account");
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            answered.Add(TwoNodes.Node(own));
        }

        Assert.Equal(2, answered.Count);

        // Another browser, which goes to each node by itself: cookies know no ports.
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var first = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(nodes.First.Portal.Address) };
        using var second = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri(nodes.Second.Portal.Address) };
        Assert.Equal("/", await AccessWorld.SignInAsync(first, Hanako));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, "/account"));

        // Signed out on one node, the same cookie opens nothing on the other, although that has just read it.
        using (var ended = await first.SubmitAsync("/account", "/sign-out"))
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(second, "/account"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/account"));

        // A role that one node grants holds on the other with the next request.
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, "/access"));
        await GrantAsync(nodes.First, account, Role.Administrator);
        for (var n = 0; n < 2; n++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/access"));
    }

    [Fact]
    public async Task A_code_works_once_however_many_nodes_are_asked_at_the_same_time()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var account = await AccountAsync(nodes.First);
        var secret = TimeCode.NewSecret();
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30;
        Assert.True((await nodes.First.Get<OwnAccount>().EnrolAsync(Reader.Of(account, "", []), secret, TimeCode.At(secret, step), default)).Succeeded);
        var clients = new List<HttpClient>();
        for (var n = 0; n < 6; n++)
        {
            clients.Add(nodes.Client());
            Assert.StartsWith("/sign-in/code", await AccessWorld.SignInAsync(clients[n], Hanako), StringComparison.Ordinal);
        }

        // The code of the next step: the one of the enrolment is used up already.
        var code = TimeCode.At(secret, step + 1);
        var answers = await Task.WhenAll(clients.Take(4).Select(async client =>
        {
            using var answer = await client.SubmitAsync("/sign-in/code", "/sign-in/code", ("code", code));
            return answer.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.UnprocessableEntity));
        using var late = await clients[4].SubmitAsync("/sign-in/code", "/sign-in/code", ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_are_counted_together_and_pause_sign_in_on_both()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await AccountAsync(nodes.First);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AccessWorld.SignInAsync(nodes.Client(), Hanako, "wrong wrong wrong")));
        foreach (var node in (PortalUnderTest[])[nodes.First, nodes.Second])
            Assert.Null(await AccessWorld.SignInAsync(On(node), Hanako));
        await using var platform = nodes.First.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "access.sign-in.paused"));
    }

    [Fact]
    public async Task Tries_beyond_the_limit_are_counted_for_all_nodes_together()
    {
        await using var nodes = await TwoNodes.StartAsync(s => s.AddSingleton(new ThrottleSettings(PerAddress: 1000, PerClient: 1000)));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", Hanako)]);
        var body = await form.ReadAsByteArrayAsync();
        using var client = nodes.Client();
        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(async _ =>
        {
            using var content = new ByteArrayContent(body);
            using var answer = await client.PostAsync("/sign-in", content);
            return answer.StatusCode;
        }));
        Assert.InRange(answers.Count(a => a == HttpStatusCode.TooManyRequests), 1, 19);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/sign-in"));
    }

    [Fact]
    public async Task What_the_office_changes_on_one_node_the_other_shows_with_the_next_request()
    {
        await using var nodes = await TwoNodes.StartAsync(example: true);
        using var program = await ProgramAsync(nodes.First, "benchmark:mappings", "benchmark:statistics");
        using var first = On(nodes.First);
        using var second = On(nodes.Second);
        foreach (var client in (HttpClient[])[first, second])
            Assert.DoesNotContain("03.15.01", await client.GetStringAsync("/benchmark/mappings"), StringComparison.Ordinal);
        using var table = new ByteArrayContent(Encoding.UTF8.GetBytes("item,reference\nM01,03.15.01\n"));
        using var added = await program.PostAsync("/api/v1/benchmark/mappings?framework=nist&title=NIST&edition=3&source=NIST&licence=free", table);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Contains("03.15.01", await second.GetStringAsync("/benchmark/mappings"), StringComparison.Ordinal);
        var id = JsonDocument.Parse(await added.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        (await program.PostAsync($"/api/v1/benchmark/mappings/{id}/withdraw", null)).Dispose();
        Assert.DoesNotContain("03.15.01", await second.GetStringAsync("/benchmark/mappings"), StringComparison.Ordinal);

        // Statistics in force, one after the other: neither node keeps the former.
        foreach (var source in (string[])["調査甲", "調査乙", "調査丙"])
        {
            var rows = "item,dimension,value,mean,desired,n,source\n" + string.Concat(
                ShippedRules.Current.Questionnaire.Measures.Select(m => $"{m.Id},layer,high,3.2,3.8,120,{source}\n"));
            using var loaded = await program.PostAsync("/api/v1/benchmark/statistics", new ByteArrayContent(Encoding.UTF8.GetBytes(rows)));
            Assert.Equal(HttpStatusCode.Created, loaded.StatusCode);
            using var chosen = await program.PostAsync(loaded.Headers.Location + "/choose", null);
            Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
            foreach (var client in (HttpClient[])[second, first])
            {
                using var result = await client.SubmitAsync("/benchmark", "/benchmark/result",
                    ("result", $"2026-11-23|{ShippedRules.Current.Version}|{new string('1', 40)}"));
                Assert.Contains(source, await result.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        // The privacy notice.
        var office = await nodes.First.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System));
        var today = Dates.DayInJapan(TimeProvider.System.GetUtcNow().UtcDateTime);
        var notice = new NoticeWords(new("防人事務局", "Sakimori office"), new("東京都", "Tokyo"), "privacy@example.jp", new("", ""), today);
        Assert.True((await nodes.First.Get<PrivacyNotices>().WriteAsync(office.Reader, notice, 0, default)).Succeeded);
        Assert.Contains("privacy@example.jp", await second.GetStringAsync("/privacy"), StringComparison.Ordinal);

        // The notice of the worked example goes where nobody has asked for its page.
        Assert.Contains("/example", await second.GetStringAsync("/"), StringComparison.Ordinal);
        using (var removed = await office.Client.SubmitAsync("/example", "/example/remove"))
            Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        while ((await second.GetStringAsync("/")).Contains("href=\"/example\"", StringComparison.Ordinal))
            await Task.Delay(200);
    }

    [Fact]
    public async Task No_node_uses_a_version_of_the_questionnaire_that_the_other_does_not_know()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var known = new[] { nodes.First, nodes.Second }.Select(n => n.Get<Questionnaires>()).ToList();
        var office = await nodes.First.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        await PublishAsync(office.Client, Dates.DayInJapan(TimeProvider.System.GetUtcNow().UtcDateTime));
        Assert.Equal("2026.1", known[0].Current.Version);
        Assert.NotNull(known[0].Find("2026.2"));
        while (known.TrueForAll(node => node.Current.Version == "2026.1"))
            await Task.Delay(20);
        Assert.All(known, node => Assert.NotNull(node.Find("2026.2")));
        while (known.Exists(node => node.Current.Version == "2026.1"))
            await Task.Delay(20);
    }

    [Fact]
    public async Task The_same_idempotency_key_on_both_nodes_stores_one_check_and_its_event_is_handled_once()
    {
        await using var nodes = await TwoNodes.StartAsync(s => s.AddEventHandler<CheckSubmitted, Counting>());
        using var client = await CheckClient.MakeAsync(nodes.First, nodes.Nginx.Address);
        var places = new HashSet<string>();
        for (var check = 0; check < 10; check++)
        {
            var key = Guid.NewGuid();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CheckClient.SubmitAsync(client, 2, key)));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
            Assert.Equal(2, answers.Select(TwoNodes.Node).Distinct().Count());
            Assert.True(places.Add(Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct())));
            using var other = await CheckClient.SubmitAsync(client, 3, key);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        }

        await using var platform = nodes.Second.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(10, await platform.Audit.CountAsync(a => a.Action == "benchmark.check.submitted"));
        while (await platform.Outbox.AnyAsync(e => e.Handled == null))
            await Task.Delay(50);
        var handled = await platform.Audit.Where(a => a.Action == "test.counted").Select(a => a.Subject).ToListAsync();
        Assert.Equal(places.Select(place => place[^36..]).Order(), handled.Order());
    }

    private static HttpClient On(PortalUnderTest node) => node.Client();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<Guid> AccountAsync(PortalUnderTest node)
    {
        await using var work = await node.Get<Works>().BeginAsync(Reader.System);
        var made = await NewAccount.AddAsync(
            work, node.Get<AccountRegister>(), Hanako, "山田 花子", AccessWorld.Password, Language.En, confirmed: true, default);
        await work.CommitAsync();
        return made.Value;
    }

    private static async Task GrantAsync(PortalUnderTest node, Guid account, Role role)
    {
        await using var work = await node.Get<Works>().BeginAsync(Reader.System);
        work.Enlist<AccessContext>().Roles.Add(new RoleGrant { Id = Guid.CreateVersion7(), Account = account, Scope = Scopes.System, Role = role, From = work.Now });
        await work.CommitAsync();
    }

    private static async Task<HttpClient> ProgramAsync(PortalUnderTest node, params string[] scopes)
    {
        var administrator = await node.VisitorAsync("管理者", "en", new HeldRole(Role.Administrator, Scopes.System));
        var key = await node.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "program", scopes, 30, default);
        var client = node.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }

    // 2026.2 has the same questions: only its number is new.
    private static async Task PublishAsync(HttpClient office, DateOnly effective)
    {
        const string list = "/benchmark/questionnaires";
        var token = WebUtility.HtmlDecode(TokenField().Match(await office.GetStringAsync(list)).Groups[1].Value);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "_form" },
            { new StringContent(Next("questionnaire")), "questionnaire", "q.json" },
            { new StringContent(Next("rules")), "rules", "r.json" },
        };
        using var uploaded = await office.PostAsync(list, form);
        var preview = uploaded.Headers.Location!.ToString();
        using var published = await office.SubmitAsync(preview, preview + "/publish", ("effective", $"{effective:yyyy-MM-dd}"));
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
    }

    private static string Next(string file) => Encoding.UTF8.GetString(ShippedRules.File($"{file}-2026.1.json").Span)
        .Replace("\"2026.1\"", "\"2026.2\"", StringComparison.Ordinal);

    [GeneratedRegex("""name="_form" value="([^"]+)"/?""")]
    private static partial Regex TokenField();

    /// <summary>Writes an entry for each check of which it hears.</summary>
    private sealed class Counting : IHandles<CheckSubmitted>
    {
        public Task HandleAsync(CheckSubmitted happened, UnitOfWork work, CancellationToken cancel)
        {
            work.Audit("test.counted", $"{happened.Check}");
            return Task.CompletedTask;
        }
    }
}
