namespace Sakimori.Benchmark.Domain;

/// <summary>How often a result counts in a set of which figures are published.</summary>
/// <param name="Set">The set.</param>
/// <param name="Weight">How often; whole, and below 2³¹.</param>
public readonly record struct Share(int Set, long Weight);

/// <summary>Organisations that are in the same figures.</summary>
/// <param name="Results">Of each result of such an organisation its shares in sets.</param>
/// <param name="Count">How many organisations.</param>
public readonly record struct Trace(IReadOnlyList<IReadOnlyList<Share>> Results, int Count);

/// <summary>
/// The question of <see cref="Disclosure"/> for results that lie in any number of sets: whether some sum of figures with factors rests on
/// one to four organisations.
/// </summary>
/// <remarks>
/// The factors of the sets are unknowns. What a combination leaves of a result is a linear form of them, and an organisation is left when
/// any of its forms is not nought. A form that five organisations share must be nought in whatever leaves fewer: it is solved for one
/// unknown and put into all others, which makes more of them alike. What is not decided in this way is tried out: each organisation is left
/// or is not. Exact up to chance in 2³¹; what takes too long to try counts as unsafe.
/// </remarks>
public static class Combinations
{
    private const long Prime = 2_147_483_629;
    private const int MostTried = 200_000;

    /// <summary>True when no combination of figures rests on one to four organisations.</summary>
    public static bool IsSafe(IEnumerable<Trace> traces)
    {
        var patience = MostTried;
        List<Left> open = [.. traces.Where(t => t.Count > 0).Select(t => new Left([.. t.Results.Select(Form)], t.Count))];
        return LeavesMore(Put(new(), open), [], Disclosure.Fewest - 1, ref patience);
    }

    // Whether whatever leaves anything leaves more of the open ones than can be spared, beside those taken to be left.
    private static bool LeavesMore(List<Left> open, List<Left> taken, int spare, ref int patience)
    {
        while (Shared(open, spare) is { IsEmpty: false } nought)
            (open, taken) = (Put(nought, open), Put(nought, taken));
        if (open.Count == 0)
            return taken.Count == 0;
        if ((patience -= open.Count) < 0)
            return false;
        var one = open[0];
        var others = open.GetRange(1, open.Count - 1);
        if (!LeavesMore(others, [.. taken, one], spare - one.Count, ref patience))
            return false;
        var without = new Solved();
        foreach (var form in one.Forms)
            without.Require(form);
        return LeavesMore(Put(without, others), Put(without, taken), spare, ref patience);
    }

    // The forms that more organisations share than can be spared, as equations.
    private static Solved Shared(List<Left> open, int spare)
    {
        var counts = new Dictionary<Share[], int>(SameShares.Instance);
        foreach (var (forms, count) in open)
        {
            foreach (var form in forms)
                counts[form] = counts.GetValueOrDefault(form) + count;
        }

        var solved = new Solved();
        foreach (var (form, _) in counts.Where(c => c.Value > spare).OrderByDescending(c => c.Value))
            solved.Require(form);
        return solved;
    }

    // Those alike are joined, those of which nothing is left are gone.
    private static List<Left> Put(Solved solved, List<Left> into)
    {
        var counts = new Dictionary<Share[][], int>(SameForms.Instance);
        foreach (var (forms, count) in into)
        {
            var put = new List<Share[]>();
            foreach (var form in forms)
            {
                if (Scaled(solved.Put(form)) is { Length: > 0 } left && !put.Contains(left, SameShares.Instance))
                    put.Add(left);
            }

            if (put.Count == 0)
                continue;
            Share[][] key = [.. put.OrderBy(SameShares.Instance.GetHashCode)];
            counts[key] = counts.GetValueOrDefault(key) + count;
        }

        return [.. counts.Select(c => new Left(c.Key, c.Value))];
    }

    private static Share[] Form(IReadOnlyList<Share> shares)
    {
        var sum = new Dictionary<int, long>();
        foreach (var (set, weight) in shares)
            Add(sum, set, ((weight % Prime) + Prime) % Prime);
        return Scaled(Sorted(sum));
    }

    private static void Add(Dictionary<int, long> sum, int set, long weight) => sum[set] = (sum.GetValueOrDefault(set) + weight) % Prime;

    private static Share[] Sorted(Dictionary<int, long> sum) => [.. sum.Where(s => s.Value != 0).OrderBy(s => s.Key).Select(s => new Share(s.Key, s.Value))];

    // A form and its multiples say the same.
    private static Share[] Scaled(Share[] form)
    {
        if (form.Length == 0 || form[0].Weight == 1)
            return form;
        var inverse = Inverse(form[0].Weight);
        return [.. form.Select(share => share with { Weight = share.Weight * inverse % Prime })];
    }

    private static long Inverse(long number)
    {
        var (power, result) = (number, 1L);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                result = result * power % Prime;
            power = power * power % Prime;
        }

        return result;
    }

    private readonly record struct Left(Share[][] Forms, int Count);

    // Unknowns in terms of those that remain.
    private sealed class Solved
    {
        private readonly Dictionary<int, Share[]> values = [];

        public bool IsEmpty => values.Count == 0;

        public void Require(Share[] form)
        {
            form = Put(form);
            if (form.Length == 0)
                return;
            var (set, factor) = (form[^1].Set, Prime - Inverse(form[^1].Weight));
            values[set] = [.. form[..^1].Select(share => share with { Weight = share.Weight * factor % Prime })];
            foreach (var known in values.Where(v => Array.Exists(v.Value, share => share.Set == set)).Select(v => v.Key).ToList())
                values[known] = Put(values[known]);
        }

        public Share[] Put(Share[] form)
        {
            if (!Array.Exists(form, share => values.ContainsKey(share.Set)))
                return form;
            var sum = new Dictionary<int, long>();
            foreach (var (set, weight) in form)
            {
                if (!values.TryGetValue(set, out var value))
                    Add(sum, set, weight);
                foreach (var share in value ?? [])
                    Add(sum, share.Set, share.Weight * weight % Prime);
            }

            return Sorted(sum);
        }
    }

    private sealed class SameShares : IEqualityComparer<Share[]>
    {
        public static SameShares Instance { get; } = new();

        public bool Equals(Share[]? x, Share[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(Share[] obj)
        {
            var hash = new HashCode();
            foreach (var share in obj)
                hash.Add(share);
            return hash.ToHashCode();
        }
    }

    private sealed class SameForms : IEqualityComparer<Share[][]>
    {
        public static SameForms Instance { get; } = new();

        public bool Equals(Share[][]? x, Share[][]? y) => x!.Length == y!.Length && x.Zip(y).All(pair => SameShares.Instance.Equals(pair.First, pair.Second));

        public int GetHashCode(Share[][] obj)
        {
            var hash = new HashCode();
            foreach (var form in obj)
                hash.Add(SameShares.Instance.GetHashCode(form));
            return hash.ToHashCode();
        }
    }
}
