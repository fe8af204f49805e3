using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Benchmark.Tests.Keeping;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Planning;

public class SavePlanTests(People people) : IClassFixture<People>
{
    private static readonly (string, string)[] Two =
    [
        ("do", "save"), ("tick", "M14"), ("to-M14", "4"), ("owner-M14", "防人 花子"), ("due-M14", "令和9年3月31日"),
        ("tick", "M20"), ("to-M20", "5"), ("owner-M20", "情報システム課"), ("due-M20", "2027-06-30"),
    ];

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_becomes_actions_of_the_own_organisation_that_no_other_sees(Engine engine)
    {
        var portal = people.On(engine);
        var (visitor, check) = await CheckedAsync(engine, "防人 花子");
        var stranger = await portal.VisitorAsync("Stranger", "en", new HeldRole(Role.Manager, Guid.NewGuid()));
        var page = $"/benchmark/results/{check}/plan";

        var saved = await visitor.Client.SubmitAsync(page, page, Two);

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var list = saved.Headers.Location!.ToString();
        Assert.Equal($"/actions?origin=benchmark.check&subject={check}", list);
        var contexts = portal.Get<ContextFactory>();
        var planned = await ActionPlan.OfAsync(contexts, visitor.Reader, "benchmark", "check", check);
        Assert.Equal([("M14", 3, 4), ("M20", 3, 5)], planned.Select(a => (a.Item, a.From!.Value, a.To!.Value)));
        Assert.Equal([("防人 花子", new(2027, 3, 31)), ("情報システム課", new DateOnly(2027, 6, 30))], planned.Select(a => (a.Owner, a.Due)));
        var rules = ShippedRules.Current.Questionnaire;
        Assert.Equal(rules.Measure("M20").Next.Where(n => n.From >= 3).Sum(n => n.Days), planned[1].EffortDays);
        Assert.Contains(rules.Measure("M14").Title.En, await visitor.Client.GetStringAsync(list), StringComparison.Ordinal);
        Assert.DoesNotContain(rules.Measure("M14").Title.En, await stranger.Client.GetStringAsync(list), StringComparison.Ordinal);
        Assert.Empty(await ActionPlan.OfAsync(contexts, stranger.Reader, "benchmark", "check", check));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.SubmitAsync("/", page, Two)).StatusCode);
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "actions.planned" && a.Subject == $"check:{check}"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_planned_already_or_has_no_owner_or_day_is_refused_as_a_whole(Engine engine)
    {
        var (visitor, check) = await CheckedAsync(engine, "防人 太郎");
        var page = $"/benchmark/results/{check}/plan";
        var incomplete = await visitor.Client.SubmitAsync(page, page, ("do", "save"), ("tick", "M14"), ("to-M14", "4"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.StatusCode);
        var body = await incomplete.Content.ReadAsStringAsync();
        Assert.Contains("#f-owner-M14", body, StringComparison.Ordinal);
        Assert.Contains("#f-due-M14", body, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Found, (await visitor.Client.SubmitAsync(page, page, Two)).StatusCode);
        var again = await visitor.Client.SubmitAsync(page, page,
            ("do", "save"), ("tick", "M14"), ("to-M14", "4"), ("owner-M14", "A"), ("due-M14", "2027-03-31"),
            ("tick", "M01"), ("to-M01", "4"), ("owner-M01", "A"), ("due-M01", "2027-03-31"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("#f-to-M14", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var planned = await ActionPlan.OfAsync(people.On(engine).Get<ContextFactory>(), visitor.Reader, "benchmark", "check", check);
        Assert.Equal(["M14", "M20"], planned.Select(a => a.Item));
        Assert.All(planned, a => Assert.Equal(ActionState.Planned, a.State));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_plans_of_one_check_at_the_same_instant_one_goes_through(Engine engine)
    {
        var (visitor, check) = await CheckedAsync(engine, "防人 次郎");
        var page = $"/benchmark/results/{check}/plan";
        await visitor.Client.GetStringAsync(page);
        for (var round = 0; round < 5; round++)
        {
            (string, string)[] plan = [("do", "save"), ("tick", $"M0{round + 1}"), ($"to-M0{round + 1}", "4"), ($"owner-M0{round + 1}", "A"), ($"due-M0{round + 1}", "2027-03-31")];
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => visitor.Client.SubmitAsync(page, page, plan)));
            Assert.Equal([HttpStatusCode.Found, .. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 5)], answers.Select(a => a.StatusCode).Order());
        }

        var planned = await ActionPlan.OfAsync(people.On(engine).Get<ContextFactory>(), visitor.Reader, "benchmark", "check", check);
        Assert.Equal(["M01", "M02", "M03", "M04", "M05"], planned.Select(a => a.Item));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_only_reads_for_the_organisation_saves_nothing(Engine engine)
    {
        var organisation = Guid.NewGuid();
        var (_, check) = await CheckedAsync(engine, "Manager", organisation);
        var reader = await people.On(engine).VisitorAsync("Reader", "en", new HeldRole(Role.Reader, organisation));
        var page = $"/benchmark/results/{check}/plan";
        Assert.DoesNotContain("value=\"save\"", await reader.Client.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.Client.SubmitAsync(page, page, Two)).StatusCode);
        Assert.Empty(await ActionPlan.OfAsync(people.On(engine).Get<ContextFactory>(), reader.Reader, "benchmark", "check", check));
    }

    private async Task<(Visitor Visitor, Guid Check)> CheckedAsync(Engine engine, string name, Guid? organisation = null)
    {
        var visitor = await people.On(engine).VisitorAsync(name, "en", new HeldRole(Role.Manager, organisation ?? Guid.NewGuid()));
        var respondent = Respondent.Of(visitor.Reader)!;
        return (visitor, (await people.SubmitAsync(engine, respondent, await people.ReviewedAsync(engine, respondent))).Value);
    }
}
