using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Store;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Privacy;

public class ErasureTests
{
    // Where the person must have been before: the test would prove nothing of a table that never held the word.
    private static readonly string[] Tables =
    [
        "access_account", "access_key", "access_link", "access_session", "actions_entry", "actions_item", "benchmark_consent", "benchmark_draft_answer", "benchmark_exclusion",
        "benchmark_result_link", "benchmark_round_choice", "benchmark_round_invitation", "directory_contact", "directory_mail_domain", "directory_person", "directory_registration",
        "platform_audit_payload", "platform_legal_hold", "platform_mail", "platform_privacy_notice",
    ];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Erasing_leaves_names_and_addresses_in_no_column_of_any_table_and_the_trail_valid(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var person = await KnownPerson.EnterAsync(world);
        var before = await EveryColumn.WithAsync(world.Portal, KnownPerson.Word);
        Assert.Empty(Tables.Except(before.Select(c => c.Split('.')[0])));
        var trail = await TrailAsync(world.Portal);

        using (var wrong = await person.Client.SubmitAsync("/account/erase", "/account/erase", ("current", "no")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(before, await EveryColumn.WithAsync(world.Portal, KnownPerson.Word));
        using (var erased = await person.Client.SubmitAsync("/account/erase", "/account/erase", ("current", AccessWorld.Password)))
            Assert.Equal("/", erased.Headers.Location!.ToString());

        Assert.Empty(await EveryColumn.WithAsync(world.Portal, KnownPerson.Word));
        var after = await TrailAsync(world.Portal);
        Assert.All(trail, entry =>
        {
            var kept = after[entry.Key];
            Assert.Equal((entry.Value.At, entry.Value.Account, entry.Value.Action, entry.Value.Subject), (kept.At, kept.Account, kept.Action, kept.Subject));
            Assert.Equal(entry.Value.Commitment, kept.Commitment);
        });
        Assert.All(after.Values.Where(e => e.Payload is not null), e => Assert.Equal(e.Commitment, e.Payload!.Commit()));
        Assert.Contains(after.Values, e => e.Payload is not null);
        var entry = Assert.Single(after.Values, e => e.Action == "access.account.erased");
        Assert.Equal(($"account:{person.Account}", (Guid?)person.Account), (entry.Subject, entry.Account));
        await using var platform = world.Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        var happened = await platform.Outbox.SingleAsync(e => e.Type == "platform.account-erased");
        Assert.Equal($$"""{"Account":"{{person.Account}}"}""", happened.Body);

        using (var out_ = await person.Client.GetAsync("/account"))
            Assert.Equal(HttpStatusCode.Redirect, out_.StatusCode);
        Assert.Null(await AccessWorld.SignInAsync(world.Portal.Client(), KnownPerson.Address));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_a_request_under_way_still_writes_goes_with_the_next_daily_job(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var administrator = await world.Portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var account = await world.AccountAsync("late@person.example");
        Assert.True((await world.Portal.Get<AccountErasure>().EraseAsync(administrator.Reader, account, default)).Succeeded);
        await using (var work = await world.Portal.Get<Works>().BeginAsync(Reader.System))
        {
            var draft = Guid.NewGuid();
            work.Enlist<BenchmarkContext>().Drafts.Add(new() { Id = draft, Audience = Guid.NewGuid(), Tlp = Tlp.Amber, RulesVersion = "2026.1", Began = work.Now });
            work.Enlist<BenchmarkContext>().DraftAnswers.Add(new() { Draft = draft, Item = "m01", Answer = "3", By = account, ByName = "遅れた zyxwvu", At = work.Now });
            await work.CommitAsync();
        }

        await DailyJob.RunAsync(world);
        Assert.Empty(await EveryColumn.WithAsync(world.Portal, KnownPerson.Word));
        await using var benchmark = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        Assert.Equal("3", Assert.Single(await benchmark.DraftAnswers.ToListAsync()).Answer);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_is_an_organisations_stays_without_the_name_and_what_was_kept_for_oneself_goes(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var person = await KnownPerson.EnterAsync(world);
        Assert.Equal("done=erased", (await ErasedByAdministratorAsync(person)).Query.TrimStart('?'));

        var contexts = world.Portal.Get<ContextFactory>();
        await using (var benchmark = contexts.Read<BenchmarkContext>(Reader.System))
        {
            var check = Assert.Single(await benchmark.Checks.ToListAsync());
            Assert.Equal((person.Organisation, person.Account), (check.Organisation!.Value, check.By!.Value));
            Assert.Equal("", Assert.Single(await benchmark.DraftAnswers.ToListAsync()).ByName);
            Assert.Equal("", Assert.Single(await benchmark.Consents.ToListAsync()).ByName);
            Assert.Single(await benchmark.Links.ToListAsync());
            Assert.Null(Assert.Single(await benchmark.RoundInvitations.ToListAsync()).Mail);
        }

        await using (var actions = contexts.Read<ActionsContext>(Reader.System))
        {
            Assert.Equal(2, await actions.Items.CountAsync());
            Assert.Equal("バックアップを試す", (await actions.Items.SingleAsync(a => a.Id == person.Shared)).Title);
        }

        await using (var access = contexts.Read<AccessContext>(Reader.System))
        {
            var account = await access.Accounts.SingleAsync(a => a.Id == person.Account);
            Assert.True(account.IsErased);
            Assert.True(account is { Email: null, PasswordHash: null, SecurityStamp: null, Closed: not null });
            Assert.All(await access.Roles.Where(r => r.Account == person.Account).ToListAsync(), r => Assert.True(r.Until <= account.Closed));
            Assert.Null(Assert.Single(await access.Keys.Where(k => k.MadeBy == person.Account).ToListAsync()).Revoked);
        }

        await using (var directory = contexts.Read<DirectoryContext>(Reader.System))
        {
            Assert.Empty(await directory.People.ToListAsync());
            Assert.Empty(await directory.Contacts.ToListAsync());
            var registration = Assert.Single(await directory.Registrations.ToListAsync());
            Assert.Equal(("", "@" + KnownPerson.Domain, "人のいる会社"), (registration.Person, registration.Mail, registration.Name));
        }

        var page = WebUtility.HtmlDecode(await person.Colleague.Client.GetStringAsync($"/actions/{person.Shared}"));
        Assert.Contains("消去済み", page, StringComparison.Ordinal);
        var shown = await person.Administrator.Client.GetStringAsync($"/access/accounts/{person.Account}");
        Assert.Contains("<h1>erased</h1>", shown, StringComparison.Ordinal);
        Assert.Contains("erased", await person.Administrator.Client.GetStringAsync("/privacy/notice"), StringComparison.Ordinal);

        // Again there is nothing to be done, and nothing is written.
        var entries = (await TrailAsync(world.Portal)).Count;
        Assert.Equal(0, (await world.Portal.Get<AccountErasure>().EraseAsync(person.Administrator.Reader, person.Account, default)).Value);
        Assert.Equal(entries, (await TrailAsync(world.Portal)).Count);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Neither_the_last_administrator_nor_what_is_held_is_erased_and_nothing_of_it_goes(Engine engine)
    {
        await using var world = await AccessWorld.StartAsync(engine);
        var (portal, organisation) = (world.Portal, Guid.NewGuid());
        var administrator = await portal.VisitorAsync("管理者 zyxwvu", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var account = await world.AccountAsync("held@person.example", new HeldRole(Role.Manager, organisation));
        var erasure = portal.Get<AccountErasure>();
        Assert.Contains("最後の管理者", (await erasure.EraseAsync(administrator.Reader, administrator.Account, default)).Failure!.Detail.Ja, StringComparison.Ordinal);
        Assert.Contains("access_account.DisplayName", await EveryColumn.WithAsync(portal, KnownPerson.Word));

        var client = portal.Client("ja");
        await AccessWorld.SignInAsync(client, "held@person.example");
        Assert.True((await portal.Get<LegalHolds>().PlaceAsync(administrator.Reader, HoldKind.Account, $"{account}", "極秘の理由", default)).Succeeded);
        using (var refused = await client.SubmitAsync("/account/erase", "/account/erase", ("current", AccessWorld.Password)))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var body = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Contains("保全（第1号）", body, StringComparison.Ordinal);
            Assert.DoesNotContain("極秘", body, StringComparison.Ordinal);
        }

        Assert.NotEmpty(await EveryColumn.WithAsync(portal, "held@person.example"));
        Assert.Null(await portal.Get<LegalHolds>().LiftAsync(administrator.Reader, 1, default));
        using (var erased = await client.SubmitAsync("/account/erase", "/account/erase", ("current", AccessWorld.Password)))
            Assert.Equal(HttpStatusCode.Redirect, erased.StatusCode);
        Assert.Empty(await EveryColumn.WithAsync(portal, "held@person.example"));
        Assert.Equal(Kernel.FailureKind.NotFound, (await erasure.EraseAsync(Reader.Of(Guid.NewGuid(), "x", [new(Role.Office, Scopes.System)]), administrator.Account, default)).Failure!.Kind);
    }

    private static async Task<Uri> ErasedByAdministratorAsync(KnownPerson person)
    {
        var path = $"/access/accounts/{person.Account}";
        using (var data = await person.Administrator.Client.SubmitAsync(path, path + "/data"))
        {
            Assert.Equal("application/json", data.Content.Headers.ContentType!.MediaType);
            Assert.Contains(KnownPerson.Name, await data.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(1, await person.World.AuditedAsync("access.account.exported"));
        using var erased = await person.Administrator.Client.SubmitAsync(path + "/erase", path + "/erase");
        return new Uri(new Uri(person.World.Portal.Portal.Address), erased.Headers.Location!);
    }

    private static async Task<Dictionary<Guid, AuditEntry>> TrailAsync(PortalUnderTest portal)
    {
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return (await platform.Audit.WithPayloadsAsync(platform, default)).ToDictionary(a => a.Id);
    }
}
