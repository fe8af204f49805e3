namespace Sakimori.Benchmark.Domain;

/// <summary>Organisations whose results lie in the same sets.</summary>
/// <param name="Sets">The sets, each once; <see cref="Disclosure.Outside"/> stands for what is not counted.</param>
/// <param name="Count">How many organisations.</param>
public readonly record struct Tie(IReadOnlyList<int> Sets, int Count);

/// <summary>
/// Whether single organisations can be worked out from figures that are published of sets of them.
/// </summary>
/// <remarks>
/// Figures are sums over sets of results, and whoever reads them adds and subtracts them with any factors. Draw a node for each set and
/// one for 'not counted', and for each organisation a tie around the sets between which its results lie: the factors give each node a
/// value, and an organisation remains in the outcome only when the values within its tie differ. The fewest organisations that can
/// remain are therefore the smallest cut of the hypergraph (found as Klimmek and Wagner 1996 do).
/// </remarks>
public static class Disclosure
{
    /// <summary>The fewest organisations that a figure may rest on.</summary>
    public const int Fewest = 5;

    /// <summary>The node of what is not counted.</summary>
    public const int Outside = 0;

    /// <summary>True when no combination of figures rests on one to four organisations.</summary>
    public static bool IsSafe(IEnumerable<Tie> ties)
    {
        var graph = Joined(ties, []);
        while (graph.Count > 0)
        {
            // A part of the graph that nothing ties to the rest is a question of its own.
            var part = PartOf(graph);
            if (IsCutByFew(graph.FindAll(tie => part.Contains(tie.Sets[0])), [.. part]))
                return false;
            graph.RemoveAll(tie => part.Contains(tie.Sets[0]));
        }

        return true;
    }

    /// <summary>Of sets that so many organisations tie together that no small cut parts them, the one that stands for each.</summary>
    public static IReadOnlyDictionary<int, int> Joined(IEnumerable<Tie> ties)
    {
        var parents = new Dictionary<int, int>();
        _ = Joined(ties, parents);
        return parents.Keys.ToDictionary(set => set, set => Find(parents, set));
    }

    private static List<Tie> Joined(IEnumerable<Tie> ties, Dictionary<int, int> parents)
    {
        var graph = Renamed(ties, parents);
        while (true)
        {
            var pairs = new Dictionary<(int, int), int>();
            foreach (var (sets, count) in graph)
            {
                for (var i = 0; i < sets.Count; i++)
                {
                    for (var j = i + 1; j < sets.Count; j++)
                        pairs[(sets[i], sets[j])] = pairs.GetValueOrDefault((sets[i], sets[j])) + count;
                }
            }

            var strong = pairs.Where(pair => pair.Value >= Fewest).Select(pair => pair.Key).ToList();
            if (strong.Count == 0)
                return graph;
            foreach (var (one, other) in strong)
            {
                var (a, b) = (Find(parents, one), Find(parents, other));
                parents[Math.Max(a, b)] = Math.Min(a, b);
            }

            graph = Renamed(graph, parents);
        }
    }

    // With the sets that stand for others, in rising order; ties within one set are gone.
    private static List<Tie> Renamed(IEnumerable<Tie> ties, Dictionary<int, int> parents)
        => [.. ties.Where(tie => tie.Count > 0).Select(tie => tie with { Sets = [.. tie.Sets.Select(set => Find(parents, set)).Distinct().Order()] }).Where(tie => tie.Sets.Count > 1)];

    private static int Find(Dictionary<int, int> parents, int set)
    {
        while (parents.TryGetValue(set, out var parent) && parent != set)
            set = parent;
        parents.TryAdd(set, set);
        return set;
    }

    private static HashSet<int> PartOf(List<Tie> graph)
    {
        var part = new HashSet<int>(graph[0].Sets);
        while (graph.Exists(tie => tie.Sets.Any(part.Contains) && !tie.Sets.All(part.Contains)))
        {
            foreach (var tie in graph.Where(tie => tie.Sets.Any(part.Contains)))
                part.UnionWith(tie.Sets);
        }

        return part;
    }

    // Of a connected part: each phase grows a set by what is tied to it most; the ties of the last to come are a cut, and it joins the one before it.
    private static bool IsCutByFew(List<Tie> ties, HashSet<int> part)
    {
        var places = part.Select((set, place) => (set, place)).ToDictionary(x => x.set, x => x.place);
        var members = ties.Select(tie => tie.Sets.Select(set => places[set]).ToHashSet()).ToArray();
        var tiesOf = Enumerable.Range(0, part.Count).Select(place => Enumerable.Range(0, members.Length).Where(tie => members[tie].Contains(place)).ToHashSet()).ToArray();
        var left = Enumerable.Range(0, part.Count).ToList();
        while (left.Count > 1)
        {
            var (tied, grown, reached) = (new int[part.Count], new bool[part.Count], new bool[members.Length]);
            var (before, last) = (-1, -1);
            for (var grownTo = 0; grownTo < left.Count; grownTo++)
            {
                var most = -1;
                foreach (var place in left)
                    most = !grown[place] && (most < 0 || tied[place] > tied[most]) ? place : most;
                grown[most] = true;
                (before, last) = (last, most);
                foreach (var tie in tiesOf[most])
                {
                    if (reached[tie])
                        continue;
                    reached[tie] = true;
                    foreach (var place in members[tie])
                        tied[place] += ties[tie].Count;
                }
            }

            if (tiesOf[last].Sum(tie => ties[tie].Count) < Fewest)
                return true;
            left.Remove(last);
            foreach (var tie in tiesOf[last])
            {
                members[tie].Remove(last);
                members[tie].Add(before);
                if (members[tie].Count > 1)
                    tiesOf[before].Add(tie);
                else
                    tiesOf[before].Remove(tie);
            }
        }

        return false;
    }
}
