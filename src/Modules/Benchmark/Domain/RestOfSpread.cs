namespace Sakimori.Benchmark.Domain;

/// <summary>The results of the distributions before that stand in no block any more, by organisation.</summary>
internal sealed class RestOfSpread
{
    private readonly Spread? before;
    private readonly IdTable organisations = new();

    // Of each organisation the place of the last of its results + 1, of each of these that of the one before; 0 for none.
    private readonly List<int> last = [];
    private readonly int[] next;
    private readonly bool[] open;

    /// <summary>Those at these places.</summary>
    public RestOfSpread(Spread? before, IEnumerable<int> places)
    {
        (this.before, next, open) = (before, new int[before?.Count ?? 0], new bool[before?.Count ?? 0]);
        foreach (var at in places)
        {
            var number = organisations.Add(before![at].Organisation);
            if (number == last.Count)
                last.Add(0);
            (next[at], last[number], open[at]) = (last[number], at + 1, true);
        }
    }

    /// <summary>The places of those that were not taken.</summary>
    public IEnumerable<int> Others => Enumerable.Range(0, open.Length).Where(at => open[at]);

    /// <summary>Takes what an organisation had between two snapshots, and says its path; <see cref="Spread.None"/> when no distribution rests on it.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="from">The snapshot with which it came, or an earlier one that stands for it.</param>
    /// <param name="to">The snapshot with which it left.</param>
    /// <param name="check">Which it was; null when that is not known any more.</param>
    public int Take(Guid organisation, int from, int to, Guid? check)
    {
        var number = organisations.Find(organisation);
        for (var at = number < 0 ? -1 : last[number] - 1; at >= 0; at = next[at] - 1)
        {
            var result = before![at];
            var told = Spread.DistributionOf(before.Paths[result.Path][^1]);
            if (!open[at] || told < from || told >= to || (check ?? result.Check) != result.Check)
                continue;
            open[at] = false;
            return result.Path;
        }

        return Spread.None;
    }
}
