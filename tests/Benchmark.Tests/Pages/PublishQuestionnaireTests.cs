using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Pages;

public sealed partial class PublishQuestionnaireTests
{
    private const string List = "/benchmark/questionnaires";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task New_checks_use_a_version_from_its_day_and_old_results_stay_byte_for_byte(Engine engine)
    {
        var clock = new Clock();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var office = await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        var questionnaires = portal.Get<Questionnaires>();
        var old = questionnaires.Current;
        var answers = Answers.From(old.Questionnaire, _ => Answer.Of(3));
        var before = ScoreJson.Serialize(Scoring.Score(questionnaires.Find("2026.1")!, answers).Value);

        var (asked, ruled) = Version2();
        using var uploaded = await UploadAsync(office.Client, asked, ruled);
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        var preview = uploaded.Headers.Location!.ToString();
        var page = await office.Client.GetStringAsync(preview);
        Assert.Contains("39 items in common, 1 new, 1 gone, 1 changed", page, StringComparison.Ordinal);
        Assert.Contains("方針は新しい言葉で定めていますか。", page, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes(asked), await office.Client.GetByteArrayAsync(preview + "/questionnaire.json"));

        var day = Dates.DayInJapan(clock.GetUtcNow().UtcDateTime).AddDays(10);
        using var published = await office.Client.SubmitAsync(preview, preview + "/publish", ("effective", $"{day:yyyy-MM-dd}"));
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        Assert.Equal("2026.1", await AskedAsync(portal));
        clock.Shift = TimeSpan.FromDays(10);
        Assert.Equal("2026.2", await AskedAsync(portal));

        Assert.Equal(before, ScoreJson.Serialize(Scoring.Score(questionnaires.Find("2026.1")!, answers).Value));
        var carried = VersionDiff.CarryOver(old.Questionnaire, answers, questionnaires.Current.Questionnaire);
        Assert.Equal(39, carried.Answered);
        var later = Scoring.Score(questionnaires.Current, Answers.From(questionnaires.Current.Questionnaire, _ => Answer.Of(3))).Value;
        var comparison = VersionComparison.Of(Scoring.Score(old, answers).Value, later);
        Assert.Equal(24, comparison.Common.Count);
        Assert.Contains("24 measures that both have", comparison.Statement.En, StringComparison.Ordinal);
        var tenDaysOn = await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        using var withdrawn = await tenDaysOn.Client.SubmitAsync(List, preview + "/withdraw");
        Assert.Equal(HttpStatusCode.Conflict, withdrawn.StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_faulty_upload_keeps_nothing_and_each_fault_is_named_by_its_path_in_the_readers_language(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System));
        var visitor = await portal.VisitorAsync("別の人", "ja", new HeldRole(Role.Manager, Guid.NewGuid()));
        var (asked, ruled) = Version2();
        var broken = JsonNode.Parse(asked)!;
        broken["measures"]![3]!["levels"]!.AsArray().RemoveAt(4);
        using var refused = await UploadAsync(office.Client, broken.ToJsonString(), ruled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("$.measures[3].levels", page, StringComparison.Ordinal);
        Assert.Contains("5個の要素", page, StringComparison.Ordinal);
        Assert.DoesNotContain("下書き", page, StringComparison.Ordinal);

        using var again = await UploadAsync(office.Client, asked, ruled.Replace("2026.2", "2026.1", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        using var other = await visitor.Client.GetAsync(List);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_version_that_is_not_yet_in_force_can_be_withdrawn_and_never_is(Engine engine)
    {
        var clock = new Clock();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var office = await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        var (asked, ruled) = Version2();
        using var uploaded = await UploadAsync(office.Client, asked, ruled);
        var preview = uploaded.Headers.Location!.ToString();
        (await office.Client.SubmitAsync(preview, preview + "/publish", ("effective", "令和99年1月1日"))).Dispose();
        Assert.Equal(2, portal.Get<Questionnaires>().All.Count);
        using var withdrawn = await office.Client.SubmitAsync(preview, preview + "/withdraw");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Single(portal.Get<Questionnaires>().All);
        Assert.Contains("withdrawn", await office.Client.GetStringAsync(List), StringComparison.Ordinal);
    }

    private static async Task<string> AskedAsync(PortalUnderTest portal)
    {
        using var client = portal.Client();
        var items = portal.Get<Questionnaires>().Current.Questionnaire.Items;
        using var answer = await client.PostAsJsonAsync("/api/v1/benchmark/score", items.Select(i => new { item = i.Id, answer = "1" }));
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["rules_version"]!;
    }

    // 2026.2: the question of M01 reworded, M25 replaced by M26, everything else as shipped.
    private static (string Questionnaire, string Rules) Version2()
    {
        var asked = JsonNode.Parse(ShippedRules.File("questionnaire-2026.1.json").Span)!;
        var ruled = JsonNode.Parse(ShippedRules.File("rules-2026.1.json").Span)!;
        (asked["version"], ruled["version"], ruled["questionnaire"]) = ("2026.2", "2026.2", "2026.2");
        asked["measures"]![0]!["question"]!["ja"] = "方針は新しい言葉で定めていますか。";
        (asked["measures"]![24]!["id"], ruled["measures"]![24]!["item"]) = ("M26", "M26");
        return (asked.ToJsonString(), ruled.ToJsonString());
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string questionnaire, string rules)
    {
        var token = WebUtility.HtmlDecode(TokenField().Match(await client.GetStringAsync(List)).Groups[1].Value);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "_form" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(questionnaire)), "questionnaire", "q.json" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(rules)), "rules", "r.json" },
        };
        return await client.PostAsync(List, form);
    }

    [GeneratedRegex("""name="_form" value="([^"]+)"/?""")]
    private static partial Regex TokenField();

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
