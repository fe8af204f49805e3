using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Answering;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Answering;

public sealed partial class CarryOverTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_draft_goes_on_by_the_version_that_takes_effect_and_its_people_are_told_what_changed(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var organisation = Guid.NewGuid();
        var first = await portal.VisitorAsync("山田", "en", new HeldRole(Role.Contributor, organisation));
        var second = await portal.VisitorAsync("佐藤", "en", new HeldRole(Role.Manager, organisation));
        (await first.Client.SubmitAsync("/benchmark", "/benchmark/draft/begin")).Dispose();
        var course = Course.Of(ShippedRules.Current.Questionnaire);
        foreach (var step in course.Steps)
            await SaveAsync(first.Client, step, q => q.Item.Id == "P01" ? q.Item.Choices : 2);
        var open = await second.Client.GetStringAsync($"/benchmark/draft/{course.Steps[^1].Number}");

        portal.Get<Questionnaires>().Take([Version2(Dates.DayInJapan(clock.GetUtcNow().UtcDateTime))]);
        using var carried = await first.Client.GetAsync("/benchmark/draft/2");
        Assert.Equal("/benchmark/draft", carried.Headers.Location!.ToString());
        using var resumed = await first.Client.GetAsync("/benchmark/draft");
        Assert.Equal("/benchmark/draft/1", resumed.Headers.Location!.ToString());
        var page = await first.Client.GetStringAsync("/benchmark/draft/1");
        Assert.Contains("The questionnaire is now version 2026.2", page, StringComparison.Ordinal);
        Assert.Contains("38 of 40 answered", page, StringComparison.Ordinal);
        foreach (var words in (string[])["New questions: M26 ", "options changed: please answer again: P01 ", "please check): M01 ", "do not count): M25 "])
            Assert.Contains(words, page, StringComparison.Ordinal);

        // The form that another one still has open was rendered by the earlier version: what it says is kept, and leads on to the new one.
        using var late = await PostAsync(second.Client, open, course.Steps[^1], q => q.Item.Id == "M24" ? 5 : 4);
        Assert.Equal("/benchmark/draft", late.Headers.Location!.ToString());
        await using (var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System))
        {
            var rows = await benchmark.DraftAnswers.ToDictionaryAsync(a => a.Item, a => a.Answer);
            Assert.Equal(("5", "4", 40), (rows["M24"], rows["M25"], rows.Count));
            Assert.Equal(("2026.2", "2026.1"), await benchmark.Drafts.Select(d => new ValueTuple<string, string?>(d.RulesVersion, d.CarriedFrom)).SingleAsync());
        }

        var now = Course.Of(portal.Get<Questionnaires>().Current.Questionnaire);
        await SaveAsync(first.Client, now.Steps[0], q => q.Item.Id == "P01" ? 1 : 2);
        await SaveAsync(first.Client, now.Steps[^1], q => q.Item.Id == "M24" ? 5 : 3);
        Assert.Contains("All 40 questions are answered", await first.Client.GetStringAsync($"/benchmark/draft/{now.Review}"), StringComparison.Ordinal);
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "benchmark.draft.carried"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_was_reviewed_by_an_earlier_version_is_carried_over_before_it_is_submitted(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var organisation = Guid.NewGuid();
        var visitor = await portal.VisitorAsync("山田", "en", new HeldRole(Role.Manager, organisation));
        var reader = await portal.VisitorAsync("閲覧者", "en", new HeldRole(Role.Reader, organisation));
        (await visitor.Client.SubmitAsync("/benchmark", "/benchmark/draft/begin")).Dispose();
        var course = Course.Of(ShippedRules.Current.Questionnaire);
        foreach (var step in course.Steps)
            await SaveAsync(visitor.Client, step, _ => 1);
        var review = await visitor.Client.GetStringAsync($"/benchmark/draft/{course.Review}");
        portal.Get<Questionnaires>().Take([Version2(Dates.DayInJapan(clock.GetUtcNow().UtcDateTime))]);

        // Who only reads changes nothing; several who answer at once carry it over once.
        (await reader.Client.GetAsync("/benchmark/draft/1")).Dispose();
        using var submitted = await visitor.Client.PostAsync("/benchmark/draft/submit", FormOf(review, []));
        Assert.Equal("/benchmark/draft", submitted.Headers.Location!.ToString());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => visitor.Client.GetAsync("/benchmark/draft/1")));
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        Assert.Empty(await benchmark.Checks.ToListAsync());
        Assert.Equal("2026.2", (await benchmark.Drafts.SingleAsync()).RulesVersion);

        var now = Course.Of(portal.Get<Questionnaires>().Current.Questionnaire);
        await SaveAsync(visitor.Client, now.Steps[^1], _ => 1);
        using var again = await visitor.Client.PostAsync("/benchmark/draft/submit",
            FormOf(await visitor.Client.GetStringAsync($"/benchmark/draft/{now.Review}"), []));
        Assert.StartsWith("/benchmark/results/", again.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("2026.2", (await benchmark.Checks.SingleAsync()).RulesVersion);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Answers_to_an_earlier_version_are_taken_over_into_a_draft_of_the_one_in_force(Engine engine)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s => s.AddSingleton<TimeProvider>(clock));
        var today = Dates.DayInJapan(clock.GetUtcNow().UtcDateTime);
        var answers = new string('2', ShippedRules.Current.Questionnaire.Items.Count);
        portal.Get<Questionnaires>().Take([Version2(today)]);
        var newcomer = await portal.VisitorAsync("山田", "en");
        var begun = await portal.VisitorAsync("佐藤", "en");
        (await begun.Client.SubmitAsync("/benchmark", "/benchmark/draft/begin")).Dispose();
        foreach (var visitor in (Visitor[])[newcomer, begun])
        {
            using var adopted = await visitor.Client.SubmitAsync("/benchmark", "/benchmark/adopt",
                ("run", $"{Guid.NewGuid():N}"), ("rules", "2026.1"), ("answers", answers));
            Assert.Equal("/benchmark/draft", adopted.Headers.Location!.ToString());
            var page = await visitor.Client.GetStringAsync("/benchmark/draft/1");
            Assert.Contains("39 of 40 answered", page, StringComparison.Ordinal);
            Assert.Equal(visitor == newcomer, page.Contains("The questionnaire is now version 2026.2", StringComparison.Ordinal));

            using var kept = await visitor.Client.SubmitAsync("/benchmark", "/benchmark/results", ("result", $"{today:yyyy-MM-dd}|2026.1|{answers}"));
            Assert.Equal(HttpStatusCode.Conflict, kept.StatusCode);
        }
    }

    // 2026.2: M01 reworded, M25 replaced by M26, the last option of P01 gone.
    private static PublishedRules Version2(DateOnly from)
    {
        var asked = JsonNode.Parse(ShippedRules.File("questionnaire-2026.1.json").Span)!;
        var ruled = JsonNode.Parse(ShippedRules.File("rules-2026.1.json").Span)!;
        (asked["version"], ruled["version"], ruled["questionnaire"]) = ("2026.2", "2026.2", "2026.2");
        asked["measures"]![0]!["question"]!["ja"] = "方針は新しい言葉で定めていますか。";
        (asked["measures"]![24]!["id"], ruled["measures"]![24]!["item"]) = ("M26", "M26");
        var options = asked["profile"]![0]!["options"]!.AsArray();
        Assert.True(options.Count > 3);
        options.RemoveAt(options.Count - 1);
        var points = ruled["profile"]![0]!["points"]!.AsArray();
        points.RemoveAt(points.Count - 1);
        return new(RuleSet.Parse(System.Text.Encoding.UTF8.GetBytes(asked.ToJsonString()), System.Text.Encoding.UTF8.GetBytes(ruled.ToJsonString())).Value, from);
    }

    private static async Task SaveAsync(HttpClient client, CourseStep step, Func<Question, int> answer)
    {
        using var saved = await PostAsync(client, await client.GetStringAsync($"/benchmark/draft/{step.Number}"), step, answer);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string page, CourseStep step, Func<Question, int> answer)
        => client.PostAsync("/benchmark/draft", FormOf(page, step.Questions.Select(q => (q.Item.Id, $"{Math.Min(answer(q), q.Item.Choices)}"))));

    private static FormUrlEncodedContent FormOf(string page, IEnumerable<(string, string)> fields)
        => new(Hidden().Matches(page[page.IndexOf("id=\"check\"", StringComparison.Ordinal)..])
            .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    [GeneratedRegex("""type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
