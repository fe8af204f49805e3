using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Rounds;

public class RoundQueriesTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Pages_and_files_send_as_many_queries_for_five_thousand_invited_as_for_ten(Engine engine)
    {
        await using var world = await RoundWorld.StartAsync(engine);
        var round = await world.OpenAsync();
        await FillAsync(world, round, 1, 10);
        var child = await world.OrganisationAsync("取引先1");
        var manager = await world.ManagerAsync(child);
        (HttpClient Client, string Path)[] pages =
        [
            (world.Host.Client, "/benchmark/rounds"), (world.Host.Client, $"/benchmark/rounds/{round}"),
            (world.Host.Client, $"/benchmark/rounds/{round}?sort=total&dir=desc&state=answered&q=1&layer=not_pressing"),
            (world.Host.Client, $"/benchmark/rounds/{round}/heatmap?sort=total"), (world.Host.Client, $"/benchmark/rounds/{round}/results.csv"),
            (world.Host.Client, $"/benchmark/rounds/{round}/results.xlsx"), (world.Host.Client, $"/benchmark/rounds/{round}/invite"),
            (world.Host.Client, $"/api/v1/benchmark/rounds/{round}/results?size=200"), (world.Host.Client, $"/api/v1/benchmark/rounds/{round}"),
            (world.Host.Client, "/api/v1/benchmark/rounds"), (manager.Client, "/benchmark/rounds"),
            (manager.Client, $"/benchmark/rounds/invitations/{await world.InvitationAsync(round, child)}"),
        ];
        foreach (var (client, path) in pages)
            await SqlCommands.OfAsync(client, path);
        var ten = await CountAsync(pages);
        await FillAsync(world, round, 11, 5_000);
        Assert.Equal(5_000, (await world.RowsAsync(round)).Count);
        Assert.Equal(ten, await CountAsync(pages));
        Assert.All(ten, page => Assert.InRange(page.Value, 1, 8));
    }

    private static async Task<List<KeyValuePair<string, int>>> CountAsync((HttpClient Client, string Path)[] pages)
    {
        var counts = new List<KeyValuePair<string, int>>();
        foreach (var (client, path) in pages)
        {
            var watch = Stopwatch.StartNew();
            counts.Add(new(path, (await SqlCommands.OfAsync(client, path)).Count));
            TestContext.Current.TestOutputHelper!.WriteLine($"{path}: {counts[^1].Value} queries, {watch.ElapsedMilliseconds} ms");
        }

        return counts;
    }

    // Organisations that are invited; each has submitted and shares something, or declines.
    private static async Task FillAsync(RoundWorld world, Guid round, int from, int to)
    {
        await world.RegisterAsync(Enumerable.Range(from, to - from + 1).Select(i => $"取引先{i},確認済み"));
        await world.InviteAsync(round, string.Join('\n', Enumerable.Range(from, to - from + 1).Select(i => $"取引先{i}")));
        await using var read = world.Portal.Get<ContextFactory>().Read<BenchmarkContext>(Reader.System);
        var invited = await read.RoundInvitations.Where(i => i.Round == round && !read.RoundChoices.Any(c => c.Id == i.Id)).ToListAsync();
        var score = Scoring.Score(RoundWorld.Rules, Answers.From(RoundWorld.Rules.Questionnaire, _ => Answer.Of(3))).Value;
        await using var work = await world.Portal.Get<Works>().BeginAsync(Reader.System);
        var benchmark = work.Enlist<BenchmarkContext>();
        foreach (var (i, invitation) in invited.Index())
        {
            benchmark.Checks.Add(new()
            {
                Id = Guid.CreateVersion7(),
                Audience = invitation.Organisation!.Value,
                Tlp = Tlp.Amber,
                Organisation = invitation.Organisation,
                Submitted = work.Now,
                RulesVersion = RoundWorld.Rules.Version,
                Answers = new string('3', RoundWorld.Rules.Questionnaire.Items.Count),
                Total = score.Total,
                Layer = score.Layer,
            });
            benchmark.RoundChoices.Add(new() { Id = invitation.Id, Audience = invitation.Organisation.Value, Tlp = Tlp.AmberStrict, Level = (SharingLevel)(i % 10 == 0 ? 0 : 1 + i % 3), ByName = "", At = work.Now });
        }

        await work.CommitAsync();
    }
}
