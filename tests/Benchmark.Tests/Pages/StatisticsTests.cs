using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Pages;

public sealed class StatisticsTests
{
    private const string Page = "/benchmark/statistics";
    private const string Exclusions = Page + "/exclusions";
    private const string Api = "/api/v1/benchmark/statistics";
    private static readonly RuleSet Rules = ShippedRules.Current;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_office_loads_a_reference_table_after_a_dry_run_and_chooses_it(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = (await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System))).Client;
        var file = Encoding.UTF8.GetBytes(Table(("layer", "high", 120), ("industry", "製造業", 80), ("size", "小", 14)));

        using var dryRun = await office.UploadAsync(Page, file, "表.csv", ("date", "2026-04-01"));
        Assert.Equal(HttpStatusCode.OK, dryRun.StatusCode);
        Assert.Contains("3 of 5 segments are withheld", await dryRun.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(portal));

        using var loaded = await office.ConfirmAsync(dryRun, Page + "/load");
        Assert.Equal(HttpStatusCode.Redirect, loaded.StatusCode);
        var address = loaded.Headers.Location!.ToString();
        Assert.Null((await portal.Get<StatisticsStore>().OfferAsync(Rules, example: false, default)).Chosen);
        Assert.Contains("製造業", await office.GetStringAsync(address), StringComparison.Ordinal);

        using var chosen = await office.SubmitAsync(address, address + "/choose");
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        var offer = (await portal.Get<StatisticsStore>().OfferAsync(Rules, example: false, default)).Chosen!;
        Assert.Equal((new(2026, 4, 1), "調査2026", 120), (offer.Date, offer.Source.Ja, offer.Of(Layer.High).Count));
        Assert.Equal([new("industry", "製造業")], offer.OfferedTo(Layer.High));
        Assert.Contains("in force", await office.GetStringAsync(Page), StringComparison.Ordinal);

        // Another one, confirmed and put in force at once, takes its place; there is one in force.
        using var second = await office.UploadAsync(Page, Xlsx(file), "表.xlsx");
        using var atOnce = await office.ConfirmAsync(second, Page + "/load", ("choose", "true"));
        Assert.Equal(HttpStatusCode.Redirect, atOnce.StatusCode);
        Assert.Equal(atOnce.Headers.Location!.ToString(), $"{Page}/{(await portal.Get<StatisticsStore>().ListAsync(default)).Single(l => l.InForce).Id}");
        Assert.Equal(2, await CountAsync(portal));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_faulty_table_keeps_nothing_and_names_row_column_value_and_remedy(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = (await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System))).Client;
        using var program = await portal.ProgramAsync("benchmark:statistics");
        var lines = Table(("layer", "high", 120)).Split('\n');
        lines[3] = lines[3].Replace(",3.2,", ",5.25,", StringComparison.Ordinal);
        var faulty = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        using var refused = await office.UploadAsync(Page, faulty, "表.csv");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var body = await refused.Content.ReadAsStringAsync();
        Assert.Contains("<td class=\"table__number\">4</td><td>mean</td><td>5.25</td>", body, StringComparison.Ordinal);
        Assert.Contains("1.0–5.0, at most one decimal", body, StringComparison.Ordinal);

        using var byApi = await program.PostAsync(Api, new ByteArrayContent(faulty));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, byApi.StatusCode);
        var fault = JsonDocument.Parse(await byApi.Content.ReadAsStringAsync()).RootElement.GetProperty("faults")[0];
        Assert.Equal((4, "mean", "5.25"), (fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(), fault.GetProperty("value").GetString()));
        foreach (var date in (string[])["2999-01-01", "x"])
        {
            using var wrong = await office.UploadAsync(Page, Encoding.UTF8.GetBytes(Table(("layer", "high", 120))), "表.csv", ("date", date));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var none = await office.SubmitAsync(Page, Page + "/load");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Equal(0, await CountAsync(portal));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_program_of_the_office_loads_reads_and_chooses_through_the_api(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        using var program = await portal.ProgramAsync("benchmark:statistics");
        var file = Encoding.UTF8.GetBytes(Table(("layer", "high", 120), ("industry", "製造業", 80)));
        using var dry = await program.PostAsync(Api + "?dry_run=true", new ByteArrayContent(file));
        Assert.Equal((HttpStatusCode.OK, 0), (dry.StatusCode, await CountAsync(portal)));

        using var loaded = await program.PostAsync(Api + "?date=2026-04-01", new ByteArrayContent(file));
        Assert.Equal(HttpStatusCode.Created, loaded.StatusCode);
        var address = loaded.Headers.Location!.ToString();
        using var read = await program.GetAsync(address);
        var document = JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement;
        var industry = document.GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("value").GetString() == "製造業");
        Assert.Equal((80, 3.2m, 3.8m, false), (industry.GetProperty("n").GetInt32(), industry.GetProperty("measures")[0].GetProperty("mean").GetDecimal(),
            industry.GetProperty("measures")[0].GetProperty("desired").GetDecimal(), document.GetProperty("in_force").GetBoolean()));
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(read.Headers.ETag!);
        using (var unchanged = await program.SendAsync(again))
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var chosen = await program.PostAsync(address + "/choose", null);
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        using var after = await program.GetAsync(address);
        Assert.NotEqual(read.Headers.ETag, after.Headers.ETag);
        var list = JsonDocument.Parse(await program.GetStringAsync(Api)).RootElement;
        Assert.True(Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("in_force").GetBoolean());
        Assert.StartsWith("Item,Dimension,Value,Mean,Desired,N,Source",
            Encoding.UTF8.GetString(await program.GetByteArrayAsync(Api + "/template.csv")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync($"{Api}/{Guid.NewGuid()}/choose", null)).StatusCode);
    }

    [Fact]
    public async Task The_office_asks_for_the_next_snapshot_and_keeps_an_organisation_out_with_a_reason()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var office = (await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System))).Client;
        using var program = await portal.ProgramAsync("benchmark:statistics");
        using var asked = await office.SubmitAsync(Page, Page + "/recompute");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("The check has begun", await office.GetStringAsync(asked.Headers.Location), StringComparison.Ordinal);
        using var byApi = await program.PostAsync(Api + "/recompute", null);
        Assert.Equal(HttpStatusCode.Accepted, byApi.StatusCode);

        var organisation = (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new("除外商事"), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;
        using var refused = await office.SubmitAsync(Exclusions, Exclusions, ("organisation", "ない会社"), ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var said = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("There is no such organisation.", said, StringComparison.Ordinal);
        Assert.Contains("value=\"ない会社\"", said, StringComparison.Ordinal);
        using var excluded = await office.SubmitAsync(Exclusions, Exclusions, ("organisation", "除外商事"), ("reason", "試しの回答"));
        Assert.Equal(HttpStatusCode.Redirect, excluded.StatusCode);
        using var twice = await office.SubmitAsync(Exclusions, Exclusions, ("organisation", "除外商事"), ("reason", "試しの回答"));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("試しの回答", WebUtility.HtmlDecode(await office.GetStringAsync(Exclusions)), StringComparison.Ordinal);
        using var included = await office.SubmitAsync(Exclusions, $"{Exclusions}/{organisation}/include");
        Assert.Equal(HttpStatusCode.Redirect, included.StatusCode);
        Assert.Contains("No organisation is kept out.", await office.GetStringAsync(Exclusions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_filled_in_is_a_table_in_both_languages_and_formats()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        foreach (var language in Languages.All)
        {
            var office = (await portal.VisitorAsync("事務局", language.Code(), new HeldRole(Role.Office, Scopes.System))).Client;
            foreach (var format in (string[])["csv", "xlsx"])
            {
                var template = TableReader.Read(await office.GetByteArrayAsync($"{Page}/template.{format}"), $"t.{format}").Value;
                Assert.Equal(75, template.RowCount);
                var filled = new MemoryStream();
                Assert.True(TableWriter.Write(filled, TableFormat.CsvCp932, new("t", template.Headings, template.Rows.Select(row => (IReadOnlyList<TableValue>)
                    [TableValue.Text(row[0].Value), TableValue.Text(row[1].Value), TableValue.Text(row[2].Value), TableValue.Text("３.1"),
                        TableValue.Text(row[4].Value), TableValue.Text("20"), TableValue.Text("調査")]))).Succeeded);
                var table = ReferenceFile.Read(Rules, filled.ToArray()).Value;
                Assert.Equal(3, table.Segments.Count);
                Assert.Equal(Rules.Rules.Measures[0].Desired[0] * 10, table.Peers(Segment.Of(Layer.NotPressing))!.Measures[0].Desired.Value);
            }
        }
    }

    [Fact]
    public async Task Nobody_but_the_office_sees_or_does_any_of_it()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var manager = (await portal.VisitorAsync("責任者", "en", new HeldRole(Role.Manager, Guid.NewGuid()))).Client;
        foreach (var path in (string[])[Page, Page + "/template.csv", Exclusions, Api])
            Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(path)).StatusCode);
        foreach (var path in (string[])[Page + "/load", Page + "/recompute", Exclusions, $"{Page}/{Guid.NewGuid()}/choose"])
            Assert.Equal(HttpStatusCode.NotFound, (await manager.SubmitAsync("/", path)).StatusCode);
        using var program = await portal.ProgramAsync("benchmark:mappings");
        Assert.Equal(HttpStatusCode.Forbidden, (await program.PostAsync(Api, new ByteArrayContent([1]))).StatusCode);
    }

    internal static string Table(params (string Dimension, string Value, int N)[] segments)
        => "item,dimension,value,mean,desired,n,source\n" + string.Concat(segments.SelectMany(s => Rules.Questionnaire.Measures
            .Select(measure => $"{measure.Id},{s.Dimension},{s.Value},3.2,3.8,{s.N},調査2026\n")));

    private static byte[] Xlsx(byte[] csv)
    {
        var table = TableReader.Read(csv).Value;
        using var file = new MemoryStream();
        Assert.True(TableWriter.Write(file, TableFormat.Xlsx, new("表", table.Headings,
            table.Rows.Select(row => (IReadOnlyList<TableValue>)[.. Enumerable.Range(0, 7).Select(i => TableValue.Text(row[i].Value))]))).Succeeded);
        return file.ToArray();
    }

    private static async Task<int> CountAsync(PortalUnderTest portal)
    {
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        return await benchmark.Statistics.CountAsync();
    }
}
