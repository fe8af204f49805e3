using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Privacy;

public class HoldsTests
{
    private const string Path = "/privacy/holds";
    private static readonly HeldRole Administrator = new(Role.Administrator, Scopes.System);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Administrators_place_and_lift_holds_which_stay_on_record(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var administrator = await portal.VisitorAsync("保全 太郎", "ja", Administrator);
        var account = await portal.VisitorAsync("対象 花子", "ja");
        using (var wrong = await administrator.Client.SubmitAsync($"{Path}/new", Path, ("kind", "account"), ("subject", $"{Guid.NewGuid()}"), ("reason", "")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            var body = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
            Assert.Contains("この ID のものはありません", body, StringComparison.Ordinal);
            Assert.Contains("理由がないか", body, StringComparison.Ordinal);
        }

        Assert.Contains($"value=\"{account.Account}\"", await administrator.Client.GetStringAsync($"{Path}/new?kind=account&subject={account.Account}"), StringComparison.Ordinal);
        using (var placed = await administrator.Client.SubmitAsync($"{Path}/new", Path, ("kind", "account"), ("subject", $"{account.Account}"), ("reason", "訴訟のため")))
            Assert.Equal($"{Path}?done=placed", placed.Headers.Location!.ToString());
        var list = WebUtility.HtmlDecode(await administrator.Client.GetStringAsync(Path));
        Assert.All((string[])["第1号", "対象 花子", "訴訟のため", "保全 太郎", "解除する"], words => Assert.Contains(words, list, StringComparison.Ordinal));
        Assert.Contains("第1号", WebUtility.HtmlDecode(await administrator.Client.GetStringAsync($"/access/accounts/{account.Account}")), StringComparison.Ordinal);

        // The person learns of the number with the own data, not of the reason.
        var data = await account.Client.GetStringAsync("/account/data.json");
        Assert.Contains("\"number\": 1", data, StringComparison.Ordinal);
        Assert.DoesNotContain("訴訟", data, StringComparison.Ordinal);

        using (var lifted = await administrator.Client.SubmitAsync(Path, $"{Path}/1/lift"))
            Assert.Equal($"{Path}?done=lifted", lifted.Headers.Location!.ToString());
        using (var again = await administrator.Client.SubmitAsync($"{Path}/new", $"{Path}/1/lift"))
            Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("訴訟のため", WebUtility.HtmlDecode(await administrator.Client.GetStringAsync(Path)), StringComparison.Ordinal);
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        Assert.Equal(["platform.legal-hold.placed", "platform.legal-hold.lifted"],
            await platform.Audit.Where(a => a.Subject == "legal-hold:1").OrderBy(a => a.At).Select(a => a.Action).ToListAsync());
        foreach (var visitor in (Visitor[])[await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System)), account])
        {
            foreach (var path in (string[])[Path, $"{Path}/new", $"/access/accounts/{account.Account}/erase"])
            {
                using var refused = await visitor.Client.GetAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_person_of_the_directory_is_not_erased_while_a_hold_stands_on_it_or_its_organisation(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var administrator = await portal.VisitorAsync("管理者", "ja", Administrator);
        var organisation = (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new("保全の会社"), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;
        var member = await portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, organisation));
        var person = (await portal.Get<Works>().RunAsync(Reader.System, work => People.KeepAsync(work, organisation, null, new PersonEntry("名簿 花子", "", "", "", ""), new(2024, 4, 1), default), default)).Value;
        var holds = portal.Get<LegalHolds>();
        foreach (var (number, kind, subject) in ((int, HoldKind, Guid)[])[(1, HoldKind.Person, person), (2, HoldKind.Organisation, organisation)])
        {
            Assert.Equal(number, (await holds.PlaceAsync(administrator.Reader, kind, $"{subject}", "調査", default)).Value);
            var refused = await portal.Get<Works>().RunAsync(member.Reader, work => People.EraseAsync(work, organisation, person, default), default);
            Assert.Contains($"第{number}号", refused.Failure!.Detail.Ja, StringComparison.Ordinal);
            if (kind == HoldKind.Organisation)
                Assert.Contains("第2号", (await portal.Get<AccountErasure>().EraseAsync(administrator.Reader, member.Account, default)).Failure!.Detail.Ja, StringComparison.Ordinal);
            Assert.Null(await holds.LiftAsync(administrator.Reader, number, default));
        }

        Assert.Contains("保全の会社", WebUtility.HtmlDecode(await administrator.Client.GetStringAsync(Path)), StringComparison.Ordinal);
        Assert.True((await portal.Get<Works>().RunAsync(member.Reader, work => People.EraseAsync(work, organisation, person, default), default)).Succeeded);
        Assert.True((await portal.Get<AccountErasure>().EraseAsync(administrator.Reader, member.Account, default)).Succeeded);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Keys_of_the_portal_hold_export_and_erase_by_the_api(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var administrator = await portal.VisitorAsync("管理者", "ja", Administrator);
        var account = await portal.VisitorAsync("対象 花子", "ja");
        var key = await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "保全", ["legal-holds:read", "legal-holds:write", "accounts:read", "accounts:write"], 30, default);
        using var client = portal.Client("ja");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        using (var wrong = await client.PostAsJsonAsync("/api/v1/legal-holds", new { kind = "nobody", subject = $"{account.Account}", reason = "訴訟" }))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using (var placed = await client.PostAsJsonAsync("/api/v1/legal-holds", new { kind = "account", subject = $"{account.Account}", reason = "訴訟" }))
        {
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
            Assert.Equal("""{"number":1}""", await placed.Content.ReadAsStringAsync());
        }

        using (var list = JsonDocument.Parse(await client.GetStringAsync("/api/v1/legal-holds")))
        {
            var hold = Assert.Single(list.RootElement.GetProperty("items").EnumerateArray());
            Assert.Equal(("account", $"{account.Account}", "訴訟", JsonValueKind.Null), (hold.GetProperty("kind").GetString(), hold.GetProperty("subject").GetString(), hold.GetProperty("reason").GetString(), hold.GetProperty("lifted").ValueKind));
        }

        using (var held = await client.PostAsync($"/api/v1/accounts/{account.Account}/erase", null))
        {
            Assert.Equal(HttpStatusCode.Conflict, held.StatusCode);
            Assert.DoesNotContain("訴訟", await held.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var open = await client.DeleteAsync($"/api/v1/accounts/{account.Account}"))
            Assert.Equal(HttpStatusCode.Conflict, open.StatusCode);
        using (var lifted = await client.PostAsync("/api/v1/legal-holds/1/lift", null))
            Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        using (var data = await client.PostAsync($"/api/v1/accounts/{account.Account}/data", null))
            Assert.Contains("対象 花子", await data.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var erased = await client.PostAsync($"/api/v1/accounts/{account.Account}/erase", null))
            Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Empty(await EveryColumn.WithAsync(portal, "対象 花子"));
        using (var none = await client.PostAsync($"/api/v1/accounts/{account.Account}/data", null))
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var unknown = await client.PostAsync($"/api/v1/accounts/{Guid.NewGuid()}/erase", null);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
