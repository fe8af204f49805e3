using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Benchmark.Tests.Pages;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;
using Sakimori.TestKit;
using Sakimori.Web.Api;
using static Sakimori.Benchmark.Tests.Keeping.SnapshotWorld;

namespace Sakimori.Benchmark.Tests.Attacking;

/// <summary>
/// Three organisations in one hand try to learn of others: they download all that a running portal publishes over ten snapshots, answer
/// again before each, compare their results with every group that is offered, and combine everything.
/// </summary>
public sealed class PublishedAttackTests
{
    private static readonly string?[] Industries = ["jsic-14:E", "jsic-14:G", null];

    [Theory]
    [InlineData(Engine.Sqlite, 10)]
    [InlineData(Engine.Postgres, 3)]
    public async Task Of_everything_that_is_published_nothing_combines_to_fewer_than_five_organisations(Engine engine, int snapshots)
    {
        var clock = new ShiftedTime();
        await using var portal = await PortalUnderTest.StartAsync(engine, services: s =>
        {
            s.AddSingleton<TimeProvider>(clock);
            s.AddSingleton(new RateLimitSettings(1_000_000));
            s.Remove(s.Single(d => (d.ImplementationInstance as JobKind)?.Key == RecomputeStatistics.Key));
        });
        var world = new World(portal, new Random(20261128));
        await world.FillAsync();
        var (figures, objects, seen, distributions) = (new List<IReadOnlyDictionary<Known, long>>(), new Dictionary<string, string>(), new Dictionary<int, string>(), 0);
        for (var tries = 0; seen.Count < snapshots && tries < 4 * snapshots; tries++)
        {
            await world.LiveAsync();
            clock.Advance(TimeSpan.FromDays(9));
            var outcome = await TryAsync(portal);
            var published = await Published.DownloadAsync(portal);
            var segments = await world.OfficeSeesAsync(published, objects);
            if (outcome.Published is not { } number)
            {
                // Nothing new: what stands is what stood, or it was taken down.
                Assert.True(published.TakenDown || published.Snapshot is null || seen[published.Snapshot.Value] == Written(published));
                continue;
            }

            seen.Add(number, Written(published));
            var truth = await Truth.ExplainAsync(portal, published, segments);
            figures.AddRange(truth.Sets);
            distributions += truth.Distributions;
            await world.ProbesLearnNothingElseAsync(published, truth);
        }

        Assert.Equal(snapshots, seen.Count);
        Assert.True(distributions >= snapshots, $"{distributions} distributions");
        TestContext.Current.TestOutputHelper?.WriteLine($"{distributions} distributions");
        await world.BracketsFindBinsAloneAsync(await Published.DownloadAsync(portal));

        // As anybody; as one of them, whose own results may be known; and as all three: then fewer than five are left, but never one.
        var everybody = new Attack(figures);
        Assert.True(everybody.Organisations.Count > 100 && everybody.Figures > 8 * snapshots, $"{everybody.Organisations.Count} {everybody.Figures}");
        var few = everybody.Isolated(new Random(1));
        Assert.True(few is null, $"{few?.Count} organisations can be worked out.");
        few = everybody.Isolated(new Random(1), [.. world.Own]);
        Assert.True(few is null, $"Three find {few?.Count - 3} other organisations.");
        var conspired = new Attack(figures, world.Own.ToHashSet());
        Assert.All(conspired.Organisations, one => Assert.False(conspired.Isolates(new HashSet<Guid> { one })));
    }

    private static string Written(Published published) => string.Join('\n', published.Tables.Where(t => t.Key is not "uses").SelectMany(t => t.Value).SelectMany(row => row.Values));

    private sealed class World(PortalUnderTest portal, Random random)
    {
        private readonly Dictionary<Guid, int> profiles = [];
        private readonly HashSet<Guid> withdrawn = [];
        private readonly List<(Guid Organisation, List<Guid> Checks)> probes = [];
        private int named;

        public IReadOnlyList<Guid> Own => [.. probes.Select(p => p.Organisation)];

        public async Task FillAsync()
        {
            foreach (var (count, profile) in ((int, int)[])[(62, 1), (42, 4), (24, 2)])
                await ComeAsync(count, profile);
            foreach (var profile in (int[])[1, 1, 4])
            {
                var organisation = await AddAsync(portal, $"探り{named++}", industry: Industries[0]);
                await DecideAsync(portal, organisation, given: true);
                probes.Add((organisation, []));
                profiles.Add(organisation, profile);
                await ProbeAsync(probes.Count - 1);
            }
        }

        // A few come, answer again, move to another layer, withdraw or return; the probes answer each time.
        public async Task LiveAsync()
        {
            await ComeAsync(random.Next(7), random.Next(3) switch { 0 => 4, 1 => 2, _ => 1 });
            foreach (var organisation in profiles.Keys.Except(Own).Where(_ => random.Next(5) == 0).ToList())
            {
                if (random.Next(8) == 0)
                    profiles[organisation] = random.Next(2) == 0 ? 1 : 4;
                await SubmitAsync(portal, organisation, Any(profiles[organisation]), consented: random.Next(12) > 0);
            }

            foreach (var organisation in profiles.Keys.Except(Own).Where(_ => random.Next(60) == 0).ToList())
            {
                var returns = !withdrawn.Add(organisation) && withdrawn.Remove(organisation);
                await DecideAsync(portal, organisation, returns);
            }

            for (var probe = 0; probe < probes.Count; probe++)
                await ProbeAsync(probe);
        }

        /// <summary>Pages and files of the probes' results, compared with each group that is offered, say what everybody reads.</summary>
        public async Task ProbesLearnNothingElseAsync(Published published, Truth truth)
        {
            foreach (var (organisation, checks) in probes)
            {
                using var client = await SignInAsync(organisation);
                var root = $"/benchmark/results/{checks[^1]}";
                var page = await client.GetStringAsync(root);
                foreach (var group in published.Groups.Where(group => page.Contains($"compare={Uri.EscapeDataString(group)}", StringComparison.Ordinal) || page.Contains($"compare={group}", StringComparison.Ordinal)).Prepend(""))
                {
                    var query = group.Length == 0 ? "" : $"?compare={Uri.EscapeDataString(group)}";
                    using var json = JsonDocument.Parse(await client.GetStringAsync($"{root}/result.json{query}"));
                    var (comparison, total) = (json.RootElement.GetProperty("comparison"), json.RootElement.GetProperty("result").GetProperty("total").GetInt32());
                    var with = comparison.GetProperty("with");
                    var compared = $"{with.GetProperty("dimension").GetString()}:{with.GetProperty("value").GetString()}";
                    if (published.Tables["groups"].SingleOrDefault(row => $"{row["dimension"]}:{row["value"]}" == compared) is not { } row)
                    {
                        Assert.Equal((0, "null", "null"), (comparison.GetProperty("n").GetInt32(), Raw(comparison, "mean"), Raw(comparison, "t_score")));
                        continue;
                    }

                    Assert.Equal((row["n"], Published.Short(row["mean_total"]), Published.Short(row["sd_total"]), truth.TScoreOf(total, compared) is { } score ? Published.Short($"{score}") : "null"), (Raw(comparison, "n"), Raw(comparison, "mean"), Raw(comparison, "standard_deviation"), Raw(comparison, "t_score")));
                    var means = published.MeasuresOf(compared).Select(m => m["mean"]).ToList();
                    Assert.Equal(means.Select(Published.Short), comparison.GetProperty("measures").EnumerateArray().Select(m => Raw(m, "mean")));
                    var csv = TableReader.Read(await client.GetByteArrayAsync($"{root}/result.csv{query}")).Value;
                    var column = csv.Headings.ToList().FindIndex(heading => heading.EndsWith("_mean", StringComparison.Ordinal));
                    Assert.Equal(means, csv.Rows.Select(line => line[column].Value));
                    var xlsx = TableReader.Read(await client.GetByteArrayAsync($"{root}/result.xlsx{query}"), sheet: "Measures").Value;
                    Assert.Equal(means.Select(Figure), xlsx.Rows.Select(line => Figure(line[5].Value)));
                    StandsInBins(published, comparison, total, row["dimension"] == "layer" ? row["value"] : null);
                    using var chart = await client.GetAsync($"{root}/charts/distribution.svg{query}");
                    Assert.Equal(comparison.GetProperty("histogram").GetArrayLength() > 0, chart.IsSuccessStatusCode);
                }
            }
        }

        /// <summary>Totals tried one by one find the borders of the published bins, and nothing between them.</summary>
        public async Task BracketsFindBinsAloneAsync(Published published)
        {
            var organisation = probes[0].Organisation;
            using var client = await SignInAsync(organisation);
            var ranges = new List<(int Total, string Range)>();
            for (var total = 25; total <= 125; total += 2)
            {
                var check = await SubmitAsync(portal, organisation, With(total, 1), consented: false);
                using var json = JsonDocument.Parse(await client.GetStringAsync($"/benchmark/results/{check}/result.json"));
                var comparison = json.RootElement.GetProperty("comparison");
                StandsInBins(published, comparison, total, comparison.GetProperty("with").GetProperty("value").GetString());
                ranges.Add((total, Raw(comparison, "rank") + Raw(comparison, "percentile")));
            }

            Assert.True(ranges.Select(r => r.Range).Distinct().Count() <= Math.Max(1, published.Tables["distribution"].Count(bin => bin["layer"] == ScoreOf(3).Layer.Id())));
        }

        /// <summary>
        /// The office's API says of the snapshot in force what everybody reads, and of groups without the mean of some measure the others; of
        /// earlier snapshots what it said then. The segments of that in force: dimension, value, N, mean, deviation, and the means of measures.
        /// </summary>
        public async Task<IReadOnlyList<string[]>> OfficeSeesAsync(Published published, Dictionary<string, string> objects)
        {
            const string api = "/api/v1/benchmark/statistics";
            using var office = await portal.ProgramAsync("benchmark:statistics");
            using var list = JsonDocument.Parse(await office.GetStringAsync(api));
            List<string[]> inForce = [];
            foreach (var item in list.RootElement.GetProperty("items").EnumerateArray())
            {
                var id = item.GetProperty("id").GetString()!;
                using var of = JsonDocument.Parse(await office.GetStringAsync($"{api}/{id}"));
                List<string[]> segments = [.. of.RootElement.GetProperty("segments").EnumerateArray().Where(s => s.GetProperty("n").ValueKind != JsonValueKind.Null).Select(s => (string[])
                    [s.GetProperty("dimension").GetString()!, s.GetProperty("value").GetString()!, Raw(s, "n"), Raw(s, "mean"), Raw(s, "standard_deviation"),
                        .. s.GetProperty("measures").EnumerateArray().Select(m => Raw(m, "mean"))])];
                var said = string.Join('\n', segments.Select(s => string.Join('|', s)));
                Assert.Equal(objects.GetValueOrDefault(id, said), said);
                objects[id] = said;
                if (!item.GetProperty("in_force").GetBoolean())
                    continue;
                inForce = segments;
                Assert.Equal(published.Tables["groups"].Select(row => string.Join('|', [row["dimension"], row["value"], row["n"], Published.Short(row["mean_total"]), Published.Short(row["sd_total"]),
                    .. published.MeasuresOf($"{row["dimension"]}:{row["value"]}").Select(m => Published.Short(m["mean"]))])), segments.Where(s => !s.Contains("null")).Select(s => string.Join('|', s)));
            }

            return inForce;
        }

        // Sessions do not last for as long as the snapshots take.
        private async Task<HttpClient> SignInAsync(Guid organisation)
            => (await portal.VisitorAsync("探る人", "en", new HeldRole(Role.Manager, organisation))).Client;

        // Rank and percentile from the published bins, as anybody can work them out; never a single place.
        private static void StandsInBins(Published published, JsonElement comparison, int total, string? layer)
        {
            var bins = published.Tables["distribution"].Where(bin => bin["layer"] == layer).Select(bin => (From: Whole(bin["from"]), To: Whole(bin["to"]), Count: Whole(bin["count"]))).ToList();
            Assert.Equal(bins, comparison.GetProperty("histogram").EnumerateArray().Select(bin => (bin.GetProperty("from").GetInt32(), bin.GetProperty("to").GetInt32(), bin.GetProperty("count").GetInt32())));
            if (bins.Count == 0)
            {
                Assert.Equal(("null", "null"), (Raw(comparison, "rank"), Raw(comparison, "percentile")));
                return;
            }

            var (all, below, above) = (bins.Sum(bin => bin.Count), bins.Where(bin => bin.To < total).Sum(bin => bin.Count), bins.Where(bin => bin.From > total).Sum(bin => bin.Count));
            var (from, to) = (comparison.GetProperty("rank").GetProperty("from").GetInt32(), comparison.GetProperty("rank").GetProperty("to").GetInt32());
            Assert.Equal(above + 1, from);
            Assert.True(to == all - below || to == all - below + 1, $"{from}–{to} of {all}, {below} below");
            Assert.True(to - from >= 4, $"{from}–{to}");
        }

        private async Task ComeAsync(int count, int profile)
        {
            for (var i = 0; i < count; i++)
            {
                var organisation = await AddAsync(portal, $"組織{named++}", industry: Industries[random.Next(Industries.Length)]);
                await DecideAsync(portal, organisation, given: true);
                profiles.Add(organisation, profile);
                await SubmitAsync(portal, organisation, Any(profile), consented: true);
            }
        }

        private async Task ProbeAsync(int probe)
            => probes[probe].Checks.Add(await SubmitAsync(portal, probes[probe].Organisation, Any(profiles[probes[probe].Organisation]), consented: true));

        // Levels around one of the organisation's, now and then unknown; two sizes.
        private Answers Any(int profile)
        {
            var (level, size) = (1 + random.Next(5), random.Next(2));
            return Answers.From(Shipped.Questionnaire, i => i >= Shipped.Questionnaire.Measures.Count
                ? Answer.Of(i == Shipped.Questionnaire.Measures.Count ? Math.Max(1, profile - size) : profile)
                : random.Next(40) == 0 ? Answer.Unknown : Answer.Of(Math.Clamp(level + random.Next(3) - 1, 1, 5)));
        }

        private static Answers With(int total, int profile)
        {
            var measures = Shipped.Questionnaire.Measures.Count;
            return Answers.From(Shipped.Questionnaire, i => Answer.Of(i >= measures ? profile : (total / measures) + (i < total % measures ? 1 : 0)));
        }

        private static string Raw(JsonElement of, string name) => Published.Short(of.GetProperty(name).GetRawText());

        private static decimal Figure(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

        private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
