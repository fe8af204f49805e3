using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Attacking;

/// <summary>
/// Organisations that come, answer again, withdraw and return, are left out and taken in again, move and merge, and the snapshots that are
/// published of them, with the results on which each figure rests.
/// </summary>
internal sealed class History(Func<Guid>? ids = null)
{
    private static readonly RuleSet Rules = ShippedRules.Current;
    private static readonly Dictionary<(int Profile, int Level), (Score Score, Answers Answers)> Scores = [];
    private readonly Func<Guid> ids = ids ?? Guid.NewGuid;
    private readonly Dictionary<Guid, Life> lives = [];
    private readonly HashSet<Guid> withdrawn = [];
    private readonly List<IReadOnlyDictionary<Known, long>> figures = [];
    private LastSnapshot last = new(null, new Dictionary<BlockKey, Block>(), new HashSet<BlockKey>(), new Dictionary<Layer, Spread>());
    private int moment;

    /// <summary>How many snapshots were published.</summary>
    public int Published { get; private set; }

    /// <summary>The results on which each figure rests that was ever published.</summary>
    public IReadOnlyList<IReadOnlyDictionary<Known, long>> Figures => figures;

    /// <summary>What the last snapshot says of a layer.</summary>
    public Peers Of(int profile) => last.Statistics!.Of(ScoreOf(profile, 3).Score.Layer);

    /// <summary>Whether it tells groups apart.</summary>
    public bool Tells(string dimension) => last.Statistics!.Others.Any(group => group.Segment.Dimension == dimension);

    public Guid[] Come(int count, int profile = 1, string? industry = null, int level = 3)
    {
        Guid[] come = [.. Enumerable.Range(0, count).Select(_ => ids())];
        foreach (var organisation in come)
            lives.Add(organisation, new(profile, industry, level));
        Answer(come);
        return come;
    }

    public void Answer(IEnumerable<Guid> organisations, int? profile = null)
    {
        foreach (var organisation in organisations)
        {
            var life = lives[organisation];
            if (!life.Consents)
                continue;
            life.Profile = profile ?? life.Profile;
            life.Checks.Add((ids(), moment++, life.Profile));
        }
    }

    public void Withdraw(IEnumerable<Guid> organisations)
    {
        foreach (var organisation in organisations)
        {
            lives[organisation].Consents = false;
            withdrawn.UnionWith(lives[organisation].Checks.Select(c => c.Id));
        }
    }

    public void Return(IEnumerable<Guid> organisations)
    {
        foreach (var organisation in organisations)
        {
            lives[organisation].Consents = true;
            withdrawn.ExceptWith(lives[organisation].Checks.Select(c => c.Id));
        }
    }

    public void Exclude(IEnumerable<Guid> organisations, bool excluded = true)
    {
        foreach (var organisation in organisations)
            lives[organisation].Excluded = excluded;
    }

    public void Expire(IEnumerable<Guid> organisations)
    {
        foreach (var organisation in organisations)
            lives[organisation].Oldest = moment;
    }

    public void Move(IEnumerable<Guid> organisations, string? industry)
    {
        foreach (var organisation in organisations)
            lives[organisation].Industry = industry;
    }

    /// <summary>One organisation is merged into another, or by null the two are told apart again.</summary>
    public void Merge(Guid organisation, Guid? into) => lives[organisation].Into = into;

    /// <summary>The organisation that stands for one today.</summary>
    public Guid Today(Guid organisation) => lives[organisation].Into is { } into ? Today(into) : organisation;

    /// <summary>Publishes a snapshot where the rules allow one.</summary>
    public bool TryPublish()
    {
        var results = Results();
        var gone = new Dictionary<Guid, bool>();
        SnapshotPlan plan;
        while ((plan = SnapshotPlan.Of(Published + 1, last.Blocks, results, gone, 15)).Unclear.Count > 0)
        {
            foreach (var member in plan.Unclear)
                gone[member.Check] = withdrawn.Contains(member.Check);
        }

        var standing = last.Blocks.Values.SelectMany(MembersOf).DistinctBy(m => m.Check).ToDictionary(m => m.Check, _ => new StandingResult(75, 500, new byte[Rules.Questionnaire.Measures.Count]));
        var next = NextSnapshot.Of(Published + 1, Rules, plan, results, standing, last, Text.Same("x"), new(2026, 1, 1));
        if (plan.DifferingFrom(last) < Snapshot.MinimumChanged || !next.IsNews)
            return false;
        Published++;
        figures.AddRange(FiguresOf(next));
        last = new(next.Statistics, With(last.Blocks, next.Given.Select(b => (b.Planned.Key, b.After))),
            last.Withheld.Where(key => !next.Given.Any(b => b.Planned.Key == key)).Concat(next.Given.Where(b => b.Planned.Step == BlockStep.Withhold).Select(b => b.Planned.Key)).ToHashSet(),
            With(last.Spreads, next.Spreads.Select(s => (s.Key, s.Value))));
        return true;
    }

    private static (Score Score, Answers Answers) ScoreOf(int profile, int level)
    {
        lock (Scores)
        {
            if (!Scores.TryGetValue((profile, level), out var known))
            {
                var answers = Answers.From(Rules.Questionnaire, i => Sakimori.Benchmark.Domain.Answer.Of(i < Rules.Questionnaire.Measures.Count ? level : profile));
                Scores.Add((profile, level), known = (Scoring.Score(Rules, answers).Value, answers));
            }

            return known;
        }
    }

    private static Dictionary<TKey, TValue> With<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> before, IEnumerable<(TKey Key, TValue Value)> given)
        where TKey : notnull
    {
        var with = before.ToDictionary();
        foreach (var (key, value) in given)
            with[key] = value;
        return with;
    }

    private static IEnumerable<Member> MembersOf(Block block) => Enumerable.Range(0, block.Members).Select(i => block[i]);

    private bool Counts(Guid organisation) => lives[organisation] is { Consents: true, Excluded: false } life && life.Checks.Exists(c => c.At >= life.Oldest);

    // As the store counts them: what was merged is counted as what stands for it, while neither has refused.
    private CountedResults Results()
    {
        var results = new CountedResults(Rules);
        foreach (var (organisation, life) in lives)
        {
            var today = Today(organisation);
            if (!Counts(organisation) || lives[today] is not { Consents: true, Excluded: false })
                continue;
            foreach (var (check, at, profile) in life.Checks.Where(c => c.At >= life.Oldest))
            {
                var (score, answers) = ScoreOf(profile, life.Level);
                results.Add(organisation, check, new DateTime(2026, 1, 1).AddSeconds(at), new(score.Layer, score.Total, score.RiskIndex, answers.Code), lives[today].Industry, today);
            }
        }

        return results;
    }

    private IEnumerable<IReadOnlyDictionary<Known, long>> FiguresOf(NextSnapshot next)
    {
        var whose = lives.SelectMany(life => life.Value.Checks.Select(c => (c.Id, life.Key))).ToDictionary(c => c.Id, c => c.Key);
        Known Of(Member member) => new(whose[member.Check], member.Check);
        foreach (var spread in next.Spreads.Values)
        {
            var results = Enumerable.Range(0, spread.Count).Select(i => spread[i]).Where(m => m.Counted).ToList();
            foreach (var set in results.SelectMany(m => spread.Paths[m.Path].TakeLast(2).Select(share => (m, share)))
                .Where(x => x.share.Set >> 16 == spread.Paths[x.m.Path][^1].Set >> 16).GroupBy(x => x.share.Set))
                yield return set.ToDictionary(x => Of(x.m), x => x.share.Weight);
        }

        var given = next.Given.Where(b => b.Planned.Step != BlockStep.Withhold)
            .SelectMany(b => GroupKey.Of(b.Planned.Key).Select(group => (group, b.After))).ToLookup(x => x.group, x => x.After);
        foreach (var peers in next.Statistics.ByLayer.Concat(next.Statistics.Others).Where(p => p.Withheld is null))
        {
            var members = given.Single(g => Segment.Of(g.Key, Rules) == peers.Segment).SelectMany(MembersOf).Where(m => m.Counted).ToList();
            Assert.Equal(members.Count, peers.Count);
            Assert.Equal(members.Count, members.Select(m => m.Organisation).Distinct().Count());
            yield return members.ToDictionary(Of, _ => 1L);
        }
    }

    private sealed class Life(int profile, string? industry, int level)
    {
        public int Profile { get; set; } = profile;

        public string? Industry { get; set; } = industry;

        public int Level { get; } = level;

        public List<(Guid Id, int At, int Profile)> Checks { get; } = [];

        public bool Consents { get; set; } = true;

        public bool Excluded { get; set; }

        public int Oldest { get; set; }

        public Guid? Into { get; set; }
    }
}
