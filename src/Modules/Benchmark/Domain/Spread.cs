using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sakimori.Benchmark.Domain;

/// <summary>A result in the distribution of its layer.</summary>
/// <param name="Block">The place of the block that holds it.</param>
/// <param name="Member">Its place among the members of the block.</param>
/// <param name="Standing">Where it stands.</param>
public readonly record struct Placed(int Block, int Member, Standing Standing)
{
    internal Member Of(IReadOnlyList<Block> blocks) => blocks[Block][Member];
}

/// <summary>
/// On which results the published distributions of a layer rest, and where each stands in them: the last <see cref="MostTogether"/>. Each
/// has the number of its snapshot.
/// </summary>
public sealed class Spread
{
    /// <summary>So many distributions of a layer that follow one another are kept; the next is examined together with them.</summary>
    public const int MostTogether = 12;

    internal const int None = -1;

    private const int Mark = -1;
    private const int Size = 36;
    private const int SizeBefore = 35;

    // Of a distribution the first set is the top third, the others are its clusters.
    private const int SetsOfOne = 1 << 16;
    private readonly int start;
    private readonly int serial;
    private IdTable? places;

    /// <summary>Of stored bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public Spread(byte[] bytes)
    {
        if (bytes.Length % SizeBefore == 0 && (bytes.Length == 0 || Number(bytes, 0) != Mark))
            bytes = OfOneDistribution(bytes);
        var paths = bytes.Length >= 12 && Number(bytes, 0) == Mark ? Number(bytes, 8) : -1;
        if (paths < 0 || bytes.Length < 12 + (paths * 4L) || (bytes.Length - 12 - (paths * 4)) % Size != 0)
            throw new InvalidDataException("These bytes are no distribution.");
        (Data, serial, start) = (bytes, Number(bytes, 4), 12 + (paths * 4));
        var read = new List<Share[]>();
        for (var at = 0; at < paths; at += 1 + (2 * read[^1].Length))
            read.Add([.. Enumerable.Range(0, Number(bytes, 12 + (at * 4))).Select(i => new Share(Number(bytes, 16 + ((at + (2 * i)) * 4)), Number(bytes, 20 + ((at + (2 * i)) * 4))))]);
        Paths = read;
    }

    /// <summary>As it is stored: the sets of each path, then organisation, check and path, 36 bytes a result.</summary>
    public byte[] Data { get; }

    /// <summary>The sets in which results lie, the earliest distribution first.</summary>
    public IReadOnlyList<IReadOnlyList<Share>> Paths { get; }

    /// <summary>How many results.</summary>
    public int Count => (Data.Length - start) / Size;

    /// <summary>A result; it is counted where the last distribution rests on it.</summary>
    public Member this[int at]
    {
        get
        {
            var one = Data.AsSpan(start + (at * Size), Size);
            var path = BinaryPrimitives.ReadInt32LittleEndian(one[32..]);
            return new(MemoryMarshal.Read<Guid>(one), MemoryMarshal.Read<Guid>(one[16..]), path, DistributionOf(Paths[path][^1]) == serial);
        }
    }

    /// <summary>The checks on which the last distribution rests.</summary>
    public IEnumerable<Guid> Checks => Enumerable.Range(0, Count).Select(i => this[i]).Where(member => member.Counted).Select(member => member.Check);

    /// <summary>The snapshot of the earliest distribution that is kept.</summary>
    public int Oldest => Paths.Min(path => DistributionOf(path[0]));

    /// <summary>Of the distributions published before and of a new one.</summary>
    /// <param name="before">The ones published before; null when there is none.</param>
    /// <param name="snapshot">The snapshot of the new one.</param>
    /// <param name="results">The results of the new one.</param>
    /// <param name="blocks">Every block of the layer as it would be.</param>
    public static Spread Of(Spread? before, int snapshot, IReadOnlyList<Placed> results, IReadOnlyList<Block> blocks)
    {
        var (serial, paths, earlier) = (snapshot, new SpreadPaths(before), new EarlierSpread(before));
        var pathOf = new int[results.Count];
        for (var i = 0; i < pathOf.Length; i++)
        {
            var at = earlier.Take(results[i].Of(blocks).Check);
            pathOf[i] = paths.With(at < 0 ? None : before![at].Path, serial, results[i].Standing);
        }

        var rest = new List<(int At, int Path)>();
        foreach (var at in earlier.Rest)
        {
            if (paths.Without(before![at].Path, serial) is { } path)
                rest.Add((at, path));
        }

        var bytes = Stored(serial, paths.Found, pathOf.Length + rest.Count);
        var members = bytes.AsSpan(bytes.Length - ((pathOf.Length + rest.Count) * Size));
        for (var i = 0; i < pathOf.Length; i++)
            Write(members[(i * Size)..], results[i].Of(blocks), pathOf[i]);
        for (var i = 0; i < rest.Count; i++)
            Write(members[((pathOf.Length + i) * Size)..], before![rest[i].At], rest[i].Path);
        return new(bytes);
    }

    /// <summary>
    /// Whether a distribution can be published beside those before, or the last one can stand, while the blocks of the layer are as they are:
    /// no combination of clusters, top thirds and everything published of the blocks rests on fewer than <see cref="Disclosure.Fewest"/>.
    /// Totals are sums of levels, so that the top third's levels tell of its totals, too.
    /// </summary>
    /// <param name="before">The ones published before; null when there is none.</param>
    /// <param name="now">The results of the new one; none when the last one stands.</param>
    /// <param name="blocks">Every block of the layer as it would be.</param>
    public static bool MayFollow(Spread? before, IReadOnlyList<Placed> now, IReadOnlyList<Block> blocks)
    {
        var traces = new SpreadTraces((before?.serial ?? 0) + 1, before);
        var earlier = new EarlierSpread(before);
        var placed = new HashSet<int>();
        var stays = blocks.Select(block => block.Paths.Select(path => new Stays(path)).ToArray()).ToArray();
        foreach (var result in now)
        {
            Stands(result.Block, result.Of(blocks), result.Standing.Cluster, result.Standing.Weight);
            placed.Add(result.Block);
        }

        for (var block = 0; block < blocks.Count; block++)
        {
            for (var i = 0; i < blocks[block].Members && !placed.Contains(block); i++)
            {
                if (blocks[block][i].Counted)
                    Stands(block, blocks[block][i], None, 0);
            }
        }

        // What has left its block lies between two renewals, whatever distributions it is in.
        var rest = new RestOfSpread(before, earlier.Rest);
        for (var block = 0; block < blocks.Count; block++)
        {
            for (var i = 0; i < blocks[block].Members; i++)
            {
                var member = blocks[block][i];
                Guid? last = member.Counted ? null : member.Check;
                foreach (var (from, to) in stays[block][member.Path].Left)
                {
                    traces.Add(member.Organisation, new(block, from, to, rest.Take(member.Organisation, from, to, last), None, 0));
                    last = null;
                }
            }
        }

        foreach (var at in rest.Others)
            traces.Add(before![at].Organisation, new(None, 0, None, before[at].Path, None, 0));
        return Combinations.IsSafe(traces.All);

        void Stands(int block, Member member, int cluster, int weight)
            => traces.Add(member.Organisation, new(block, stays[block][member.Path].Came, None, earlier.Take(member.Check) is var at and >= 0 ? before![at].Path : None, cluster, weight));
    }

    /// <summary>Whether these are the results on which the last one rests, and stand as they do in it.</summary>
    public bool IsOf(IReadOnlyList<Placed> results, IReadOnlyList<Block> blocks)
        => results.Count == Checks.Count() && results.All(placed => Find(placed.Of(blocks).Check) is var at and >= 0
            && Paths[this[at].Path].Where(share => DistributionOf(share) == serial).SequenceEqual(SetsOf(serial, placed.Standing)));

    /// <summary>The place of a check; -1 when it is not there.</summary>
    internal int Find(Guid check)
    {
        if (places is null)
        {
            places = new();
            for (var i = 0; i < Count; i++)
                places.Add(MemoryMarshal.Read<Guid>(Data.AsSpan(start + (i * Size) + 16)));
        }

        return places.Find(check);
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static void Write(Span<byte> to, Member member, int path)
    {
        MemoryMarshal.Write(to, member.Organisation);
        MemoryMarshal.Write(to[16..], member.Check);
        BinaryPrimitives.WriteInt32LittleEndian(to[32..], path);
    }

    // With room for so many members.
    private static byte[] Stored(int serial, IReadOnlyList<Share[]> paths, int members)
    {
        int[] numbers = [.. paths.SelectMany(path => (int[])[path.Length, .. path.SelectMany(share => (int[])[share.Set, (int)share.Weight])])];
        var bytes = new byte[12 + (numbers.Length * 4) + (members * Size)];
        foreach (var (number, i) in ((int[])[Mark, serial, numbers.Length, .. numbers]).Select((number, i) => (number, i)))
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), number);
        return bytes;
    }

    // As it was stored while only the last one was: organisation, check, cluster, and 2 above the cut of the third, 1 at it, 0 below.
    private static byte[] OfOneDistribution(byte[] old)
    {
        var (count, paths) = (old.Length / SizeBefore, new SpreadPaths(null));
        var thirds = Enumerable.Range(0, count).CountBy(i => old[(i * SizeBefore) + 34]).ToDictionary();
        var (above, tied) = (thirds.GetValueOrDefault((byte)2), thirds.GetValueOrDefault((byte)1));
        var pathOf = new int[count];
        for (var i = 0; i < count; i++)
        {
            var one = old.AsSpan(i * SizeBefore, SizeBefore);
            var weight = one[34] switch { 2 => tied == 0 ? 1 : 3 * tied, 1 => count - (3 * above), _ => 0 };
            pathOf[i] = paths.With(None, 1, new(BinaryPrimitives.ReadUInt16LittleEndian(one[32..]), weight));
        }

        var bytes = Stored(1, paths.Found, count);
        for (var i = 0; i < count; i++)
        {
            var one = old.AsSpan(i * SizeBefore, SizeBefore);
            Write(bytes.AsSpan(bytes.Length - ((count - i) * Size)), new(MemoryMarshal.Read<Guid>(one), MemoryMarshal.Read<Guid>(one[16..]), 0, true), pathOf[i]);
        }

        return bytes;
    }

    /// <summary>The number of the distribution to which a set belongs.</summary>
    internal static int DistributionOf(Share share) => share.Set / SetsOfOne;

    /// <summary>The sets in which a result lies that stands so in a distribution.</summary>
    internal static Share[] SetsOf(int serial, Standing standing)
    {
        var cluster = new Share((serial * SetsOfOne) + 1 + standing.Cluster, 1);
        return standing.Weight == 0 ? [cluster] : [new(serial * SetsOfOne, standing.Weight), cluster];
    }
}
