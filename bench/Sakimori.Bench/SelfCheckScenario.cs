using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark;
using Sakimori.Host;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Bench;

/// <summary>The self-check under load: whole checks submitted as JSON, and result pages, each a different one.</summary>
internal sealed class SelfCheckScenario : IScenario
{
    private const int Clients = 32;
    private const int Rounds = 3;
    private const string Password = "correct horse battery";

    public string Name => "benchmark";

    public string Purpose => "checks submitted as JSON and result pages a second on both engines, start-up, memory; --serve ENGINE for other tools";

    public async Task RunAsync(BenchOptions options, Report report)
    {
        foreach (var engine in options.Serve is null ? ["sqlite", "postgres"] : new[] { options.Serve })
        {
            var data = System.IO.Directory.CreateTempSubdirectory("sakimori-bench-").FullName;
            try
            {
                var database = engine == "postgres" ? await PostgresServer.NewDatabaseAsync() : null;
                var key = await PrepareAsync(data, database);
                var watch = Stopwatch.StartNew();
                await using var portal = await PortalProcess.StartAsync(options.Home, data, database);
                report.Figure($"{engine}_start_s", watch.Elapsed.TotalSeconds, "s");
                await MeasureAsync(options, report, engine, portal, key);
            }
            finally
            {
                System.IO.Directory.Delete(data, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(BenchOptions options, Report report, string engine, PortalProcess portal, string key)
    {
        using var api = Client(portal);
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var bodies = Bodies(options.Seed);
        var results = new List<string>();
        var seconds = TimeSpan.FromSeconds(options.Quick ? 4 : 10);
        await LoadAsync(seconds / 2, i => SubmitAsync(api, bodies[i % bodies.Length], results));
        if (options.Serve is not null)
        {
            await ServeAsync(options, portal, key, bodies, results);
            return;
        }

        using var browser = Client(portal);
        await SignInAsync(browser);
        await LoadAsync(seconds / 2, i => PageAsync(browser, results[i % results.Count]));
        var submits = new List<double>();
        var pages = new List<double>();
        var cpu = portal.CpuSeconds;
        var submitted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            Report.Progress($"{engine}: round {round + 1} of {Rounds}");
            var before = results.Count;
            submits.Add(await LoadAsync(seconds, i => SubmitAsync(api, bodies[i % bodies.Length], results)));
            submitted += results.Count - before;
            pages.Add(await LoadAsync(seconds, i => PageAsync(browser, results[i % results.Count])));
        }

        report.Figure($"{engine}_submit_json_per_s", submits.Order().ElementAt(Rounds / 2), "checks/s");
        report.Figure($"{engine}_result_per_s", pages.Order().ElementAt(Rounds / 2), "pages/s");
        report.Figure($"{engine}_submitted", submitted, "checks");
        report.Figure($"{engine}_cpu_s", portal.CpuSeconds - cpu, "s");
        report.Figure($"{engine}_peak_mb", portal.PeakMebibytes, "MiB");
    }

    // An organisation's manager with a key, made before the server runs: the data folder has one owner.
    private static async Task<string> PrepareAsync(string data, string? database)
    {
        var started = await Portal.StartAsync(new PortalSettings { DataFolder = data, Port = 0, Database = database });
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

        return (await services.GetRequiredService<ApiKeys>().MakeAsync(
            manager, organisation, "bench", ["benchmark:read", "benchmark:write"], 1, default)).Value;
    }

    private static string[] Bodies(int seed)
    {
        var questionnaire = ShippedRules.Current.Questionnaire;
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 256).Select(_ => "[" + string.Join(',', questionnaire.Items.Select(i =>
            $$"""{"item":"{{i.Id}}","answer":{{1 + random.Next(i.Choices)}}}""")) + "]")];
    }

    private static HttpClient Client(PortalProcess portal) => new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = Clients,
        CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = new Uri(portal.Address),
    };

    private static async Task SubmitAsync(HttpClient api, string body, List<string> results)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await api.PostAsync("/api/v1/benchmark/checks", content);
        if (answer.StatusCode != HttpStatusCode.Created)
            throw new InvalidOperationException($"A submission was answered {answer.StatusCode}.");
        lock (results)
            results.Add(answer.Headers.Location!.ToString().Replace("/api/v1", "", StringComparison.Ordinal));
    }

    private static async Task PageAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != path)
            throw new InvalidOperationException("The result page asked for a sign-in.");
    }

    private static async Task SignInAsync(HttpClient browser)
    {
        var form = await browser.GetStringAsync("/sign-in");
        const string mark = "name=\"_form\" value=\"";
        var at = form.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(
        [
            new("_form", WebUtility.HtmlDecode(form[at..form.IndexOf('"', at)])),
            new("email", "bench@example.jp"), new("password", Password), new("return", "/"),
        ]));
        answer.EnsureSuccessStatusCode();
    }

    // The clients' loops end by themselves; the figure is what they did a second.
    private static async Task<double> LoadAsync(TimeSpan duration, Func<int, Task> once)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (watch.Elapsed < duration)
                await once(Interlocked.Increment(ref done));
        }));
        return done / watch.Elapsed.TotalSeconds;
    }

    private static async Task ServeAsync(BenchOptions options, PortalProcess portal, string key, string[] bodies, List<string> results)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("sakimori-serve-").FullName;
        var body = Path.Combine(folder, "check.json");
        var header = Path.Combine(folder, "headers");
        await File.WriteAllTextAsync(body, bodies[0]);
        await File.WriteAllTextAsync(header, $"Authorization: Bearer {key}\nContent-Type: application/json\n");
        Console.WriteLine($"url submit_json POST {portal.Address}/api/v1/benchmark/checks {body} {header}");
        Console.WriteLine($"url result GET {portal.Address}/api/v1{results[0]} - {header}");
        Report.Progress("Serving; end with Ctrl-C.");
        var stop = new TaskCompletionSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.TrySetResult();
        };
        await stop.Task;
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
