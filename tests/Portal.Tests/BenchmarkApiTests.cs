using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public class BenchmarkApiTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_check_submitted_with_a_key_is_listed_and_read_back_by_its_organisation_alone(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        using var own = await ClientAsync(portal, Guid.NewGuid());
        using var other = await ClientAsync(portal, Guid.NewGuid());

        using var submitted = await SubmitAsync(own, 3, null);
        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        var score = await submitted.Content.ReadAsStringAsync();

        var location = submitted.Headers.Location!.ToString();
        using var read = await own.GetAsync(location);
        Assert.Equal(score, await read.Content.ReadAsStringAsync());
        using var again = new HttpRequestMessage(HttpMethod.Get, location);
        again.Headers.IfNoneMatch.Add(read.Headers.ETag!);
        using var unchanged = await own.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var list = JsonDocument.Parse(await own.GetStringAsync("/api/v1/benchmark/results"));
        Assert.Equal(75, Assert.Single(list.RootElement.GetProperty("items").EnumerateArray()).GetProperty("total").GetInt32());
        using var theirs = JsonDocument.Parse(await other.GetStringAsync("/api/v1/benchmark/results"));
        Assert.Equal(0, theirs.RootElement.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(location)).StatusCode);
    }

    [Fact]
    public async Task The_same_idempotency_key_stores_one_check()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var client = await ClientAsync(portal, Guid.NewGuid());
        var key = Guid.NewGuid();
        var places = new List<string>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitAsync(client, 2, key)));
        foreach (var answer in answers)
        {
            using (answer)
                places.Add(answer.Headers.Location!.ToString());
        }

        Assert.Single(places.Distinct());
        using var different = await SubmitAsync(client, 3, key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, different.StatusCode);
        Assert.Contains("Idempotency-Key", await different.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(1, await platform.Audit.CountAsync(a => a.Action == "benchmark.check.submitted"));
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page_without_a_gap()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        using var client = await ClientAsync(portal, Guid.NewGuid());
        for (var i = 0; i < 7; i++)
            (await SubmitAsync(client, 1 + (i % 3), null)).Dispose();
        var seen = new List<Guid>();
        for (string? next = "/api/v1/benchmark/results?size=3"; next is not null;)
        {
            using var page = JsonDocument.Parse(await client.GetStringAsync(next));
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            next = page.RootElement.GetProperty("next").GetString();
        }

        Assert.Equal((7, 7), (seen.Count, seen.Distinct().Count()));
    }

    private static async Task<HttpClient> ClientAsync(PortalUnderTest portal, Guid organisation)
    {
        var manager = await portal.VisitorAsync($"manager {organisation}", "en", new HeldRole(Role.Manager, organisation));
        await using (var work = await portal.Get<Works>().BeginAsync(manager.Reader.For(organisation)))
        {
            await OwnAudience.OfAsync(work, default);
            await work.CommitAsync();
        }

        var key = await portal.Get<ApiKeys>().MakeAsync(manager.Reader, organisation, "api", ["benchmark:read", "benchmark:write"], 30, default);
        var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }

    private static async Task<HttpResponseMessage> SubmitAsync(HttpClient client, int answer, Guid? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/benchmark/checks");
        request.Content = new StringContent(
            AnswerTable.Template(ShippedRules.Current.Questionnaire).Replace(",\n", $",{answer}\n", StringComparison.Ordinal),
            Encoding.UTF8, MediaTypeHeaderValue.Parse("text/csv"));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key.ToString());
        return await client.SendAsync(request);
    }
}
