using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Evidence;

public sealed partial class ResultEvidenceTests
{
    private const string Name = "桜木電機株式会社";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_manager_issues_a_result_as_evidence_which_checks_with_the_published_keys(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var (organisation, manager) = await JoinedAsync(portal);
        var check = await CheckAsync(portal, manager, organisation);
        Assert.Contains($"/benchmark/results/{check}/evidence", await manager.Client.GetStringAsync($"/benchmark/results/{check}"), StringComparison.Ordinal);
        var before = await manager.Client.GetStringAsync($"/benchmark/results/{check}/evidence");
        Assert.Contains($"{Name} reached a total of 75 (on a scale of 25 to 125)", before, StringComparison.Ordinal);
        Assert.Contains("It is no certificate", before, StringComparison.Ordinal);

        var page = await IssueAsync(manager.Client, check);
        Assert.Equal(page, await IssueAsync(manager.Client, check, page));
        var shown = await manager.Client.GetStringAsync(page);
        Assert.Contains("nobody but the organisation itself has checked this. It is no certificate.", shown, StringComparison.Ordinal);
        Assert.Contains("Valid from ", shown, StringComparison.Ordinal);
        using (var japanese = new HttpRequestMessage(HttpMethod.Get, page + "?lang=ja"))
        {
            var told = await (await manager.Client.SendAsync(japanese)).Content.ReadAsStringAsync();
            Assert.Contains("組織自身のほかに、この内容を確かめた者はいません。証明書や認証ではありません。", told, StringComparison.Ordinal);
            Assert.Contains("まで有効です（日本時間）", told, StringComparison.Ordinal);
            Assert.Contains($"{Name}は、", told, StringComparison.Ordinal);
        }

        var saved = await manager.Client.GetAsync(page + "/evidence.json");
        var file = await saved.Content.ReadAsByteArrayAsync();
        Assert.StartsWith("sakimori-evidence-", saved.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal(file, await manager.Client.GetByteArrayAsync("/api/v1" + page));
        var published = await portal.Client().GetAsync("/.well-known/jwks.json");
        Assert.Equal("application/jwk-set+json", published.Content.Headers.ContentType!.MediaType);
        var keys = KeySet.Parse(await published.Content.ReadAsByteArrayAsync()).Value;
        var verdict = EvidenceCheck.Run(file, keys, TimeProvider.System.GetUtcNow().UtcDateTime).Value;
        Assert.Equal(EvidenceFinding.Valid, verdict.Finding);
        var document = verdict.Document;
        Assert.Equal(("benchmark.total", "1"), (document.Claim.Type, document.Claim.Version));
        var today = Dates.DayInJapan(TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.Equal($"date={today:yyyy-MM-dd} highest_total=125 lowest_total=25 rules_version=2026.1 total=75 unknown_items=0",
            string.Join(' ', document.Claim.Facts.Select(f => $"{f.Key}={f.Value}")));
        Assert.Equal((today, today.AddYears(1).AddDays(-1)), (document.Validity.From, document.Validity.Until));
        Assert.Equal((organisation, Name), (document.Subject.Id, document.Subject.Name.Ja));

        // The list and the API show it, and nobody else sees it anywhere.
        Assert.Contains(page, await manager.Client.GetStringAsync("/evidence"), StringComparison.Ordinal);
        using var listed = JsonDocument.Parse(await manager.Client.GetStringAsync("/api/v1/evidence"));
        Assert.Equal(("active", document.Id), (listed.RootElement.GetProperty("items")[0].GetProperty("status").GetString(), listed.RootElement.GetProperty("items")[0].GetProperty("number").GetString()));
        var stranger = await portal.VisitorAsync("Stranger", "en", new HeldRole(Role.Manager, Guid.CreateVersion7()));
        var office = await portal.VisitorAsync("Office", "en", new HeldRole(Role.Office, Scopes.System));
        foreach (var client in (HttpClient[])[stranger.Client, office.Client])
        {
            foreach (var address in (string[])[page, page + "/evidence.json", "/api/v1" + page, $"/benchmark/results/{check}/evidence"])
                Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
            Assert.DoesNotContain(Name, await client.GetStringAsync("/evidence"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Anybody_with_the_number_asks_whether_it_stands_and_organisation_and_office_withdraw_it(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var (organisation, manager) = await JoinedAsync(portal);
        var office = await portal.VisitorAsync("Office", "en", new HeldRole(Role.Office, Scopes.System));
        var nobody = portal.Client();
        var first = await IssueAsync(manager.Client, await CheckAsync(portal, manager, organisation));
        var number = await NumberAsync(manager.Client, first);
        var ask = $"/evidence/status/{number}";

        Assert.Equal("active", await StatusAsync(number));
        Assert.Equal("unknown", await StatusAsync("AAAAAAAAAAAAAAAAAAAAAA"));
        var (known, unknown) = (await nobody.GetStringAsync($"/api/v1{ask}"), await nobody.GetStringAsync("/api/v1/evidence/status/AAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(unknown, known.Replace(number, "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal).Replace("active", "unknown", StringComparison.Ordinal));
        Assert.DoesNotContain(Name, await nobody.GetStringAsync(ask), StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"" + ask, await manager.Client.GetStringAsync(ask), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await office.Client.SubmitAsync(ask, ask, ("state", "suspended"))).StatusCode);
        Assert.Equal("suspended", await StatusAsync(number));
        Assert.Contains("State: suspended", await manager.Client.GetStringAsync(first), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await office.Client.SubmitAsync(ask, ask, ("state", "active"))).StatusCode);
        Assert.Equal("active", await StatusAsync(number));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.Client.SubmitAsync(ask, ask, ("state", "x"))).StatusCode);

        // The organisation revokes its own by the page, the office by the number; nobody else does.
        var reads = await portal.VisitorAsync("Reader", "en", new HeldRole(Role.Reader, organisation));
        Assert.DoesNotContain("/revoke", await reads.Client.GetStringAsync(first), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reads.Client.SubmitAsync("/account", first + "/revoke")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.Client.SubmitAsync(first, ask, ("state", "revoked"))).StatusCode);
        Assert.Equal("active", await StatusAsync(number));
        Assert.Equal(HttpStatusCode.Found, (await manager.Client.SubmitAsync(first, first + "/revoke")).StatusCode);
        Assert.Equal("revoked", await StatusAsync(number));
        Assert.Contains("State: revoked", await manager.Client.GetStringAsync(first), StringComparison.Ordinal);

        var second = await IssueAsync(manager.Client, await CheckAsync(portal, manager, organisation));
        var other = await NumberAsync(manager.Client, second);
        var key = (await portal.Get<ApiKeys>().MakeAsync((await portal.VisitorAsync("Admin", "en", new HeldRole(Role.Administrator, Scopes.System))).Reader,
            Scopes.System, "office", ["evidence:decide"], 30, default)).Value;
        var program = portal.Client();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(program, $"/api/v1/evidence/status/{other}", """{"status":"revoked"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(program, $"/api/v1/evidence/status/{other}", """{"status":"active"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(program, $"/api/v1/evidence/status/{other}", """{"status":"unknown"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(program, "/api/v1/evidence/status/none", """{"status":"revoked"}""")).StatusCode);
        Assert.Equal("revoked", await StatusAsync(other));

        async Task<string> StatusAsync(string of)
        {
            using var answer = JsonDocument.Parse(await nobody.GetStringAsync($"/api/v1/evidence/status/{of}"));
            Assert.Contains($">{answer.RootElement.GetProperty("status").GetString()}</span>", await nobody.GetStringAsync($"/evidence/status/{of}"), StringComparison.Ordinal);
            return answer.RootElement.GetProperty("status").GetString()!;
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Only_a_manager_has_it_issued_and_never_of_a_result_older_than_a_year_or_of_nobodys(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var (organisation, manager) = await JoinedAsync(portal);
        var contributor = await portal.VisitorAsync("Contributor", "en", new HeldRole(Role.Contributor, organisation));
        var alone = await portal.VisitorAsync("Alone", "en");
        var check = await CheckAsync(portal, manager, organisation);
        var own = await CheckAsync(portal, alone, null);
        var old = await CheckAsync(portal, manager, organisation, daysAgo: 400);
        Assert.Equal(HttpStatusCode.NotFound, (await contributor.Client.GetAsync($"/benchmark/results/{check}/evidence")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await contributor.Client.SubmitAsync("/account", $"/benchmark/results/{check}/evidence")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await alone.Client.GetAsync($"/benchmark/results/{own}/evidence")).StatusCode);
        Assert.DoesNotContain($"{own}/evidence", await alone.Client.GetStringAsync($"/benchmark/results/{own}"), StringComparison.Ordinal);
        Assert.Contains("more than a year old", await manager.Client.GetStringAsync($"/benchmark/results/{old}/evidence"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await manager.Client.SubmitAsync("/account", $"/benchmark/results/{old}/evidence")).StatusCode);

        var key = (await portal.Get<ApiKeys>().MakeAsync(manager.Reader, organisation, "evidence", ["evidence:read", "evidence:write"], 30, default)).Value;
        var program = portal.Client();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var issued = await program.PostAsync($"/api/v1/benchmark/results/{check}/evidence", null);
        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        Assert.Equal(await issued.Content.ReadAsByteArrayAsync(), await program.GetByteArrayAsync(issued.Headers.Location));
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsync($"/api/v1/benchmark/results/{old}/evidence", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync($"/api/v1/benchmark/results/{own}/evidence", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await program.PostAsync(issued.Headers.Location + "/revoke", null)).StatusCode);
        Assert.NotEqual(issued.Headers.Location, (await program.PostAsync($"/api/v1/benchmark/results/{check}/evidence", null)).Headers.Location);
    }

    [Fact]
    public async Task Without_the_master_key_nothing_is_issued_and_the_page_says_what_to_do()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-test-").FullName;
        try
        {
            await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, folder: folder);
            var (organisation, manager) = await JoinedAsync(portal);
            await IssueAsync(manager.Client, await CheckAsync(portal, manager, organisation));
            File.Delete(Path.Combine(folder, MasterKeySettings.FileName));
            var check = await CheckAsync(portal, manager, organisation);
            var refused = await manager.Client.SubmitAsync($"/benchmark/results/{check}/evidence", $"/benchmark/results/{check}/evidence");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("is missing", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(Guid Organisation, Visitor Manager)> JoinedAsync(PortalUnderTest portal)
    {
        var organisation = (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new(Name, ""), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;
        return (organisation, await portal.VisitorAsync("防人 花子", "en", new HeldRole(Role.Manager, organisation)));
    }

    private static async Task<string> IssueAsync(HttpClient client, Guid check, string? from = null)
    {
        var answer = await client.SubmitAsync(from ?? $"/benchmark/results/{check}/evidence", $"/benchmark/results/{check}/evidence");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> NumberAsync(HttpClient client, string page)
        => Number().Match(await client.GetStringAsync(page)).Groups[1].Value;

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string json)
        => client.PostAsync(address, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    private static async Task<Guid> CheckAsync(PortalUnderTest portal, Visitor visitor, Guid? organisation, int daysAgo = 0)
    {
        await using var work = await portal.Get<Works>().BeginAsync(organisation is { } of ? visitor.Reader.For(of) : visitor.Reader);
        var check = new Check
        {
            Id = Guid.CreateVersion7(),
            Audience = await OwnAudience.OfAsync(work, default),
            Tlp = Tlp.Amber,
            Organisation = organisation,
            Submitted = work.Now.AddDays(-daysAgo),
            RulesVersion = ShippedRules.Current.Version,
            Answers = new string('3', 40),
            Total = 75,
        };
        work.Enlist<BenchmarkContext>().Checks.Add(check);
        await work.CommitAsync();
        return check.Id;
    }

    [GeneratedRegex("/evidence/status/([A-Za-z0-9_-]{22})\"")]
    private static partial Regex Number();
}
