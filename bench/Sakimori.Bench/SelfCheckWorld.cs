using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark;
using Sakimori.Host;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Bench;

/// <summary>An organisation whose manager submits with a key and reads with a browser, in a portal under load.</summary>
/// <param name="Portal">The portal.</param>
/// <param name="Key">The organisation's API key.</param>
/// <param name="Browser">The manager's browser, signed in.</param>
/// <param name="OfficeKey">A key of the office for statistics.</param>
internal sealed record SelfCheckWorld(PortalProcess Portal, string Key, FormPage Browser, string OfficeKey)
{
    private const string Password = "correct horse battery";

    /// <summary>Headers of a JSON submission.</summary>
    public string ApiHeaders => $"Authorization: Bearer {Key}\r\nContent-Type: application/json\r\n";

    /// <summary>Makes account, organisation and key in an empty data folder, while no server runs: the folder has one owner.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="database">The PostgreSQL database; null for the embedded one.</param>
    /// <param name="results">So many results are stored before.</param>
    public static async Task<(string Key, string OfficeKey)> PrepareAsync(string data, string? database, int results)
    {
        var started = await Host.Portal.StartAsync(new PortalSettings { DataFolder = data, Port = 0, Database = database });
        await using var portal = started.Value;
        var services = portal.App.Services;
        var organisation = Guid.NewGuid();
        var works = services.GetRequiredService<Works>();
        Guid account;
        await using (var work = await works.BeginAsync(Reader.System))
        {
            account = (await NewAccount.AddAsync(
                work, services.GetRequiredService<AccountRegister>(), "bench@example.jp", "Bench", Password, Kernel.Language.En, confirmed: true, default)).Value;
            await work.CommitAsync();
        }

        var manager = Reader.Of(account, "Bench", [new HeldRole(Role.Manager, organisation)], organisation);
        await using (var work = await works.BeginAsync(manager))
        {
            await OwnAudience.OfAsync(work, default);
            work.Enlist<AccessContext>().Roles.Add(new RoleGrant
            {
                Id = Guid.NewGuid(),
                Account = account,
                Scope = organisation,
                Role = Role.Manager,
                From = work.Now,
            });
            await work.CommitAsync();
        }

        var key = (await services.GetRequiredService<ApiKeys>().MakeAsync(
            manager, organisation, "bench", ["benchmark:read", "benchmark:write"], 1, default)).Value;
        return (key, await Population.MakeAsync(services, database is not null, results));
    }

    /// <summary>Starts the portal on a prepared folder and signs the manager in.</summary>
    public static async Task<SelfCheckWorld> StartAsync(string home, string data, string? database, (string Key, string OfficeKey) keys)
    {
        var portal = await PortalProcess.StartAsync(home, data, database);
        return new(portal, keys.Key, await SignInAsync(portal.Address), keys.OfficeKey);
    }

    /// <summary>Complete answers, each body another one.</summary>
    public static string[] Bodies(int seed, int count = 256)
    {
        var questionnaire = ShippedRules.Current.Questionnaire;
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => "[" + string.Join(',', questionnaire.Items.Select(i =>
            $$"""{"item":"{{i.Id}}","answer":{{1 + random.Next(i.Choices)}}}""")) + "]")];
    }

    /// <summary>The same answers as the one field in which a result's form carries them.</summary>
    public static string[] Lines(int seed, int count = 256)
    {
        var rules = ShippedRules.Current;
        var today = Kernel.Dates.DayInJapan(TimeProvider.System.GetUtcNow().UtcDateTime);
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => $"{today:yyyy-MM-dd}|{rules.Version}|"
            + string.Concat(rules.Questionnaire.Items.Select(i => 1 + random.Next(i.Choices))))];
    }

    private static async Task<FormPage> SignInAsync(string address)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri(address) };
        var page = await FormPage.OpenAsync(browser, cookies, "/sign-in");
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(
            [new("_form", page.Token), new("email", "bench@example.jp"), new("password", Password), new("return", "/")]));
        answer.EnsureSuccessStatusCode();
        return await FormPage.OpenAsync(browser, cookies, "/benchmark/open");
    }
}
