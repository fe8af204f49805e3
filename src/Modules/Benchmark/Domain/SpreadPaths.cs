namespace Sakimori.Benchmark.Domain;

/// <summary>The results of the distributions before, each taken once.</summary>
internal sealed class EarlierSpread(Spread? before)
{
    private readonly bool[] taken = new bool[before?.Count ?? 0];

    /// <summary>The places of those that were not taken.</summary>
    public IEnumerable<int> Rest => Enumerable.Range(0, taken.Length).Where(at => !taken[at]);

    /// <summary>The place of a check; -1 when it is not there, or taken.</summary>
    public int Take(Guid check)
    {
        var at = before?.Find(check) ?? -1;
        if (at < 0 || taken[at])
            return -1;
        taken[at] = true;
        return at;
    }
}

/// <summary>The sets of a distribution and of those before in which results lie, each path once.</summary>
internal sealed class SpreadPaths(Spread? before)
{
    // Of the earlier ones all but one of the most that are kept stay beside the new one.
    private readonly int oldest = (before?.Paths ?? []).SelectMany(path => path.Select(Spread.DistributionOf)).Distinct().OrderDescending().Take(Spread.MostTogether - 1).LastOrDefault();
    private readonly Dictionary<(int, Standing?), int?> known = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>The paths found so far, by their number.</summary>
    public List<Share[]> Found { get; } = [];

    /// <summary>The number of the path that an earlier one becomes by a new distribution.</summary>
    /// <param name="path">The earlier one; <see cref="Spread.None"/> when there is none.</param>
    /// <param name="serial">The number of the new distribution.</param>
    /// <param name="standing">Where the result stands in it.</param>
    public int With(int path, int serial, Standing standing) => Place(path, serial, standing)!.Value;

    /// <summary>The number of the path of a result on which the new distribution does not rest; null when it lies in none of those that are kept.</summary>
    public int? Without(int path, int serial) => Place(path, serial, null);

    private int? Place(int path, int serial, Standing? standing)
    {
        if (known.TryGetValue((path, standing), out var place))
            return place;
        Share[] sets = [.. (path < 0 ? [] : before!.Paths[path]).Where(share => Spread.DistributionOf(share) >= oldest), .. standing is { } stands ? Spread.SetsOf(serial, stands) : []];
        var key = string.Join(',', sets.Select(share => $"{share.Set}:{share.Weight}"));
        if (sets.Length > 0 && places.TryAdd(key, Found.Count))
            Found.Add(sets);
        return known[(path, standing)] = sets.Length == 0 ? null : places[key];
    }
}
