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
/// with which it left, or 'not counted' while it is there. An organisation's path is the snapshots at which its results changed.
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
        var ties = new Dictionary<(int Path, bool Changes, bool Counted), int>();
        for (var i = 0; i < Members; i++)
        {
            var (path, counted) = (this[i].Path, next[i] == AsItIs ? this[i].Counted : next[i] != Leaves);
            CollectionsMarshal.GetValueRefOrAddDefault(ties, (path, next[i] != AsItIs, counted), out _)++;
        }

        return Disclosure.IsSafe([.. ties.Select(tie => new Tie(
                [.. Paths[tie.Key.Path], .. tie.Key.Changes ? [snapshot] : (int[])[], .. tie.Key.Counted ? [Disclosure.Outside] : (int[])[]], tie.Value)),
            new Tie([snapshot, Disclosure.Outside], comes)]);
    }

    /// <summary>What the block becomes.</summary>
    /// <param name="snapshot">The number of the snapshot.</param>
    /// <param name="next">As in <see cref="MayBecome"/>.</param>
    /// <param name="come">The places of the results of organisations that come.</param>
    /// <param name="results">The results.</param>
    public Block Become(int snapshot, ReadOnlySpan<int> next, IReadOnlyList<int> come, CountedResults results)
    {
        var paths = new PathTable(snapshot, Paths);
        var bytes = new byte[(Members + come.Count) * Size];
        for (var i = 0; i < Members; i++)
        {
            var member = this[i];
            var path = paths.After(member.Path, next[i] != AsItIs);
            Write(bytes.AsSpan(i * Size), member.Organisation, next[i] < 0 ? member.Check : results.CheckOf(next[i]), path, next[i] == AsItIs ? member.Counted : next[i] != Leaves);
        }

        for (var i = 0; i < come.Count; i++)
            Write(bytes.AsSpan((Members + i) * Size), results[come[i]].Organisation, results.CheckOf(come[i]), paths.After(null, true), true);

        // Snapshots that so many paths share that nothing can part them stand for one another.
        var counts = new int[paths.Found.Count];
        for (var i = 0; i < bytes.Length / Size; i++)
            counts[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan((i * Size) + 32)) >> 1]++;
        var joined = Disclosure.Joined(paths.Found.Select((path, i) => new Tie(path, counts[i])));
        return new(bytes, PathTable.Write(paths.Found.Select(path => path.Select(s => joined.GetValueOrDefault(s, s)).Distinct().Order().ToArray())));
    }

    private static void Write(Span<byte> to, Guid organisation, Guid check, int path, bool counted)
    {
        MemoryMarshal.Write(to, organisation);
        MemoryMarshal.Write(to[16..], check);
        BinaryPrimitives.WriteInt32LittleEndian(to[32..], (path << 1) | (counted ? 1 : 0));
    }

    // The paths after a snapshot, each once.
    private sealed class PathTable(int snapshot, IReadOnlyList<IReadOnlyList<int>> before)
    {
        private readonly Dictionary<(int? Path, bool Changes), int> after = [];
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public List<IReadOnlyList<int>> Found { get; } = [];

        public int After(int? path, bool changes)
        {
            if (after.TryGetValue((path, changes), out var known))
                return known;
            int[] sets = [.. path is { } old ? before[old] : [], .. changes ? [snapshot] : (int[])[]];
            if (!places.TryGetValue(string.Join(',', sets), out var place))
            {
                places.Add(string.Join(',', sets), place = Found.Count);
                Found.Add(sets);
            }

            return after[(path, changes)] = place;
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
