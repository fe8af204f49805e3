using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>What becomes of a block in the next snapshot.</summary>
public enum BlockStep
{
    /// <summary>It holds the latest results.</summary>
    Renew,

    /// <summary>Those on which the last snapshot rests stand: with too few changed, the difference would tell of single organisations.</summary>
    Keep,

    /// <summary>It is left out: what stands rests on somebody who has withdrawn, and too few others have changed.</summary>
    Withhold,
}

/// <summary>A block on its way into the next snapshot.</summary>
public sealed class PlannedBlock
{
    internal PlannedBlock(BlockKey key, Block before)
    {
        (Key, Before, Next) = (key, before, new int[before.Members]);
        Array.Fill(Next, Block.AsItIs);
    }

    /// <summary>Which block it is.</summary>
    public BlockKey Key { get; }

    /// <summary>What was published of it.</summary>
    public Block Before { get; }

    /// <summary>What becomes of it.</summary>
    public BlockStep Step { get; internal set; }

    /// <summary>Whether it would change, could it be renewed.</summary>
    public bool Changes => Comes.Count > 0 || Array.Exists(Next, next => next != Block.AsItIs);

    /// <summary>The places of the results of organisations that the block has never had.</summary>
    public List<int> Comes { get; } = [];

    /// <summary>What becomes of each member, as <see cref="Block.MayBecome"/> takes it.</summary>
    internal int[] Next { get; }

    /// <summary>The places of members whose organisation's latest result goes to another block.</summary>
    internal List<(int Member, int Result)> Moves { get; } = [];

    // Whether a newer result of one of its organisations was published elsewhere while the block was left out: both must not stand.
    internal bool IsOutrun { get; set; }

    /// <summary>How many would be counted in it.</summary>
    internal int CountAfter => Step == BlockStep.Withhold ? 0 : Step == BlockStep.Keep ? Before.Count
        : Comes.Count + Enumerable.Range(0, Next.Length).Count(i => Next[i] == Block.AsItIs ? Before[i].Counted : Next[i] != Block.Leaves);

    /// <summary>Those that published figures rest on and whose organisations have no result that counts now.</summary>
    public List<Member> Gone { get; } = [];

    // Results that stay where their organisations were.
    internal void Hold(HashSet<int> results)
    {
        Comes.RemoveAll(results.Contains);
        for (var i = 0; i < Next.Length; i++)
        {
            if (results.Contains(Next[i]))
                Next[i] = Before[i].Counted ? Block.Leaves : Block.AsItIs;
        }
    }

    /// <summary>The block as the next snapshot has it; <see cref="Block.Become"/> says what is told.</summary>
    public Block After(int snapshot, CountedResults results, int told)
        => Step != BlockStep.Renew || !Changes ? Before : Before.Become(snapshot, Next, Comes, results, told);
}

/// <summary>
/// Into which blocks the results go that are counted now. A result stays in its block for as long as it is counted. One that is new
/// goes to the block that tells most of it apart; such a block is opened only for enough of them.
/// </summary>
public sealed class SnapshotPlan
{
    private readonly CountedResults results;
    private readonly Dictionary<BlockKey, PlannedBlock> blocks = [];
    private readonly PlannedBlock?[] goesTo;
    private readonly bool[] placed;
    private int newcomers;

    private SnapshotPlan(CountedResults results)
        => (this.results, goesTo, placed) = (results, new PlannedBlock?[results.Count], new bool[results.Count]);

    /// <summary>The blocks.</summary>
    public IEnumerable<PlannedBlock> Blocks => blocks.Values;

    /// <summary>How many organisations differ from the last snapshot: new, changed or gone. Who is gone differs once, though what was kept of it may stand for longer.</summary>
    public int DifferingFrom(LastSnapshot last)
        => newcomers + Blocks.Where(block => last.RestsOn(block.Key)).SelectMany(block => block.Gone).Select(member => member.Organisation).Distinct().Count();

    /// <summary>Results that would be left out and of which it is not known whether their organisations have withdrawn.</summary>
    public IReadOnlyList<Member> Unclear { get; private set; } = [];

    /// <summary>Plans a snapshot.</summary>
    /// <param name="snapshot">Its number.</param>
    /// <param name="published">What is published.</param>
    /// <param name="results">What is counted now.</param>
    /// <param name="withdrawn">Of checks that are gone, whether the organisation has withdrawn; those not asked yet come out as <see cref="Unclear"/>.</param>
    /// <param name="fewest">So many results open a block that tells industry or size apart.</param>
    public static SnapshotPlan Of(
        int snapshot, IReadOnlyDictionary<BlockKey, Block> published, CountedResults results, IReadOnlyDictionary<Guid, bool> withdrawn, int fewest)
    {
        // What is kept in a layer that is not given stands nowhere, and need not hold its organisations back: it is left out instead.
        var leftOut = new HashSet<BlockKey>();
        while (true)
        {
            var plan = new SnapshotPlan(results);
            foreach (var (key, block) in published)
                plan.Follow(new(key, block));
            plan.Place(fewest);
            foreach (var block in plan.blocks.Values)
                plan.Replace(block);
            plan.Decide(snapshot, withdrawn, leftOut);
            var kept = plan.Blocks.Where(block => block.Step == BlockStep.Keep).ToList();
            var few = kept.Select(block => block.Key.Layer).Distinct().Where(layer => plan.Blocks.Where(b => b.Key.Layer == layer).Sum(b => b.CountAfter) < fewest).ToList();
            if (plan.Unclear.Count > 0 || few.Count == 0)
                return plan;
            leftOut.UnionWith(kept.Where(block => few.Contains(block.Key.Layer)).Select(block => block.Key));
        }
    }

    // What has become of the results of a block. One that has left it is placed nowhere again.
    private void Follow(PlannedBlock block)
    {
        blocks.Add(block.Key, block);
        for (var i = 0; i < block.Before.Members; i++)
        {
            var member = block.Before[i];
            var at = results.Find(member.Organisation);
            if (at >= 0 && results.CheckOf(at) == member.Check)
                placed[at] = true;
            if (at >= 0 || !member.Counted)
                continue;
            block.Gone.Add(member);
        }
    }

    // Which result takes a member's place.
    private void Replace(PlannedBlock block)
    {
        for (var i = 0; i < block.Before.Members; i++)
        {
            var member = block.Before[i];
            var at = results.Find(member.Organisation);
            if (at >= 0 && results.CheckOf(at) == member.Check)
                continue;
            if (at >= 0 && goesTo[at] == block)
                block.Next[i] = at;
            else if (member.Counted)
                block.Next[i] = Block.Leaves;
            if (at >= 0 && member.Counted && goesTo[at] is { } other && other != block)
                block.Moves.Add((i, at));
            block.IsOutrun |= at >= 0 && member.Counted && placed[at];
        }

        var known = block.Next.Where(at => at >= 0).ToHashSet();
        block.Comes.RemoveAll(known.Contains);
    }

    private void Place(int fewest)
    {
        var waiting = new Dictionary<BlockKey, List<int>>();
        for (var at = 0; at < results.Count; at++)
        {
            if (placed[at])
                continue;
            newcomers++;
            ref var ofCell = ref CollectionsMarshal.GetValueRefOrAddDefault(waiting, results[at].Cell, out _);
            (ofCell ??= []).Add(at);
        }

        foreach (var tellsApart in (Func<BlockKey, BlockKey>[])[cell => cell, cell => cell with { Size = null }, cell => cell with { Industry = null }])
        {
            foreach (var cells in waiting.Keys.GroupBy(tellsApart).Where(g => g.Key is not { Industry: null, Size: null }).ToList())
            {
                if (!blocks.ContainsKey(cells.Key) && cells.Sum(cell => waiting[cell].Count) < fewest)
                    continue;
                foreach (var cell in cells)
                {
                    Put(waiting[cell], cells.Key);
                    waiting.Remove(cell);
                }
            }
        }

        foreach (var (cell, of) in waiting)
            Put(of, new(cell.Layer));
    }

    private void Put(List<int> places, BlockKey key)
    {
        if (!blocks.TryGetValue(key, out var block))
            blocks.Add(key, block = new(key, Block.Empty));
        block.Comes.AddRange(places);
        foreach (var at in places)
            goesTo[at] = block;
    }

    // A block that is kept holds the earlier results of its organisations, which then must not come elsewhere, too.
    private void Decide(int snapshot, IReadOnlyDictionary<Guid, bool> withdrawn, HashSet<BlockKey> leftOut)
    {
        // Of two that hold results of one organisation, the one that was left out meanwhile comes after the other.
        var open = new Queue<PlannedBlock>(blocks.Values.OrderByDescending(block => block.Before.Paths.SelectMany(path => path).DefaultIfEmpty().Max()));
        var (unclear, standing) = (new List<Member>(), new IdTable());
        while (open.TryDequeue(out var block))
        {
            if (block.Step != BlockStep.Renew || !block.Changes || block.Before.MayBecome(snapshot, block.Next, block.Comes.Count))
                continue;
            unclear.AddRange(block.Gone.Where(member => !withdrawn.ContainsKey(member.Check)));
            block.Step = block.IsOutrun || leftOut.Contains(block.Key) || block.Gone.Exists(member => withdrawn.GetValueOrDefault(member.Check))
                || CountedIn(block.Before).Any(organisation => standing.Find(organisation) >= 0) ? BlockStep.Withhold : BlockStep.Keep;
            if (block.Step == BlockStep.Withhold)
                continue;
            foreach (var organisation in CountedIn(block.Before))
                standing.Add(organisation);
            foreach (var others in block.Moves.Where(move => goesTo[move.Result]!.Step == BlockStep.Renew).GroupBy(move => goesTo[move.Result]!))
            {
                others.Key.Hold(others.Select(move => move.Result).ToHashSet());
                open.Enqueue(others.Key);
            }
        }

        Unclear = unclear;
    }

    private static IEnumerable<Guid> CountedIn(Block block)
    {
        for (var i = 0; i < block.Members; i++)
        {
            if (block[i] is { Counted: true } member)
                yield return member.Organisation;
        }
    }
}
