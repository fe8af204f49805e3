using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Platform.Records;
using Sakimori.Portal.Tests.Leaks;
using Sakimori.TestKit;
using Sakimori.Web.Api;

namespace Sakimori.Portal.Tests.Backup;

/// <summary>A portal that was backed up while it ran, restored elsewhere.</summary>
public sealed partial class RestoredPortalTests : IDisposable
{
    private static readonly AgeIdentity Identity = AgeIdentity.Make();
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-restored-").FullName;
    private readonly string master = Path.Combine(System.IO.Directory.CreateTempSubdirectory("sakimori-master-").FullName, "master.key");

    public RestoredPortalTests() => File.WriteAllText(master, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public static TheoryData<Engine, Engine> EnginePairs => [.. from a in PortalUnderTest.Engines from b in PortalUnderTest.Engines select (a, b)];

    public void Dispose()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        System.IO.Directory.Delete(Path.GetDirectoryName(master)!, recursive: true);
    }

    [Theory]
    [MemberData(nameof(EnginePairs))]
    public async Task The_restored_portal_answers_the_same_pages(Engine from, Engine into)
    {
        var file = new MemoryStream();
        var answers = new List<(string Who, string Address, string Said)>();
        var cookies = new List<(string Who, string Cookie)>();
        var organisation = Guid.NewGuid();
        await using (var portal = await PortalUnderTest.StartAsync(from, example: true, services: Unlimited, settings: s => s with { BaseUrl = "https://portal.example", MasterKeyFile = master }))
        {
            var manager = await portal.VisitorAsync("責任者", "ja", new HeldRole(Role.Manager, organisation));
            var office = await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
            var ids = new List<Guid>();
            foreach (var seed in Seeds.All)
                ids.AddRange(await seed.Plant(portal, manager, $"zz{Guid.NewGuid():N}"));
            cookies = [("nobody", ""), ("manager", Cookie(manager)), ("office", Cookie(office))];
            await portal.Get<Backups>().WriteAsync(file, [Identity.Recipient], default);
            foreach (var route in Probe.Routes(portal, method => method == "GET").Where(r => !IsOfThisServer(r.RoutePattern.RawText!)))
            {
                foreach (var id in route.RoutePattern.Parameters.Count > 0 ? ids.Select(i => i.ToString()) : [""])
                {
                    foreach (var (who, _) in cookies)
                        answers.Add((who, Probe.Address(route.RoutePattern, id), ""));
                }
            }

            answers = await AskAsync(portal, cookies, answers);
        }

        file.Position = 0;
        var settings = new PortalSettings { DataFolder = folder, Database = into == Engine.Postgres ? await PostgresServer.NewDatabaseAsync() : null };
        var restored = await PortalRestore.RunAsync(settings, file, [Identity], default);
        Assert.True(restored.Succeeded, restored.Failure?.Detail.En);
        await using var again = await PortalUnderTest.StartAsync(
            into, example: true, services: Unlimited, folder: folder, settings: s => s with { BaseUrl = "https://portal.example", MasterKeyFile = master, Database = settings.Database });
        var same = await AskAsync(again, cookies, answers);
        Assert.True(answers.Count > 300 && answers.Count(a => a.Said.StartsWith("200", StringComparison.Ordinal)) > 100, $"{answers.Count} answers");
        Assert.True(answers.Exists(a => a.Who == "manager" && a.Said.Contains("責任者", StringComparison.Ordinal)), "The session ended.");
        var different = answers.Zip(same).Where(p => p.First.Said != p.Second.Said).Select(p => $"{p.First.Who} {p.First.Address}\n{Difference(p.First.Said, p.Second.Said)}").ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {answers.Count}:\n{string.Join('\n', different.Take(10))}");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_backup_that_was_cut_short_leaves_nothing_that_opens_as_a_portal(Engine engine)
    {
        var file = new MemoryStream();
        await using (var portal = await PortalUnderTest.StartAsync(Engine.Sqlite, example: true, settings: s => s with { MasterKeyFile = master }))
        {
            // So large that tables are filled before the cut is found.
            await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
            {
                work.Audit("test.written", "x:1", after: RandomNumberGenerator.GetBytes(300_000));
                await work.CommitAsync();
            }

            await portal.Get<Backups>().WriteAsync(file, [Identity.Recipient], default);
        }

        var settings = new PortalSettings { DataFolder = folder, Port = 0, MasterKeyFile = master, Database = engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync() : null };
        var cut = await PortalRestore.RunAsync(settings, new MemoryStream(file.ToArray()[..^100]), [Identity], default);
        Assert.Equal(FailureKind.Invalid, cut.Failure!.Kind);
        Assert.DoesNotContain(System.IO.Directory.GetFiles(folder), f => Path.GetFileName(f).StartsWith("records", StringComparison.Ordinal));
        if (engine == Engine.Postgres)
        {
            var refused = await Host.Portal.StartAsync(settings);
            Assert.Contains("作り直し", refused.Failure!.Detail.Ja, StringComparison.Ordinal);
            Assert.Equal(FailureKind.Conflict, (await PortalRestore.RunAsync(settings, new MemoryStream(file.ToArray()), [Identity], default)).Failure!.Kind);
            settings = settings with { Database = await PostgresServer.NewDatabaseAsync() };
        }

        Assert.True((await PortalRestore.RunAsync(settings, new MemoryStream(file.ToArray()), [Identity], default)).Succeeded);
        Assert.Equal(FailureKind.Conflict, (await PortalRestore.RunAsync(settings, new MemoryStream(file.ToArray()), [Identity], default)).Failure!.Kind);
        await (await Host.Portal.StartAsync(settings)).Value.DisposeAsync();

        // Its keys are sealed: with another master key, or none, it is no portal either.
        var without = await Host.Portal.StartAsync(settings with { MasterKeyFile = null });
        Assert.Contains("保管先から戻してください", without.Failure!.Detail.Ja, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task While_others_write_a_backup_is_of_one_moment(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            // Each unit leaves as many entries as payloads and events.
            while (!stop.IsCancellationRequested)
            {
                await using var work = await portal.Get<Works>().BeginAsync(Reader.System);
                work.Audit("test.written", "x:1", after: new { Some = "thing" });
                await work.CommitAsync();
            }
        });
        for (var i = 0; i < 5; i++)
        {
            var made = await portal.Get<Backups>().WriteAsync(Stream.Null, [Identity.Recipient], default);
            long Rows(string table) => made.Sums.Tables.Single(t => t.Name == table).Rows;
            Assert.Equal(made.Manifest.Audit.Entries, Rows("platform_audit"));
            Assert.Equal(Rows("platform_audit"), Rows("platform_audit_payload"));
        }

        await stop.CancelAsync();
        await writing;
    }

    private static void Unlimited(IServiceCollection services) => services.AddSingleton(new RateLimitSettings(1_000_000));

    private static string Cookie(Visitor visitor) => visitor.Client.DefaultRequestHeaders.GetValues("Cookie").Single();

    // What tells of the process, of the clock or of the restore itself, or is made anew each time.
    private static bool IsOfThisServer(string route)
        => route.StartsWith("/operations", StringComparison.Ordinal) || route.StartsWith("/health", StringComparison.Ordinal)
            || route is "/metrics" or "/account/code" || route.StartsWith("/audit", StringComparison.Ordinal);

    private static async Task<List<(string Who, string Address, string Said)>> AskAsync(
        PortalUnderTest portal, List<(string Who, string Cookie)> cookies, List<(string Who, string Address, string Said)> asked)
    {
        var clients = cookies.ToDictionary(c => c.Who, c =>
        {
            var client = portal.Client("ja");
            if (c.Cookie.Length > 0)
                client.DefaultRequestHeaders.Add("Cookie", c.Cookie);
            return client;
        });
        foreach (var client in clients.Values)
            (await client.GetAsync("/")).Dispose();
        var answers = new List<(string, string, string)>();
        foreach (var (who, address, _) in asked)
        {
            using var answer = await clients[who].GetAsync(address);
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order());
            answers.Add((who, address, Random().Replace($"{(int)answer.StatusCode}\n{headers}\n{await answer.Content.ReadAsStringAsync()}", "RANDOM")));
        }

        return answers;
    }

    private static string Difference(string one, string other)
    {
        var place = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        return $"  {Cut(one)}\n  {Cut(other)}";

        string Cut(string text) => text[Math.Max(0, Math.Min(place, text.Length) - 80)..Math.Min(text.Length, place + 120)].ReplaceLineEndings(" ");
    }

    [GeneratedRegex("""(?<=name="_form" value=")[^"]+|(?<=name="secret" value=")[^"]+|(?<="trace_id":")[^"]+|(?<="known_until":")[^"]+|(?<="exported":")[^"]+|(?<=Location: )https?://localhost:[0-9]+|(?<=DTSTAMP:)[0-9TZ]+|(?<="account": "[^"]{36}",\s+"made": ")[^"]+""")]
    private static partial Regex Random();
}
