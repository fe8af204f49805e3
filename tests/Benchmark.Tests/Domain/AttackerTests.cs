using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Tests.Attacking;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Domain;

/// <summary>
/// Who reads everything that was published over ten snapshots, knows which organisations are in which figure, and answers again and
/// again to be the one that makes the difference.
/// </summary>
public sealed class AttackerTests
{
    private static readonly RuleSet Rules = ShippedRules.Current;
    private static readonly string?[] Industries = ["jsic-14:E", "jsic-14:G", "jsic-14:I", null];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_all_that_ten_snapshots_say_nothing_combines_to_fewer_than_five_organisations(int seed)
    {
        var world = new World(seed, 160);
        var figures = new List<IReadOnlyDictionary<Known, long>>();
        for (var tries = 0; world.Published < 10 && tries < 60; tries++)
        {
            world.Live();
            if (world.TryPublish())
                figures.AddRange(world.Figures());
        }

        Assert.Equal(10, world.Published);
        Assert.True(figures.Count > 50, $"{figures.Count}");
        Assert.True(world.Distributions > 8, $"{world.Distributions}");
        var attack = new Attack(figures);
        Assert.True(attack.Organisations.Count > 100);
        var few = attack.Isolated(new Random(seed));
        Assert.True(few is null, $"{few?.Count} organisations can be worked out.");
    }

    // That the attack would succeed were a block renewed for one result.
    [Fact]
    public void The_attack_finds_a_single_organisation_where_two_figures_differ_by_it()
    {
        var all = Enumerable.Range(0, 30).Select(_ => new Known(Guid.NewGuid(), Guid.NewGuid())).ToList();
        var attack = new Attack([Counting(all), Counting(all[..^1]), Counting(all[..10])]);
        Assert.True(attack.Isolates(new HashSet<Guid> { all[^1].Organisation }));
        Assert.False(attack.Isolates(new HashSet<Guid> { all[0].Organisation }));
        Assert.Equal([all[^1].Organisation], attack.Isolated(new Random(1))!);
    }

    // Three distributions of which no two tell of fewer than five, as organisations that come and go make them.
    [Fact]
    public void The_attack_finds_two_organisations_in_three_distributions_that_any_two_hide()
    {
        var (low, high, come) = (Some(10), Some(10), Some(6));
        List<Known> anew = [.. high[..5].Select(r => r with { Check = Guid.NewGuid() })];
        List<Known>[] clusters = [low, high, [.. low, .. come[..5]], high, [.. low, .. come[4..]], [.. anew, .. high[5..]]];
        var figures = clusters.Select(Counting).ToList();
        Assert.Null(new Attack(figures[..4]).Isolated(new Random(1)));
        Assert.Null(new Attack(figures[2..]).Isolated(new Random(1)));
        Assert.Equal(come[4..].Select(r => r.Organisation).Order(), new Attack(figures).Isolated(new Random(1))!.Order());
    }

    private static IReadOnlyDictionary<Known, long> Counting(IEnumerable<Known> results) => results.ToDictionary(r => r, _ => 1L);

    private static List<Known> Some(int count) => [.. Enumerable.Range(0, count).Select(_ => new Known(Guid.NewGuid(), Guid.NewGuid()))];

    private sealed class World(int seed, int size)
    {
        private readonly Random random = new(seed);
        private readonly Dictionary<Guid, (Guid Check, int Level, int Profile, string? Industry, bool Consents)> organisations = [];
        private readonly HashSet<Guid> withdrawn = [];
        private readonly Guid probe = new(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        private Dictionary<BlockKey, Block> blocks = [];
        private Dictionary<Layer, Spread> spreads = [];
        private HashSet<BlockKey> withheld = [];
        private NextSnapshot? last;
        private int moment;

        public int Published { get; private set; }

        public int Distributions { get; private set; }

        // Some come, some answer again, some withdraw for good or for a while; the prober answers each time.
        public void Live()
        {
            while (organisations.Count < size)
                Answer(Id());
            for (var i = random.Next(12); i > 0; i--)
                Answer(Id());
            foreach (var organisation in organisations.Keys.Where(_ => random.Next(8) == 0).ToList())
                Answer(organisation);
            foreach (var organisation in organisations.Keys.Where(_ => random.Next(40) == 0).ToList())
            {
                organisations[organisation] = organisations[organisation] with { Consents = !organisations[organisation].Consents };
                if (!organisations[organisation].Consents)
                    withdrawn.Add(organisations[organisation].Check);
            }

            Answer(probe);
        }

        public bool TryPublish()
        {
            var results = new CountedResults(Rules);
            foreach (var (organisation, of) in organisations.Where(o => o.Value.Consents))
            {
                var answers = Answers.From(Rules.Questionnaire, i => Sakimori.Benchmark.Domain.Answer.Of(i < Rules.Questionnaire.Measures.Count ? of.Level : of.Profile));
                var score = Scoring.Score(Rules, answers).Value;
                results.Add(organisation, of.Check, new DateTime(2026, 1, 1).AddDays(moment), new(score.Layer, score.Total, score.RiskIndex, answers.Code), of.Industry);
            }

            moment++;
            var gone = new Dictionary<Guid, bool>();
            SnapshotPlan plan;
            while ((plan = SnapshotPlan.Of(Published + 1, blocks, results, gone, 15)).Unclear.Count > 0)
            {
                foreach (var member in plan.Unclear)
                    gone[member.Check] = withdrawn.Contains(member.Check);
            }

            var standing = blocks.Values.SelectMany(b => Enumerable.Range(0, b.Members).Select(i => b[i])).DistinctBy(m => m.Check)
                .ToDictionary(m => m.Check, _ => new StandingResult(75, 500, new byte[Rules.Questionnaire.Measures.Count]));
            var before = new LastSnapshot(last?.Statistics, blocks, withheld, spreads);
            var next = NextSnapshot.Of(Published + 1, Rules, plan, results, standing, before, Text.Same("x"), new(2026, 1, 1));
            if (plan.DifferingFrom(before) < Snapshot.MinimumChanged || !next.IsNews)
                return false;
            last = next;
            Published++;
            foreach (var (planned, after) in next.Given)
            {
                // As it is stored.
                blocks[planned.Key] = new(after.MemberData, after.PathData);
                if (planned.Step == BlockStep.Withhold)
                    withheld.Add(planned.Key);
                else
                    withheld.Remove(planned.Key);
            }

            foreach (var (layer, spread) in next.Spreads)
                spreads[layer] = new(spread.Data);
            Distributions += next.Spreads.Count;
            return true;
        }

        // The results on which each published figure rests: of layers, industries, sizes and crossings, and of distributions.
        public IEnumerable<IReadOnlyDictionary<Known, long>> Figures()
        {
            foreach (var (layer, spread) in last!.Spreads)
            {
                var results = Enumerable.Range(0, spread.Count).Select(i => spread[i]).Where(m => m.Counted).ToList();
                var sets = results.SelectMany(m => spread.Paths[m.Path].TakeLast(2).Select(share => (m, share)))
                    .Where(x => x.share.Set >> 16 == spread.Paths[x.m.Path][^1].Set >> 16)
                    .GroupBy(x => x.share.Set).ToDictionary(g => g.Key, g => g.ToDictionary(x => new Known(x.m.Organisation, x.m.Check), x => x.share.Weight));
                Assert.Equal(last.Statistics.Of(layer).Clusters.Select(c => c.Count), sets.Where(s => (s.Key & 0xFFFF) > 0).OrderBy(s => s.Key).Select(s => s.Value.Count));
                foreach (var set in sets.Values)
                    yield return set;
            }

            var given = last!.Given.Where(b => b.Planned.Step != BlockStep.Withhold)
                .SelectMany(b => GroupKey.Of(b.Planned.Key).Select(group => (group, b.After))).ToLookup(x => x.group, x => x.After);
            foreach (var peers in last.Statistics.ByLayer.Concat(last.Statistics.Others).Where(p => p.Withheld is null))
            {
                var members = given.Single(g => Segment.Of(g.Key, Rules) == peers.Segment)
                    .SelectMany(b => Enumerable.Range(0, b.Members).Select(i => b[i])).Where(m => m.Counted).ToList();
                Assert.Equal(members.Count, peers.Count);
                Assert.Equal(members.Count, members.Select(m => m.Organisation).Distinct().Count());
                yield return Counting(members.Select(m => new Known(m.Organisation, m.Check)));
            }
        }

        private void Answer(Guid organisation)
        {
            var industry = organisations.TryGetValue(organisation, out var known) ? known.Industry : Industries[random.Next(Industries.Length)];
            organisations[organisation] = (Id(), 1 + random.Next(5), random.Next(4) == 0 ? 4 : 1, industry, true);
        }

        private Guid Id()
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new(bytes);
        }
    }
}
