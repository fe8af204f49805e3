using System.Net;
using System.Text;
using System.Text.Json;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Pages;

public sealed class MappingTablesTests
{
    private const string Page = "/benchmark/mappings/tables";
    private const string Api = "/api/v1/benchmark/mappings";

    private static readonly (string, string)[] Fields =
    [
        ("framework", "NIST-800-171"), ("title", "NIST SP 800-171"), ("title-en", ""), ("edition", "Rev. 3"), ("source", "NIST"), ("licence", "Public domain"),
    ];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_office_adds_a_table_that_everybody_sees_downloads_and_withdraws_it(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = (await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System))).Client;
        var file = Encoding.UTF8.GetBytes("項目,参照番号\nＭ０１,03.15.01\nM01,\"a, \"\"b\"\"\"\nm15,03.05.03\n");
        using var dryRun = await office.UploadAsync(Page, file, "対応.csv", Fields);
        Assert.Equal(HttpStatusCode.OK, dryRun.StatusCode);
        Assert.Contains("3 pairs for 2 measures", await dryRun.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, (await portal.Get<MappingTables>().ShownAsync(default)).Count);

        using var added = await office.ConfirmAsync(dryRun, Page + "/add");
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var table = (await portal.Get<MappingTables>().ShownAsync(default))[^1];
        Assert.Equal("nist-800-171", table.Id);
        Assert.Equal(["03.15.01", "a, \"b\""], table.References["M01"]);
        Assert.Equal(["03.05.03"], table.References["M15"]);
        using var nobody = portal.Client();
        var page = await nobody.GetStringAsync("/benchmark/mappings");
        foreach (var part in (string[])["NIST SP 800-171 (Rev. 3)", "03.15.01", "Public domain"])
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Page, page, StringComparison.Ordinal);

        // At the measures of a result, too.
        using var result = await nobody.SubmitAsync("/benchmark", "/benchmark/result",
            ("result", $"2026-11-23|{ShippedRules.Current.Version}|{new string('1', 40)}"));
        Assert.Contains("NIST SP 800-171 (Rev. 3) 03.05.03", await result.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The same framework again is refused; what is downloaded is what comes in again after withdrawal.
        using var again = await office.UploadAsync(Page, file, "対応.csv", Fields);
        using var refused = await office.ConfirmAsync(again, Page + "/add");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var row = Assert.Single(await portal.Get<MappingTables>().AddedAsync(default));
        var downloaded = await office.GetByteArrayAsync($"{Page}/{row.Id}.csv");
        Assert.Equal(MappingFile.Read(ShippedRules.Current.Questionnaire, file).Value, MappingFile.Read(ShippedRules.Current.Questionnaire, downloaded).Value);
        using var withdrawn = await office.SubmitAsync(Page, $"{Page}/{row.Id}/withdraw");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.DoesNotContain("03.15.01", await nobody.GetStringAsync("/benchmark/mappings"), StringComparison.Ordinal);
        using var third = await office.UploadAsync(Page, downloaded, "対応.csv", Fields);
        using var anew = await office.ConfirmAsync(third, Page + "/add");
        Assert.Equal(HttpStatusCode.Redirect, anew.StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Faults_of_fields_and_rows_come_together_and_nothing_is_kept(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = (await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System))).Client;
        var file = Encoding.UTF8.GetBytes("item,reference\nM01,1\nM99,2\nM02,\nM01,1\n");
        using var refused = await office.UploadAsync(Page, file, "対応.csv", [("framework", "scs"), .. Fields[1..4], ("source", ""), Fields[5]]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var body = await refused.Content.ReadAsStringAsync();
        foreach (var place in (string[])["<td>framework</td><td>scs</td>", "<td>source</td>",
            "3</td><td>item</td><td>M99</td>", "4</td><td>reference</td>", "5</td><td>reference</td><td>1</td>"])
            Assert.Contains(place, body, StringComparison.Ordinal);
        Assert.Contains("M01–M25", body, StringComparison.Ordinal);
        Assert.Empty(await portal.Get<MappingTables>().AddedAsync(default));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_program_of_the_office_adds_and_withdraws_and_anybody_reads(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        using var program = await portal.ProgramAsync("benchmark:mappings");
        var file = Encoding.UTF8.GetBytes("item,reference\nM01,A.1\n");
        const string asked = Api + "?framework=trial&title=%E8%A9%A6%E8%A1%8C&title_en=Trial&edition=1&source=Office&licence=Free";
        using var dry = await program.PostAsync(asked + "&dry_run=true", new ByteArrayContent(file));
        Assert.Equal(HttpStatusCode.OK, dry.StatusCode);
        Assert.Empty(await portal.Get<MappingTables>().AddedAsync(default));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.PostAsync(asked, new ByteArrayContent(file))));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));

        using var nobody = portal.Client();
        var list = JsonDocument.Parse(await nobody.GetStringAsync(Api)).RootElement;
        Assert.Equal(["iso27001-2022", "csf-2.0", "scs", "trial"], list.EnumerateArray().Select(t => t.GetProperty("framework").GetString()));
        Assert.Equal("A.1", list[3].GetProperty("references").GetProperty("M01")[0].GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync(asked, new ByteArrayContent(file))).StatusCode);
        var id = Assert.Single(await portal.Get<MappingTables>().AddedAsync(default)).Id;
        using var withdrawn = await program.PostAsync($"{Api}/{id}/withdraw", null);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal(3, JsonDocument.Parse(await nobody.GetStringAsync(Api)).RootElement.GetArrayLength());
    }
}
