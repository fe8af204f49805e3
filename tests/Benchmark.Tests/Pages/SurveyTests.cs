using System.Net;
using System.Text;
using System.Text.Json;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Example;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Pages;

public sealed class SurveyTests
{
    private const string Page = "/benchmark/statistics/surveys";
    private const string Api = "/api/v1/benchmark/statistics/surveys";
    private static readonly RuleSet Rules = ShippedRules.Current;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_source_s_uses_come_out_of_a_survey_with_a_line_for_each(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = (await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System))).Client;
        using var dryRun = await office.UploadAsync("/benchmark/statistics", Page, Encoding.UTF8.GetBytes(Uses(3_567, 5_558)), "利用.csv", ("source", "公表された利用"), ("source_en", "Published uses"));
        Assert.Equal(HttpStatusCode.OK, dryRun.StatusCode);
        Assert.Contains("9,125 (3,567 provided for analysis, 39.1 %)", await dryRun.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await portal.Get<StatisticsStore>().ListAsync(default));

        using var loaded = await office.ConfirmAsync(dryRun, Page + "/load");
        Assert.Equal(HttpStatusCode.Redirect, loaded.StatusCode);
        using var visitor = portal.Client();
        Assert.Contains("Of 9,125 uses answers were provided for analysis 3,567 times (39.1 %) and not provided 5,558 times (60.9 %).",
            await visitor.GetStringAsync("/statistics"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await visitor.GetStringAsync("/statistics/statistics.json"));
        var uses = json.RootElement.GetProperty("uses").EnumerateArray().ToList();
        Assert.Equal((22, 3_567, 5_558), (uses.Count, uses.Sum(u => u.GetProperty("provided").GetInt32()), uses.Sum(u => u.GetProperty("not_provided").GetInt32())));
        Assert.Equal(3, json.RootElement.GetProperty("years").GetArrayLength());

        // Its lines are not kept, its figures can be put in force.
        var line = Assert.Single(await portal.Get<StatisticsStore>().ListAsync(default));
        Assert.Equal((StatisticsKind.Survey, 3_567), (line.Kind, line.Count));
        Assert.True((await portal.Get<StatisticsChoice>().ChooseAsync(Reader.System, line.Id, default)).Succeeded);
        Assert.Contains("Published uses", await visitor.GetStringAsync("/statistics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_line_is_named_by_row_column_value_and_remedy_and_nothing_is_kept()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var program = await portal.ProgramAsync("benchmark:statistics");
        var code = DemonstrationSet.Results(Rules).First().Answers;
        var file = $"date,consent,industry,answers\n2007-01-10,yes,jsic-14:E,{code}\n2007-01-11,yes,,{code[..^1]}9\n2999-01-11,no,,\n2007-01-12,maybe,,\n2007-01-12,yes,石,{code}\n2007-01-13,yes,,\n";
        using var refused = await program.PostAsync(Api + "?source=x", new ByteArrayContent(Encoding.UTF8.GetBytes(file)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var faults = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("faults").EnumerateArray()
            .Select(f => (f.GetProperty("row").GetInt32(), f.GetProperty("column").GetString())).ToList();
        Assert.Equal([(3, "answers"), (4, "date"), (5, "consent"), (6, "industry"), (7, "answers")], faults);
        using var unnamed = await program.PostAsync(Api, new ByteArrayContent(Encoding.UTF8.GetBytes(Uses(20, 20))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unnamed.StatusCode);
        Assert.Empty(await portal.Get<StatisticsStore>().ListAsync(default));

        using var dry = await program.PostAsync(Api + "?source=x&dry_run=true", new ByteArrayContent(Encoding.UTF8.GetBytes(Uses(20, 20))));
        Assert.Equal(HttpStatusCode.OK, dry.StatusCode);
        Assert.Empty(await portal.Get<StatisticsStore>().ListAsync(default));
    }

    [Fact]
    public void A_long_file_is_read_in_pieces_and_a_line_of_a_late_one_is_still_named()
    {
        var code = DemonstrationSet.Results(Rules).First().Answers;
        var file = "date,consent,answers\n" + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"2007-01-10,{(i % 3 == 0 ? "no," : $"yes,{code}")}\n"));
        var read = Read(file);
        Assert.Equal((100_000, 50_000), (read.Value.Uses.Single().Uses.Provided, read.Value.Uses.Single().Uses.NotProvided));
        var fault = Assert.Single(Read(file + "2007-02-30,no,\n").Failure!.Faults);
        Assert.Equal((150_002, "date"), (fault.Row, fault.Column));

        static Outcome<Statistics> Read(string text)
            => SurveyFile.Read(Rules, Encoding.ASCII.GetBytes(text), null, SurveyFile.LargeLimits, Text.Same("x"), new(2026, 11, 28));
    }

    // Spread over the 22 months from the opening in August 2005; the answers are those of the demonstration set.
    private static string Uses(int provided, int not)
    {
        var answers = DemonstrationSet.Results(Rules).Select(r => r.Answers).ToArray();
        var csv = new StringBuilder("date,consent,industry,answers\n");
        for (var i = 0; i < provided + not; i++)
        {
            var day = new DateOnly(2005, 8, 4).AddMonths(i % 22);
            csv.Append(i < provided ? $"{day:yyyy-MM-dd},yes,,{answers[i % answers.Length]}\n" : $"{day:yyyy-MM-dd},no,,\n");
        }

        return csv.ToString();
    }
}
