using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sakimori.Directory.Api;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Directory.Tests;

public sealed class ApiTests(Portals portals) : IClassFixture<Portals>
{
    private const string Import = "/api/v1/directory/import";
    private const string Export = "/api/v1/directory/export";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_key_of_the_office_checks_imports_and_exports(Engine engine)
    {
        using var client = await WithKeyAsync(portals[engine], "directory:read", "directory:write");
        const string csv = "名称,種別,親組織,従業員数\n番人グループ,企業グループ,,\n番人商事,企業,番人グループ,42\n";

        var dry = await PostAsync(client, $"{Import}?dry_run=true&effective=2024-04-01", csv);
        Assert.Equal((true, 2, 0, 0), (dry.DryRun, dry.Added, dry.Changed, dry.Unchanged));
        Assert.DoesNotContain("番人商事", await client.GetStringAsync(Export), StringComparison.Ordinal);

        var done = await PostAsync(client, $"{Import}?effective=2024-04-01&name=orgs.csv", csv);
        Assert.Equal((false, 2), (done.DryRun, done.Added));
        var exported = await client.GetByteArrayAsync($"{Export}?on=2024-04-01");
        Assert.Equal([0xEF, 0xBB, 0xBF], exported[..3]);
        Assert.Contains("番人商事", Encoding.UTF8.GetString(exported), StringComparison.Ordinal);
        Assert.NotEqual(0xEF, (await client.GetByteArrayAsync($"{Export}?encoding=utf-8"))[0]);
        var rows = OrganisationTable.Read(await client.GetByteArrayAsync($"{Export}?format=xlsx"), "organisations.xlsx");
        Assert.Contains(rows.Value.Rows, r => r.Name.Ja == "番人商事" && r.Profile.Employees == 42);

        using var content = new ByteArrayContent(exported) { Headers = { ContentType = new("application/octet-stream") } };
        using var second = await client.PostAsync($"{Import}?effective=2024-04-01", content);
        var unchanged = (await second.Content.ReadFromJsonAsync<ImportSummary>())!;
        Assert.Equal((0, 0), (unchanged.Added, unchanged.Changed));
        Assert.True(unchanged.Unchanged >= 2);
    }

    [Fact]
    public async Task What_cp932_cannot_hold_is_named_on_the_page_and_by_the_api_before_anything_is_replaced()
    {
        var portal = portals[Engine.Sqlite];
        using var client = await WithKeyAsync(portal, "directory:read", "directory:write");
        var done = await PostAsync(client, $"{Import}?effective=2024-04-01", "名称,種別\n森鷗外記念𠮷田,企業\n");
        Assert.Equal(("UTF-8", "コンマ"), (done.Encoding, done.Separator));

        using var refused = await client.GetAsync($"{Export}?encoding=cp932");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Contains(problem.RootElement.GetProperty("faults").EnumerateArray(), f => f.GetProperty("value").GetString() == "鷗");
        var written = DecodeCp932(await client.GetByteArrayAsync($"{Export}?encoding=cp932&lossy=true"));
        Assert.Contains("森〓外記念〓田", written, StringComparison.Ordinal);

        using var office = await portal.SignedInAsync(Role.Office, Scopes.System);
        using var page = await office.GetAsync("/directory.csv?encoding=cp932&sort=name");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        var body = await page.Content.ReadAsStringAsync();
        Assert.Contains("U+9DD7", WebUtility.HtmlDecode(body), StringComparison.Ordinal);
        Assert.Contains("/directory.csv?encoding=cp932&amp;sort=name&amp;lossy=yes", body, StringComparison.Ordinal);
        Assert.Contains("〓", DecodeCp932(await office.GetByteArrayAsync("/directory.csv?encoding=cp932&sort=name&lossy=yes")), StringComparison.Ordinal);
    }

    private static string DecodeCp932(byte[] bytes) => CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(bytes);

    [Fact]
    public async Task A_fault_is_told_by_row_and_column_and_a_key_stays_within_its_scopes()
    {
        var portal = portals[Engine.Sqlite];
        using var client = await WithKeyAsync(portal, "directory:read", "directory:write");
        using var bad = await client.PostAsync(Import, Csv("名称,種別\n番人甲,企業\n番人乙,なんとか\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        using var problem = JsonDocument.Parse(await bad.Content.ReadAsStringAsync());
        var fault = problem.RootElement.GetProperty("faults")[0];
        Assert.Equal((3, "種別", "なんとか"), (fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(), fault.GetProperty("value").GetString()));
        Assert.DoesNotContain("番人甲", await client.GetStringAsync(Export), StringComparison.Ordinal);
        using var day = await client.PostAsync($"{Import}?effective=soon", Csv("名称\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, day.StatusCode);

        using var reading = await WithKeyAsync(portal, "directory:read");
        using var refused = await reading.PostAsync(Import, Csv("名称,種別\n番人丙,企業\n"));
        Assert.Contains(refused.StatusCode, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.NotFound]);
        Assert.DoesNotContain("番人丙", await reading.GetStringAsync(Export), StringComparison.Ordinal);
    }

    private static async Task<HttpClient> WithKeyAsync(PortalUnderTest portal, params string[] scopes)
    {
        var visitor = await portal.VisitorAsync("office", "ja", new HeldRole(Role.Administrator, Scopes.System), new HeldRole(Role.Office, Scopes.System));
        var key = await portal.Get<ApiKeys>().MakeAsync(visitor.Reader, Scopes.System, "nightly", scopes, 30, default);
        var client = portal.Client("ja");
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private static async Task<ImportSummary> PostAsync(HttpClient client, string address, string csv)
    {
        using var answer = await client.PostAsync(address, Csv(csv));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<ImportSummary>())!;
    }
}
