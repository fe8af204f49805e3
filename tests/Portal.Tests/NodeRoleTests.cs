using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sakimori.Host;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public class NodeRoleTests
{
    [Fact]
    public async Task A_web_node_leaves_jobs_and_letters_to_the_worker_which_has_no_pages()
    {
        await using var web = await PortalUnderTest.StartAsync(Engine.Postgres, settings: s => s with { Role = NodeRole.Web });
        var background = web.Services.GetServices<IHostedService>().Select(s => s.GetType().Name).ToList();
        Assert.DoesNotContain(background, name => name is "JobWorker" or "OutboxDispatcher" or "MailDelivery");
        Guid job;
        await using (var work = await web.Get<Works>().BeginAsync(Reader.System))
        {
            job = JobRequests.Ask(work, "platform.prune");
            await work.CommitAsync();
        }

        using (var client = web.Client())
        using (var page = await client.GetAsync("/"))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(JobState.Waiting, await StateAsync(web, job));

        await using var worker = await PortalUnderTest.StartAsync(Engine.Postgres, settings: s => s with
        {
            Role = NodeRole.Worker,
            Database = web.Database,
            MasterKeyFile = web.Get<MasterKey>().File,
            BaseUrl = web.Portal.Address,
            MetricsToken = "a token for this test",
        });
        Assert.Null(worker.Portal.AdministratorLink);
        while (await StateAsync(web, job) is JobState.Waiting or JobState.Running)
            await Task.Delay(50);
        Assert.Equal(JobState.Done, await StateAsync(web, job));

        using var asking = worker.Client();
        foreach (var path in (string[])["/", "/sign-in", "/benchmark", "/api/v1/benchmark/mappings", "/api"])
        {
            using var nothing = await asking.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }

        asking.DefaultRequestHeaders.Authorization = new("Bearer", "a token for this test");
        foreach (var path in (string[])["/health/live", "/health/ready", "/metrics"])
        {
            using var well = await asking.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, well.StatusCode);
        }
    }

    [Fact]
    public void Roles_need_PostgreSQL_a_worker_an_address_and_a_quota_a_worker()
    {
        var settings = new PortalSettings { DataFolder = "data" };
        Assert.Null(settings.Validate());
        Assert.Equal(["role"], Wrong(settings with { Role = NodeRole.Web }));
        Assert.Equal(["role", "base-url"], Wrong(settings with { Role = NodeRole.Worker }));
        Assert.Equal(["worker-cpu-percent"], Wrong(settings with { WorkerCpuPercent = 50 }));
        Assert.Null((settings with { Role = NodeRole.Worker, Database = "Host=db;Database=d", BaseUrl = "https://portal.example", WorkerCpuPercent = 50 }).Validate());
    }

    private static IEnumerable<string?> Wrong(PortalSettings settings) => settings.Validate()!.Faults.Select(fault => fault.Column);

    private static async Task<JobState> StateAsync(PortalUnderTest portal, Guid job)
    {
        await using var platform = portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return await platform.Jobs.Where(j => j.Id == job).Select(j => j.State).SingleAsync();
    }
}
