namespace Sakimori.Benchmark.Domain;

/// <summary>Between which renewals of their block the results of a path lie.</summary>
internal sealed class Stays
{
    /// <summary>Of one of <see cref="Block.Paths"/>.</summary>
    public Stays(IReadOnlyList<int> path)
    {
        var left = new List<(int From, int To)>();
        foreach (var stay in Block.StaysOf(path))
            left.AddRange(stay.Zip(stay.Skip(1)));
        left.Reverse();
        (Came, Left) = (path[^1], [.. left]);
    }

    /// <summary>That with which the result came that is counted.</summary>
    public int Came { get; }

    /// <summary>Of each result that has left those with which it came and left, the last one first.</summary>
    public IReadOnlyList<(int From, int To)> Left { get; }
}
