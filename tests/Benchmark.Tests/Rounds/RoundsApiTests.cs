using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public class RoundsApiTests
{
    private const string Root = "/api/v1/benchmark/rounds";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_round_is_opened_answered_and_read_by_programs(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        await world.RegisterAsync("子会社1,確認済み,8700110005901", "子会社2,確認済み");
        var child = await world.OrganisationAsync("子会社1");
        var (host, invited) = (await ProgramAsync(world, world.Host), await ProgramAsync(world, await world.ManagerAsync(child)));

        using (var wrong = await host.PostAsJsonAsync(Root, new { title_ja = "点検", due = "someday", asked = "total" }))
            Assert.Equal("due", (await JsonAsync(wrong, HttpStatusCode.UnprocessableEntity)).GetProperty("faults")[0].GetProperty("column").GetString());
        using var opened = await host.PostAsJsonAsync(Root, new { title_ja = "点検", title_en = "Review", due = $"{world.Today.AddDays(9):yyyy-MM-dd}", asked = "measures" });
        var round = (await JsonAsync(opened, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        Assert.Equal($"{Root}/{round}", opened.Headers.Location?.OriginalString);

        using var list = new StringContent("corporate_number,name,email\n8700110005901,,\n,子会社2,\n,Supplier Ltd.,a@example.jp\n", Encoding.UTF8, "text/csv");
        using (var dry = await host.PostAsync($"{Root}/{round}/invitations?dry_run=true", list))
            Assert.Equal(3, (await JsonAsync(dry)).GetProperty("invited").GetInt32());
        Assert.Empty(await world.RowsAsync(round));
        using (var done = await host.PostAsync($"{Root}/{round}/invitations", list))
            Assert.Equal(2, (await JsonAsync(done)).GetProperty("registered").GetInt32());

        await world.SubmitAsync(child, 4);
        var invitation = (await JsonAsync(await invited.GetAsync($"{Root}/invitations"))).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("Review", null, "親会社"), (invitation.GetProperty("title").GetString(), invitation.GetProperty("level").GetString(), invitation.GetProperty("host").GetString()));
        var share = $"{Root}/invitations/{invitation.GetProperty("id").GetGuid()}/share";
        using (var chosen = await invited.PutAsJsonAsync(share, new { level = "measures" }))
            Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        var result = await LineAsync(host, round, "子会社1");
        Assert.Equal(("answered", 100, 4), (result.GetProperty("state").GetString(), result.GetProperty("score").GetInt32(), result.GetProperty("measures").GetProperty("M01").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await LineAsync(host, round, "子会社2")).GetProperty("score").ValueKind);
        var progress = (await JsonAsync(await host.GetAsync($"{Root}/{round}"))).GetProperty("progress");
        Assert.Equal((3, 1, 1, 2), (progress.GetProperty("invited").GetInt32(), progress.GetProperty("opened").GetInt32(), progress.GetProperty("measures").GetInt32(), progress.GetProperty("waiting").GetInt32()));

        using (var withdrawn = await invited.DeleteAsync(share))
            Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal(("declined", JsonValueKind.Null), (await LineAsync(host, round, "子会社1")) is var gone ? (gone.GetProperty("state").GetString(), gone.GetProperty("score").ValueKind) : default);

        // The one does not do what the other does.
        Assert.Equal(HttpStatusCode.NotFound, (await invited.GetAsync($"{Root}/{round}/results")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PutAsJsonAsync(share, new { level = "done" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.PostAsync($"{Root}/{round}/remind", null)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.PostAsync($"{Root}/{round}/remind", null)).StatusCode);
        using (var changed = await host.PutAsJsonAsync($"{Root}/{round}", new { title_ja = "再点検", due = $"{world.Today.AddDays(12):yyyy-MM-dd}" }))
            Assert.Equal("再点検", (await JsonAsync(changed)).GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await host.PostAsync($"{Root}/{round}/close", null)).StatusCode);
        Assert.NotEqual(JsonValueKind.Null, (await JsonAsync(await host.GetAsync(Root))).GetProperty("items")[0].GetProperty("closed").ValueKind);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_key_of_the_deployment_hosts_for_the_office(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        var program = await Pages.Uploads.ProgramAsync(world.Portal, "benchmark:rounds");
        using var opened = await program.PostAsJsonAsync(Root, new { title_ja = "全国の点検", due = $"{world.Today.AddDays(9):yyyy-MM-dd}", asked = "done" });
        var round = (await JsonAsync(opened, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var office = await world.Portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        Assert.Contains("the programme office", await office.Client.GetStringAsync($"/benchmark/rounds/{round}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Host.Client.GetAsync($"/benchmark/rounds/{round}")).StatusCode);
    }

    private static async Task<JsonElement> LineAsync(HttpClient host, Guid round, string name)
        => (await JsonAsync(await host.GetAsync($"{Root}/{round}/results"))).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("name").GetString() == name);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    internal static async Task<HttpClient> ProgramAsync(RoundWorld world, Visitor manager)
    {
        var key = await world.Portal.Get<ApiKeys>().MakeAsync(manager.Reader, manager.Reader.Organisation!.Value, "program", ["benchmark:rounds"], 30, default);
        var client = world.Portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }
}
