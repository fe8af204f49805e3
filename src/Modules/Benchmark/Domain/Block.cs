using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>Which results a block holds: those of a layer, or of one industry or size or both within it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Industry">Classification and code; null when the block does not tell industries apart.</param>
/// <param name="Size">The option of the profile item that asks for the size, as text; null when the block does not tell sizes apart.</param>
public readonly record struct BlockKey(Layer Layer, string? Industry = null, string? Size = null)
{
    /// <summary>Reads <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static BlockKey Parse(string text)
        => text.Split('|') is [var layer, var industry, var size] && Layers.Parse(layer) is { } known
            ? new(known, industry.Length == 0 ? null : industry, size.Length == 0 ? null : size)
            : throw new FormatException($"\"{text}\" is no block.");

    /// <summary>As it is stored: <c>high|jsic-14:E|3</c>, empty where not told apart.</summary>
    public override string ToString() => $"{Layer.Id()}|{Industry}|{Size}";
}

/// <summary>An organisation in a block.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Check">Its result; the last one that it had in the block where it is counted no more.</param>
/// <param name="Path">Which of <see cref="Block.Paths"/> its results have taken.</param>
/// <param name="Counted">Whether published figures rest on it.</param>
public readonly record struct Member(Guid Organisation, Guid Check, int Path, bool Counted);

/// <summary>
/// The results of a block on which published figures rest, and how earlier ones came and went. Every published figure is a sum over
/// whole blocks, and a result that has left one never returns: so no combination of figures, of whichever groups and snapshots, rests on
/// fewer than <see cref="Disclosure.Fewest"/> organisations as long as that holds of each block by itself.
/// </summary>
/// <remarks>
/// A node of <see cref="Disclosure"/> is a snapshot in which the block was renewed: a result lies between that with which it came and that
/// with which it left, or 'not counted' while it is there. An organisation's path is the snapshots at which its results changed; where it
/// had left and came anew, 'not counted' stands between, for the one stay ties nothing of the other.
/// </remarks>
public sealed class Block
{
    /// <summary>What becomes of a member: nothing.</summary>
    public const int AsItIs = -1;

    /// <summary>What becomes of a member: it is counted no more.</summary>
    public const int Leaves = -2;

    private const int Size = 36;

    // The members stay in the form in which they are stored: a nation's are many.
    private readonly byte[] members;

    /// <summary>Of stored bytes.</summary>
    /// <param name="members">36 bytes a member.</param>
    /// <param name="paths">Of each path its length and its snapshots, 4 bytes each.</param>
    /// <exception cref="InvalidDataException">The bytes are no block.</exception>
    public Block(byte[] members, byte[] paths)
    {
        if (members.Length % Size != 0 || paths.Length % sizeof(int) != 0)
            throw new InvalidDataException("These bytes are no block.");
        (this.members, PathData) = (members, paths);
        var read = new List<int[]>();
        for (var at = 0; at < paths.Length; at += (1 + read[^1].Length) * sizeof(int))
            read.Add([.. Enumerable.Range(1, BinaryPrimitives.ReadInt32LittleEndian(paths.AsSpan(at))).Select(i => BinaryPrimitives.ReadInt32LittleEndian(paths.AsSpan(at + (i * sizeof(int)))))]);
        Paths = read;
        for (var i = 0; i < Members; i++)
            Count += this[i].Counted ? 1 : 0;
    }

    /// <summary>Nothing published yet.</summary>
    public static Block Empty { get; } = new([], []);

    /// <summary>How many organisations it has or has had.</summary>
    public int Members => members.Length / Size;

    /// <summary>How many of them are counted.</summary>
    public int Count { get; }

    /// <summary>A member.</summary>
    public Member this[int at]
    {
        get
        {
            var one = members.AsSpan(at * Size, Size);
            var path = BinaryPrimitives.ReadInt32LittleEndian(one[32..]);
            return new(MemoryMarshal.Read<Guid>(one), MemoryMarshal.Read<Guid>(one[16..]), path >> 1, (path & 1) == 1);
        }
    }

    /// <summary>The snapshots at which results of organisations changed.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Paths { get; }

    /// <summary>The members as they are stored.</summary>
    public byte[] MemberData => members;

    /// <summary>The paths as they are stored.</summary>
    public byte[] PathData { get; }

    /// <summary>Whether figures of what the block would become can be published beside those that were.</summary>
    /// <param name="snapshot">The number of the snapshot.</param>
    /// <param name="next">Of each member <see cref="AsItIs"/>, <see cref="Leaves"/> or the place of the result that counts from now on.</param>
    /// <param name="comes">How many organisations come that it has never had.</param>
    public bool MayBecome(int snapshot, ReadOnlySpan<int> next, int comes)
    {
        var counts = new Dictionary<(int Path, bool Changes, bool Before, bool Counted), int>();
        for (var i = 0; i < Members; i++)
        {
            var member = this[i];
            var counted = next[i] == AsItIs ? member.Counted : next[i] != Leaves;
            CollectionsMarshal.GetValueRefOrAddDefault(counts, (member.Path, next[i] != AsItIs, member.Counted, counted), out _)++;
        }

        var of = counts.Select(kind => (Ties: TiesOf(PathTable.After(Paths[kind.Key.Path], snapshot, kind.Key.Changes, kind.Key.Before), kind.Key.Counted), Count: kind.Value))
            .Append((Ties: [[snapshot, Disclosure.Outside]], Count: comes)).ToList();

        // Whoever has left and come anew is tied once for each stay, which no cut can say; where nobody has, cuts are quicker.
        return of.TrueForAll(kind => kind.Ties.Count <= 1)
            ? Disclosure.IsSafe(of.SelectMany(kind => kind.Ties.Select(tie => new Tie(tie, kind.Count))))
            : Combinations.IsSafe(of.Select(kind => new Trace([.. kind.Ties.SelectMany(FormsOf)], kind.Count)));
    }

    /// <summary>What the block becomes.</summary>
    /// <param name="snapshot">The number of the snapshot.</param>
    /// <param name="next">As in <see cref="MayBecome"/>.</param>
    /// <param name="come">The places of the results of organisations that come.</param>
    /// <param name="results">The results.</param>
    /// <param name="told">The snapshot of the earliest distribution that can rest on results of it: what they lie between after it must be known.</param>
    public Block Become(int snapshot, ReadOnlySpan<int> next, IReadOnlyList<int> come, CountedResults results, int told = int.MaxValue)
    {
        var paths = new PathTable(snapshot, Paths);
        var bytes = new byte[(Members + come.Count) * Size];
        for (var i = 0; i < Members; i++)
        {
            var member = this[i];
            var path = paths.After(member.Path, next[i] != AsItIs, member.Counted);
            Write(bytes.AsSpan(i * Size), member.Organisation, next[i] < 0 ? member.Check : results.CheckOf(next[i]), path, next[i] == AsItIs ? member.Counted : next[i] != Leaves);
        }

        for (var i = 0; i < come.Count; i++)
            Write(bytes.AsSpan((Members + i) * Size), results[come[i]].Organisation, results.CheckOf(come[i]), paths.After(null, true, false), true);

        // Snapshots that so many paths share that nothing can part them stand for one another.
        var counts = new int[paths.Found.Count];
        for (var i = 0; i < bytes.Length / Size; i++)
            counts[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((i * Size) + 32)) >> 1]++;
        var joined = Disclosure.Joined(paths.Found.Select((path, i) => new Tie([.. StaysOf(path)[^1].Where(node => node <= told)], counts[i])));
        return new(bytes, PathTable.Write(paths.Found.Select(path => PathTable.Joined(path, joined))));
    }

    /// <summary>The snapshots of a path, stay by stay: between two an organisation was not counted.</summary>
    internal static IReadOnlyList<int[]> StaysOf(IReadOnlyList<int> path)
    {
        var stays = new List<int[]>();
        for (int from = 0, to; from <= path.Count; from = to + 1)
        {
            for (to = from; to < path.Count && path[to] != Disclosure.Outside; to++)
            {
            }

            stays.Add([.. path.Skip(from).Take(to - from)]);
        }

        return stays;
    }

    // Of each stay the snapshots that it ties together, and 'not counted' while it lasts.
    private static List<int[]> TiesOf(int[] path, bool counted)
        => [.. StaysOf(path).Reverse().Select((stay, i) => i == 0 && counted ? [.. stay, Disclosure.Outside] : stay).Where(tie => tie.Length > 1)];

    // What must be nought for an organisation to drop out: of each result that between which it lies.
    private static IEnumerable<Share[]> FormsOf(int[] tie)
        => tie.Skip(1).Select((node, i) => node == Disclosure.Outside ? (Share[])[new(tie[i], 1)] : [new(tie[i], 1), new(node, -1)]);

    private static void Write(Span<byte> to, Guid organisation, Guid check, int path, bool counted)
    {
        MemoryMarshal.Write(to, organisation);
        MemoryMarshal.Write(to[16..], check);
        BinaryPrimitives.WriteInt32LittleEndian(to[32..], (path << 1) | (counted ? 1 : 0));
    }

    // The paths after a snapshot, each once.
    private sealed class PathTable(int snapshot, IReadOnlyList<IReadOnlyList<int>> before)
    {
        private readonly Dictionary<(int? Path, bool Changes, bool Counted), int> after = [];
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public List<IReadOnlyList<int>> Found { get; } = [];

        // Whoever was not counted comes anew: what was before and what comes lie apart.
        public static int[] After(IReadOnlyList<int> path, int snapshot, bool changes, bool counted)
            => [.. path, .. changes && !counted ? [Disclosure.Outside] : (int[])[], .. changes ? [snapshot] : (int[])[]];

        // In the order in which they came; a stay within one snapshot is only of those that are counted.
        public static int[] Joined(IReadOnlyList<int> path, IReadOnlyDictionary<int, int> joined)
        {
            var stays = StaysOf(path).Select(stay => stay.Select(s => joined.GetValueOrDefault(s, s)).ToArray()).Select(stay => stay.Where((s, i) => i == 0 || s != stay[i - 1]).ToArray()).ToList();
            return [.. stays.Where((stay, i) => stay.Length > 1 && i < stays.Count - 1).SelectMany(stay => stay.Append(Disclosure.Outside)), .. stays[^1]];
        }

        public int After(int? path, bool changes, bool counted)
        {
            if (after.TryGetValue((path, changes, counted), out var known))
                return known;
            int[] sets = path is { } old ? After(before[old], snapshot, changes, counted) : [snapshot];
            if (!places.TryGetValue(string.Join(',', sets), out var place))
            {
                places.Add(string.Join(',', sets), place = Found.Count);
                Found.Add(sets);
            }

            return after[(path, changes, counted)] = place;
        }

        public static byte[] Write(IEnumerable<int[]> paths)
        {
            int[] numbers = [.. paths.SelectMany(path => (int[])[path.Length, .. path])];
            var bytes = new byte[numbers.Length * sizeof(int)];
            for (var i = 0; i < numbers.Length; i++)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
            return bytes;
        }
    }
}
