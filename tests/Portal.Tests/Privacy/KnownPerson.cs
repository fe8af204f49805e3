using System.Net;
using Microsoft.EntityFrameworkCore;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Actions.Store;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests.Privacy;

/// <summary>Somebody whose names and addresses all hold one word, and who has left them in every module: through its pages where it has some.</summary>
internal sealed class KnownPerson
{
    public const string Word = "zyxwvu";
    public const string Name = "佐藤 Zyxwvu";
    public const string Address = "zyxwvu+one@person.example";
    public const string Domain = "person.example";
    private const string FormerName = "旧姓 Zyxwvu";
    private const string FormerAddress = "Former.Zyxwvu@person.example";

    private KnownPerson(AccessWorld world) => World = world;

    public AccessWorld World { get; }

    public Guid Account { get; private init; }

    public Guid Organisation { get; private init; }

    public required HttpClient Client { get; init; }

    public required Visitor Colleague { get; init; }

    public required Visitor Administrator { get; init; }

    public Guid Shared { get; private set; }

    public Reader Reader => Reader.Of(Account, Name, [new(Role.Administrator, Scopes.System), new(Role.Manager, Organisation)], Organisation);

    private PortalUnderTest Portal => World.Portal;

    public static async Task<KnownPerson> EnterAsync(AccessWorld world)
    {
        var portal = world.Portal;
        var organisation = (await portal.Get<Works>().RunAsync(Reader.System, work => OrganisationChanges.AddAsync(work,
            new(OrganisationKind.Company, new("人のいる会社"), null, null, Profile.Unknown, new(2020, 4, 1), true), default), default)).Value;
        var account = await world.AccountAsync(FormerAddress, new HeldRole(Role.Administrator, Scopes.System), new HeldRole(Role.Manager, organisation));
        var client = portal.Client("ja");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Zyxwvu/1.0");
        Assert.NotNull(await AccessWorld.SignInAsync(client, FormerAddress));
        var person = new KnownPerson(world)
        {
            Account = account,
            Organisation = organisation,
            Client = client,
            Colleague = await portal.VisitorAsync("同僚 次郎", "ja", new HeldRole(Role.Manager, organisation)),
            Administrator = await portal.VisitorAsync("管理者", "en", new HeldRole(Role.Administrator, Scopes.System)),
        };
        await person.InAccessAsync();
        await person.InDirectoryAsync();
        await person.InActionsAsync();
        await person.InBenchmarkAsync();
        await person.InPlatformAsync();
        return person;
    }

    private async Task InAccessAsync()
    {
        await DoneAsync(Client.SubmitAsync("/account/profile", "/account/profile", ("name", FormerName), ("language", "ja")));
        await DoneAsync(Client.SubmitAsync("/account/profile", "/account/profile", ("name", Name), ("language", "ja")));
        await DoneAsync(Client.SubmitAsync("/account/address", "/account/address", ("email", Address), ("current", AccessWorld.Password)));
        var link = await World.LinkAsync(Address);
        await DoneAsync(Portal.Client().SubmitAsync(link, link));
        await DoneAsync(Client.SubmitAsync("/account/address", "/account/address", ("email", "never-confirmed-zyxwvu@else.example"), ("current", AccessWorld.Password)));
        await Portal.Get<ApiKeys>().MakeAsync(Reader, Organisation, $"鍵 {Name}", ["access:read"], 30, default);
        foreach (var address in (string[])[Address, FormerAddress])
            Assert.Null(await Portal.Get<Invitations>().InviteAsync(Administrator.Reader, address, Language.En, new(Role.Office, Scopes.System), t => $"http://localhost/{t}", default));
        Assert.Null(await Portal.Get<Invitations>().WithdrawAsync(Administrator.Reader, FormerAddress, Scopes.System, default));
    }

    private async Task InDirectoryAsync()
    {
        var (contacts, people) = ($"/directory/{Organisation}/contacts", $"/directory/{Organisation}/people");
        await DoneAsync(Colleague.Client.SubmitAsync(contacts, contacts, ("name", Name), ("role", "security"), ("mail", Address), ("phone", "03-0000-0000"), ("tlp", "AMBER")));
        await DoneAsync(Colleague.Client.SubmitAsync(people, people, ("name", FormerName), ("mail", FormerAddress), ("day", "2024-04-01")));
        await using (var directory = Portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System))
        {
            var id = (await directory.People.SingleAsync()).Person;
            await DoneAsync(Colleague.Client.SubmitAsync(people, people, ("person", $"{id}"), ("name", Name), ("mail", Address), ("day", "2025-04-01")));
        }

        await DoneAsync(Client.SubmitAsync("/directory/registrations/domains", "/directory/registrations/domains", ("domain", "trusted.example")));
        await using var work = await Portal.Get<Works>().BeginAsync(Reader.System);
        work.Enlist<DirectoryContext>().Registrations.Add(new()
        {
            Id = Guid.NewGuid(),
            Audience = Organisation,
            Tlp = Tlp.AmberStrict,
            Link = OneTimeLinks.Hash("a"),
            AddressHash = OneTimeLinks.Hash("b"),
            ClientHash = OneTimeLinks.Hash("c"),
            Made = work.Now,
            State = RegistrationState.Accepted,
            Name = "人のいる会社",
            Person = FormerName,
            Mail = FormerAddress,
            Language = Language.Ja,
            Organisation = Organisation,
            Account = Account,
            Decided = work.Now,
            Reason = $"{Name}さんの申込み",
        });
        await work.CommitAsync();
    }

    private async Task InActionsAsync()
    {
        foreach (var reader in (Reader[])[Reader, Reader.Of(Account, Name, [])])
        {
            await using var work = await Portal.Get<Works>().BeginAsync(reader);
            var planned = await ActionPlan.AddAsync(work,
            [
                new NewAction("バックアップを試す", "", new ActionOwner(Account, Name), new(2199, 3, 31), 1, new ActionOrigin("benchmark", "check", Guid.NewGuid())),
                new NewAction("棚卸し", "", new ActionOwner(null, FormerName, Address), new(2199, 3, 31), 1, new ActionOrigin("benchmark", "check", Guid.NewGuid())),
            ]);
            Assert.True(planned.Succeeded);
            await work.CommitAsync();
        }

        await using var actions = Portal.Get<ContextFactory>().Read<ActionsContext>(Reader.System);
        var mine = await actions.Items.Where(a => a.Organisation == Organisation).OrderBy(a => a.Title).ToListAsync();

        // One is handed over, so that its history alone knows who had it; the other is done by the colleague and verified by the person.
        var passed = mine.First(a => a.OwnerAccount is null).Id;
        await ChangeAsync(Client, mine.First(a => a.Id == passed), ("account", $"{Colleague.Account}"), ("owner", ""), ("mail", ""), ("state", "done"), ("evidence", "記録"));
        var handed = await actions.Items.SingleAsync(a => a.Id == passed);
        await using (var work = await Portal.Get<Works>().BeginAsync(Reader.System))
        {
            await work.Enlist<ActionsContext>().Items.Where(a => a.Id == handed.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.ReportedBy, Colleague.Account));
            await work.CommitAsync();
        }

        await DoneAsync(Client.SubmitAsync($"/actions/{handed.Id}", $"/actions/{handed.Id}/verify", ("version", $"{handed.Version}")));
        Shared = mine.First(a => a.OwnerAccount == Account).Id;

        static Task ChangeAsync(HttpClient client, ActionItem action, params (string Name, string Value)[] fields)
            => DoneAsync(client.SubmitAsync($"/actions/{action.Id}", $"/actions/{action.Id}",
                [("version", $"{action.Version}"), ("title", action.Title), ("detail", ""), ("due", "2199-03-31"), ("effort", "1"), ("link", ""), .. fields]));
    }

    private async Task InBenchmarkAsync()
    {
        await DoneAsync(Client.SubmitAsync("/benchmark/statistics/exclusions", "/benchmark/statistics/exclusions", ("organisation", "人のいる会社"), ("reason", "試験のため")));
        await using var work = await Portal.Get<Works>().BeginAsync(Reader.System);
        var benchmark = work.Enlist<BenchmarkContext>();
        if (!await benchmark.ConsentTexts.AnyAsync(t => t.Hash == ConsentText.Current.Hash))
            benchmark.ConsentTexts.Add(ConsentText.Current);
        foreach (var (audience, organisation) in ((Guid, Guid?)[])[(Organisation, Organisation), (Account, null)])
        {
            var (check, draft) = (Guid.NewGuid(), Guid.NewGuid());
            benchmark.Checks.Add(new() { Id = check, Audience = audience, Organisation = organisation, By = Account, Tlp = Tlp.Amber, Submitted = work.Now, RulesVersion = "2026.1", Answers = new string('3', 40), Total = 75 });
            benchmark.Links.Add(new() { Id = Guid.NewGuid(), Check = check, TokenHash = OneTimeLinks.Hash($"{check}"), Note = $"{Name}から", MadeBy = Account, Made = work.Now, Ends = work.Now.AddDays(30) });
            benchmark.Drafts.Add(new() { Id = draft, Audience = audience, Tlp = Tlp.Amber, RulesVersion = "2026.1", Began = work.Now });
            benchmark.DraftAnswers.Add(new() { Draft = draft, Item = "m01", Answer = "3", By = Account, ByName = Name, At = work.Now });
            benchmark.Consents.Add(new() { Id = Guid.NewGuid(), Audience = audience, Organisation = organisation, Tlp = Tlp.Amber, Given = true, Text = ConsentText.Current.Hash, By = Account, ByName = Name, At = work.Now });
        }

        var (round, invitation) = (Guid.NewGuid(), Guid.NewGuid());
        benchmark.Rounds.Add(new()
        {
            Id = round,
            Audience = round,
            Tlp = Tlp.Amber,
            Host = Organisation,
            TitleJa = "調査",
            TitleEn = "Round",
            MessageJa = "",
            MessageEn = "",
            Opens = new(2026, 4, 1),
            Due = new(2026, 5, 1),
            Begins = work.Now,
            RulesVersion = "2026.1",
            MeasureCount = 25,
            Asked = SharingLevel.Nothing,
            By = Account,
            Made = work.Now,
        });
        benchmark.RoundInvitations.Add(new() { Id = invitation, Audience = invitation, Tlp = Tlp.Amber, Round = round, Name = "招かれた会社", SortKey = "招", Mail = Address.ToUpperInvariant(), Invited = work.Now });
        benchmark.RoundChoices.Add(new() { Id = invitation, Audience = Organisation, Tlp = Tlp.AmberStrict, By = Account, ByName = Name, At = work.Now });
        await work.CommitAsync();
    }

    private async Task InPlatformAsync()
    {
        var day = Dates.DayInJapan(Portal.Get<TimeProvider>().GetUtcNow().UtcDateTime);
        Assert.True((await Portal.Get<PrivacyNotices>().WriteAsync(Reader, new(new("事務局", "Office"), new("東京都", "Tokyo"), "privacy@office.example", new("", ""), day), 0, default)).Succeeded);
        var holds = Portal.Get<LegalHolds>();
        Assert.True((await holds.PlaceAsync(Reader, HoldKind.Account, $"{Colleague.Account}", "訴訟のため", default)).Succeeded);
        Assert.Null(await holds.LiftAsync(Reader, 1, default));
        Assert.True((await holds.PlaceAsync(Administrator.Reader, HoldKind.Account, $"{Account}", $"{Name}の調査", default)).Succeeded);
        Assert.Null(await holds.LiftAsync(Administrator.Reader, 2, default));
        await using var work = await Portal.Get<Works>().BeginAsync(Reader.System);
        work.Enlist<PlatformContext>().Mail.Add(new() { Id = Guid.NewGuid(), To = Address, Subject = "後で届く", Body = "…", Made = work.Now, Due = work.Now.AddDays(1) });
        work.Send(new Letter("colleague@person.example", Language.Ja, new("参加の申請", "Request"), new($"{Name}（{Address}）さんが", $"{Name} ({Address}) asks"), null));
        await work.CommitAsync();
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.RequestMessage!.RequestUri} {answer.StatusCode}");
    }
}
