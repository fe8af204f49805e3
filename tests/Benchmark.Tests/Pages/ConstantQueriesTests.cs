using System.Globalization;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Pages;

public sealed class ConstantQueriesTests
{
    private static readonly RuleSet Rules = ShippedRules.Current;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Pages_send_as_many_queries_at_a_thousand_rows_as_at_ten(Engine engine)
    {
        await using var portal = await PortalUnderTest.StartAsync(engine);
        var organisation = Guid.NewGuid();
        var manager = await portal.VisitorAsync("責任者", "en", new HeldRole(Role.Manager, organisation));
        var office = await portal.VisitorAsync("事務局", "en", new HeldRole(Role.Office, Scopes.System));
        Guid table;
        await using (var work = await portal.Get<Works>().BeginAsync(Reader.System))
        {
            table = StatisticsStore.Add(work, Statistics.Empty(Rules, new(2026, 4, 1)), StatisticsKind.Reference).Id;
            Assert.Null(await StatisticsStore.PutInForceAsync(work, table, default));
            await work.CommitAsync();
        }

        var first = await FillAsync(portal, manager, organisation, 1);
        await FillAsync(portal, manager, organisation, 9);
        (HttpClient Client, string Path)[] pages =
        [
            (manager.Client, $"/benchmark/results/{first}"), (manager.Client, $"/benchmark/results/{first}/plan"),
            (manager.Client, $"/benchmark/results/{first}/result.xlsx"), (manager.Client, $"/benchmark/results/{first}/links"),
            (manager.Client, "/benchmark/results"), (manager.Client, "/benchmark"), (manager.Client, "/api/v1/benchmark/results"),
            (manager.Client, $"/api/v1/benchmark/results/{first}"),
            (office.Client, "/benchmark/statistics"), (office.Client, $"/benchmark/statistics/{table}"), (office.Client, "/api/v1/benchmark/statistics"),
            (office.Client, "/benchmark/mappings"), (office.Client, "/benchmark/mappings/tables"),
        ];
        var ten = await CountAsync(pages);
        var latest = await FillAsync(portal, manager, organisation, 1_000);
        var thousand = await CountAsync(pages);
        Assert.Equal(ten, thousand);
        Assert.All(ten, count => Assert.True(count.Value > 0, count.Key));

        // A result with four earlier ones, of more than a thousand, takes no more than the one with none.
        Assert.Equal(ten[$"/benchmark/results/{first}"], (await SqlCommands.OfAsync(manager.Client, $"/benchmark/results/{latest}")).Count);
        Assert.Contains("Totals over time", await manager.Client.GetStringAsync($"/benchmark/results/{latest}"), StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, int>> CountAsync((HttpClient Client, string Path)[] pages)
    {
        // Asked twice: what never changes (a statistics object, a mapping table) is read when it is first shown.
        foreach (var (client, path) in pages)
            await SqlCommands.OfAsync(client, path);
        var counts = new Dictionary<string, int>();
        foreach (var (client, path) in pages)
            counts.Add(path, (await SqlCommands.OfAsync(client, path)).Count);
        return counts;
    }

    // So many checks, statistics and mapping tables of one organisation, and as many checks of others.
    private static async Task<Guid> FillAsync(PortalUnderTest portal, Visitor manager, Guid organisation, int count)
    {
        await using var work = await portal.Get<Works>().BeginAsync(manager.Reader.For(organisation));
        var audience = await OwnAudience.OfAsync(work, default);
        var benchmark = work.Enlist<BenchmarkContext>();
        var score = Scoring.Score(Rules, Answers.From(Rules.Questionnaire, _ => Answer.Of(3))).Value;
        Guid id = default;
        for (var i = 0; i < count; i++)
        {
            foreach (var (own, whose) in ((bool, Guid)[])[(true, organisation), (false, Guid.NewGuid())])
            {
                var check = new Check
                {
                    Id = Guid.CreateVersion7(),
                    Audience = own ? audience : whose,
                    Tlp = Tlp.Amber,
                    Organisation = whose,
                    Submitted = work.Now.AddMilliseconds(i),
                    RulesVersion = Rules.Version,
                    Answers = new string('3', Rules.Questionnaire.Items.Count),
                    Total = score.Total,
                    Layer = score.Layer,
                    RiskIndex = score.RiskIndex.Value,
                    Consented = true,
                };
                benchmark.Checks.Add(check);
                if (own)
                    id = check.Id;
            }

            StatisticsStore.Add(work, Statistics.Empty(Rules, new(2026, 4, 1)), StatisticsKind.Computed);
            benchmark.Mappings.Add(new()
            {
                Id = Guid.CreateVersion7(),
                Framework = $"f-{Guid.NewGuid():N}",
                TitleJa = "基準",
                TitleEn = "Framework",
                Edition = i.ToString(CultureInfo.InvariantCulture),
                Source = "s",
                Licence = "l",
                Csv = "item,reference\nM01,1\n",
                Count = 1,
                Added = work.Now,
            });
        }

        await work.CommitAsync();
        return id;
    }
}
