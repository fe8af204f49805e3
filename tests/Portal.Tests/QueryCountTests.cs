using System.Text;
using Sakimori.Actions.Contracts;
using Sakimori.Actions.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Directory.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

/// <summary>No list asks the database more often because it has more rows.</summary>
public class QueryCountTests
{
    private const int Few = 10;
    private const int Many = 1_000;
    private const int VeryMany = 10_000;
    private static readonly DateOnly Day = new(2024, 4, 1);

    private static readonly string[] OfOffice =
    [
        "/directory", "/directory?q=3&sort=employees&dir=desc&kind=company", "/directory.csv", "/directory/registrations", "/access", "/access?q=a",
        "/audit", "/audit?action=test&subject=x", "/audit.csv", "/operations", "/operations/jobs", "/operations/mail", "/operations/held", "/operations/held?kind=letter", "/access/keys",
    ];

    private static readonly string[] OfManager = ["/organisation/members", "/organisation/keys", "/actions", "/actions.csv", "/benchmark/results", "/evidence", "/directory", "/account"];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_list_sends_the_same_number_of_commands_however_many_rows_there_are(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var office = await portal.VisitorAsync("事務局", "en", new(Role.Administrator, Scopes.System), new(Role.Office, Scopes.System));
        await ImportAsync(portal, 1, Few);
        var organisation = (await LinesAsync(portal)).Id;
        var manager = await portal.VisitorAsync("管理者", "en", new HeldRole(Role.Manager, organisation));
        manager = manager with { Reader = manager.Reader.For(organisation) };
        await SeedAsync(portal, manager, organisation, 0, Few);
        var few = await CountAsync(office, manager);

        await SeedAsync(portal, manager, organisation, Few, Many);
        await ImportAsync(portal, Few + 1, VeryMany);
        var many = await CountAsync(office, manager);
        TestContext.Current.TestOutputHelper!.WriteLine($"{engine}: {string.Join(", ", many)}");
        Assert.Equal(few, many);
        Assert.All(many, page => Assert.InRange(page.Value, 1, 8));
    }

    private static async Task<SortedDictionary<string, int>> CountAsync(Visitor office, Visitor manager)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in OfOffice)
            counts[$"office {path}"] = (await SqlCommands.OfAsync(office.Client, path)).Count;
        foreach (var path in OfManager)
            counts[$"manager {path}"] = (await SqlCommands.OfAsync(manager.Client, path)).Count;
        return counts;
    }

    private static async Task ImportAsync(PortalUnderTest portal, int from, int until)
    {
        var csv = new StringBuilder("名称,種別,従業員数,開始日\n");
        for (var i = from; i <= until; i++)
            csv.Append($"第{i}精密,企業,{i},2020-04-01\n");
        var done = await portal.Get<Works>().RunAsync(Reader.System,
            work => DirectoryImport.CarryOutAsync(work, Encoding.UTF8.GetBytes(csv.ToString()), null, Day, default), default);
        Assert.Equal(until - from + 1, done.Value.Added);
    }

    private static async Task<OrganisationLine> LinesAsync(PortalUnderTest portal)
    {
        await using var context = portal.Get<ContextFactory>().Read<DirectoryContext>(Reader.System);
        return context.Lines(Day, new(), "name", false).First();
    }

    // Everything that is listed, so often that each list has the wanted number of rows.
    private static async Task SeedAsync(PortalUnderTest portal, Visitor manager, Guid organisation, int from, int until)
    {
        await using var work = await portal.Get<Works>().BeginAsync(manager.Reader);
        var (access, platform) = (work.Enlist<AccessContext>(), work.Enlist<PlatformContext>());
        var later = work.Now.AddYears(1);
        var audience = await OwnAudience.OfAsync(work, default);
        for (var i = from; i < until; i++)
        {
            var account = NewAccount(work, i);
            access.Accounts.Add(account);
            access.Roles.Add(new RoleGrant { Id = Guid.CreateVersion7(), Account = account.Id, Scope = organisation, Role = Role.Reader, From = work.Now });
            access.Keys.Add(Key(work, manager.Account, organisation, i));
            access.Keys.Add(Key(work, manager.Account, Scopes.System, i));
            var letter = Guid.CreateVersion7();
            work.Enlist<BackupContext>().Held.Add(new() { Kind = HeldKind.Letter, Letter = letter });
            platform.Mail.Add(new() { Id = letter, To = account.Email!, Subject = "s", Body = "b", Made = work.Now, Due = later, State = MailState.Waiting });
            platform.Jobs.Add(new() { Id = Guid.CreateVersion7(), Key = "test", Parameters = "{}", Made = work.Now, Due = later, State = JobState.Done });
            platform.Evidence.Add(Evidence(work, audience, i));
            platform.EvidenceStatuses.Add(new() { Hash = $"hash {i}", Until = new(2199, 3, 31) });
            work.Audit("test.done", $"test:{i}", after: new { i });
            work.Enlist<BenchmarkContext>().Checks.Add(
                new() { Id = Guid.NewGuid(), Audience = audience, Tlp = Tlp.Amber, Submitted = work.Now, RulesVersion = "2026.1", Answers = new string('3', 40) });
        }

        await work.FlushAsync();
        foreach (var chunk in Enumerable.Range(from, until - from).Chunk(50))
        {
            var planned = await ActionPlan.AddAsync(work, [.. chunk.Select(i => new NewAction(
                $"取組み{i}", "", new ActionOwner(null, "佐藤"), new(2199, 3, 31), 1, new ActionOrigin("benchmark", "check", Guid.NewGuid())))]);
            Assert.True(planned.Succeeded);
        }

        await work.CommitAsync();
    }

    private static Account NewAccount(UnitOfWork work, int i) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = $"{i}@example.jp",
        NormalizedUserName = $"{i}@EXAMPLE.JP",
        Email = $"{i}@example.jp",
        NormalizedEmail = $"{i}@EXAMPLE.JP",
        DisplayName = $"利用者{i}",
        Language = "ja",
        Made = work.Now,
        SecurityStamp = "x",
    };

    private static IssuedEvidence Evidence(UnitOfWork work, Guid audience, int i) => new()
    {
        Id = Guid.CreateVersion7(),
        Audience = audience,
        Number = $"{i}",
        Hash = $"hash {i}",
        Origin = $"check:{i}",
        Type = "test",
        SubjectJa = "組織",
        SubjectEn = "Organisation",
        WordsJa = "総合点",
        WordsEn = "The total",
        Until = new(2199, 3, 31),
        Issued = work.Now,
        Document = [],
    };

    private static ApiKey Key(UnitOfWork work, Guid by, Guid owner, int i) => new()
    {
        Id = Guid.CreateVersion7(),
        Owner = owner,
        Name = $"key {i}",
        Hint = "skm_test",
        Scopes = "access:read",
        KeyHash = Guid.NewGuid().ToByteArray(),
        MadeBy = by,
        Made = work.Now,
        Ends = work.Now.AddDays(30),
    };
}
