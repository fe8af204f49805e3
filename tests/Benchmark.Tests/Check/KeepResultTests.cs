using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Answering;

public sealed partial class KeepResultTests
{
    private static readonly string Answers = new('3', ShippedRules.Current.Questionnaire.Items.Count);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_result_of_today_is_kept_in_one_step_and_once_however_often_its_form_is_sent(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var visitor = await portal.VisitorAsync("山田", "en");
        using var shown = await visitor.Client.SubmitAsync("/benchmark", "/benchmark/result", ("result", Line(Today(portal))));
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Contains("formaction=\"/benchmark/results\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("formaction=\"/benchmark/adopt\"", page, StringComparison.Ordinal);

        var token = Token().Match(page).Groups[1].Value;
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.Client.SubmitAsync(
            "/benchmark", "/benchmark/results", ("result", Line(Today(portal))), ("form", token))));
        var place = Assert.Single(sent.Select(s => s.Headers.Location!.ToString()).Distinct());
        Assert.Contains("75", await visitor.Client.GetStringAsync(place), StringComparison.Ordinal);
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        var check = await benchmark.Checks.SingleAsync();
        Assert.Equal((Answers, 75, visitor.Account, false), (check.Answers, check.Total, check.Audience, check.Consented));
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "benchmark.check.submitted"));

        var other = await portal.VisitorAsync("佐藤", "en");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync(place)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_of_today_or_not_whole_and_who_only_reads_stores_nothing()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var visitor = await portal.VisitorAsync("山田", "en");
        var reader = await portal.VisitorAsync("閲覧者", "en", new HeldRole(Role.Reader, Guid.NewGuid()));
        var old = Line(Today(portal).AddDays(-2));
        using (var shown = await visitor.Client.SubmitAsync("/benchmark", "/benchmark/result", ("result", old)))
        {
            var page = await shown.Content.ReadAsStringAsync();
            Assert.DoesNotContain("formaction=\"/benchmark/results\"", page, StringComparison.Ordinal);
            Assert.Contains("formaction=\"/benchmark/adopt\"", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Conflict, await KeepAsync(visitor, old));
        Assert.Equal(HttpStatusCode.Conflict, await KeepAsync(visitor, Line(Today(portal).AddDays(1))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await KeepAsync(visitor, Line(Today(portal))[..^1]));
        Assert.Equal(HttpStatusCode.Forbidden, await KeepAsync(reader, Line(Today(portal))));
        await using var benchmark = portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        Assert.Equal(0, await benchmark.Checks.CountAsync());
    }

    private static async Task<HttpStatusCode> KeepAsync(Visitor visitor, string line)
    {
        using var sent = await visitor.Client.SubmitAsync("/benchmark/open", "/benchmark/results", ("result", line));
        return sent.StatusCode;
    }

    private static DateOnly Today(PortalUnderTest portal) => Dates.DayInJapan(portal.Get<TimeProvider>().GetUtcNow().UtcDateTime);

    private static string Line(DateOnly made) => $"{made:yyyy-MM-dd}|{ShippedRules.Current.Version}|{Answers}";

    [GeneratedRegex("""name="form" value="([^"]+)""")]
    private static partial Regex Token();
}
