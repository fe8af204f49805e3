using Sakimori.Benchmark.Domain;
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
        var figures = new List<HashSet<(Guid Organisation, Guid Check)>>();
        for (var tries = 0; world.Published < 10 && tries < 60; tries++)
        {
            world.Live();
            if (world.TryPublish())
                figures.AddRange(world.Figures());
        }

        Assert.Equal(10, world.Published);
        Assert.True(figures.Count > 50, $"{figures.Count}");
        var attack = new Attack(figures);
        Assert.True(attack.Organisations > 100);
        foreach (var few in attack.FewOrganisations(new Random(seed)))
            Assert.False(attack.Isolates(few), $"{few.Count} organisations can be worked out.");
    }

    // That the attack would succeed were a block renewed for one result.
    [Fact]
    public void The_attack_finds_a_single_organisation_where_two_figures_differ_by_it()
    {
        var all = Enumerable.Range(0, 30).Select(_ => (Guid.NewGuid(), Guid.NewGuid())).ToList();
        var attack = new Attack([[.. all], [.. all[..^1]], [.. all[..10]]]);
        Assert.True(attack.Isolates([all[^1].Item1]));
        Assert.False(attack.Isolates([all[0].Item1]));
    }

    // Sums over sets, added and subtracted with any factors: exact linear algebra modulo a prime.
    private sealed class Attack
    {
        private const long Prime = 2_147_483_629;
        private readonly List<(Guid Organisation, Guid Check)> results;
        private readonly List<HashSet<(Guid, Guid)>> figures;
        private readonly int rank;

        public Attack(List<HashSet<(Guid, Guid)>> figures)
        {
            // Results that are in the same figures cannot be told apart: one column stands for all of an organisation's own.
            this.figures = [.. figures.DistinctBy(f => string.Join(',', f.Order()))];
            results = [.. figures.SelectMany(f => f).Distinct()];
            rank = Rank(_ => true);
        }

        public int Organisations => results.Select(r => r.Organisation).Distinct().Count();

        // Each single one, and sets of up to four.
        public IEnumerable<HashSet<Guid>> FewOrganisations(Random random)
        {
            var all = results.Select(r => r.Organisation).Distinct().ToArray();
            foreach (var one in all)
                yield return [one];
            for (var i = 0; i < 100; i++)
                yield return [.. random.GetItems(all, 4)];

            // Those that stand in the same figures are worked out together or not at all.
            foreach (var alike in results.GroupBy(r => string.Join("", figures.Select(f => f.Contains(r) ? '1' : '0')), r => r.Organisation))
            {
                if (alike.Distinct().Count() < Disclosure.Fewest)
                    yield return [.. alike];
            }
        }

        // Some combination rests on these alone when without them the figures say less.
        public bool Isolates(HashSet<Guid> few) => Rank(r => !few.Contains(r.Organisation)) < rank;

        private int Rank(Func<(Guid Organisation, Guid Check), bool> seen)
        {
            var columns = results.Where(seen).GroupBy(r => string.Join("", figures.Select(f => f.Contains(r) ? '1' : '0'))).Select(g => g.Key).ToList();
            var rows = figures.Select((_, i) => columns.Select(c => (long)(c[i] - '0')).ToArray()).ToList();
            var found = 0;
            for (var column = 0; column < columns.Count && found < rows.Count; column++)
            {
                var pivot = rows.FindIndex(found, row => row[column] != 0);
                if (pivot < 0)
                    continue;
                (rows[found], rows[pivot]) = (rows[pivot], rows[found]);
                var inverse = (long)System.Numerics.BigInteger.ModPow(rows[found][column], Prime - 2, Prime);
                for (var row = found + 1; row < rows.Count; row++)
                {
                    if (rows[row][column] == 0)
                        continue;
                    var factor = rows[row][column] * inverse % Prime;
                    for (var i = column; i < columns.Count; i++)
                        rows[row][i] = (rows[row][i] + ((Prime - factor) * rows[found][i])) % Prime;
                }

                found++;
            }

            return found;
        }
    }

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
            var next = NextSnapshot.Of(Published + 1, Rules, plan, results, standing, new(last?.Statistics, blocks, withheld, spreads), Text.Same("x"), new(2026, 1, 1));
            if (plan.Differing < Snapshot.MinimumChanged || !next.IsNews)
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
            return true;
        }

        // The results on which each published figure rests: of layers, industries, sizes and crossings.
        public IEnumerable<HashSet<(Guid Organisation, Guid Check)>> Figures()
        {
            var given = last!.Given.Where(b => b.Planned.Step != BlockStep.Withhold)
                .SelectMany(b => GroupKey.Of(b.Planned.Key).Select(group => (group, b.After))).ToLookup(x => x.group, x => x.After);
            foreach (var peers in last.Statistics.ByLayer.Concat(last.Statistics.Others).Where(p => p.Withheld is null))
            {
                var members = given.Single(g => Segment.Of(g.Key, Rules) == peers.Segment)
                    .SelectMany(b => Enumerable.Range(0, b.Members).Select(i => b[i])).Where(m => m.Counted).ToList();
                Assert.Equal(members.Count, peers.Count);
                Assert.Equal(members.Count, members.Select(m => m.Organisation).Distinct().Count());
                yield return [.. members.Select(m => (m.Organisation, m.Check))];
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
