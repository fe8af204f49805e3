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
/// On which results the published distributions of a layer rest, and where each stands in them: the last <see cref="MostTogether"/>.
/// </summary>
public sealed class Spread
{
    /// <summary>So many distributions of a layer that follow one another are kept; the next is examined together with them.</summary>
    public const int MostTogether = 12;

    private const int None = -1;

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
            return new(MemoryMarshal.Read<Guid>(one), MemoryMarshal.Read<Guid>(one[16..]), path, Paths[path][^1].Set / SetsOfOne == serial);
        }
    }

    /// <summary>The checks on which the last distribution rests.</summary>
    public IEnumerable<Guid> Checks => Enumerable.Range(0, Count).Select(i => this[i]).Where(member => member.Counted).Select(member => member.Check);

    /// <summary>Of the distributions published before and of a new one.</summary>
    /// <param name="before">The ones published before; null when there is none.</param>
    /// <param name="results">The results of the new one.</param>
    /// <param name="blocks">Every block of the layer as it would be.</param>
    public static Spread Of(Spread? before, IReadOnlyList<Placed> results, IReadOnlyList<Block> blocks)
    {
        var (serial, paths, earlier) = ((before?.serial ?? 0) + 1, new PathTable(before), new Earlier(before));
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
        var traces = new Traces((before?.serial ?? 0) + 1, before);
        var earlier = new Earlier(before);
        var placed = new HashSet<int>();
        foreach (var result in now)
        {
            var (block, member, standing) = (result.Block, result.Of(blocks), result.Standing);
            traces.Add(member.Organisation, new(block, blocks[block].Paths[member.Path][0], PathOf(member.Check), standing.Cluster, standing.Weight));
            placed.Add(block);
        }

        for (var block = 0; block < blocks.Count; block++)
        {
            for (var i = 0; i < blocks[block].Members; i++)
            {
                var member = blocks[block][i];
                traces.AddTies(member.Organisation, block, blocks[block].Paths, member.Path);
                if (member.Counted && !placed.Contains(block))
                    traces.Add(member.Organisation, new(block, blocks[block].Paths[member.Path][0], PathOf(member.Check), None, 0));
            }
        }

        // What has left its block lies between two renewals that its organisation ties together.
        foreach (var at in earlier.Rest)
            traces.Add(before![at].Organisation, new(None, 0, before[at].Path, None, 0));
        return Combinations.IsSafe(traces.All);

        int PathOf(Guid check) => earlier.Take(check) is var at and >= 0 ? before![at].Path : None;
    }

    /// <summary>Whether these are the results on which the last one rests, and stand as they do in it.</summary>
    public bool IsOf(IReadOnlyList<Placed> results, IReadOnlyList<Block> blocks)
        => results.Count == Checks.Count() && results.All(placed => Find(placed.Of(blocks).Check) is var at and >= 0
            && Paths[this[at].Path].Where(share => share.Set / SetsOfOne == serial).SequenceEqual(SetsOf(serial, placed.Standing)));

    // The place of a check; -1 when it is not there.
    private int Find(Guid check)
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
        var (count, paths) = (old.Length / SizeBefore, new PathTable(null));
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

    private static Share[] SetsOf(int serial, Standing standing)
    {
        var cluster = new Share((serial * SetsOfOne) + 1 + standing.Cluster, 1);
        return standing.Weight == 0 ? [cluster] : [new(serial * SetsOfOne, standing.Weight), cluster];
    }

    // The results of the distributions before, each taken once.
    private sealed class Earlier(Spread? before)
    {
        private readonly bool[] taken = new bool[before?.Count ?? 0];

        public IEnumerable<int> Rest => Enumerable.Range(0, taken.Length).Where(at => !taken[at]);

        // The place of a check; -1 when it is not there, or taken.
        public int Take(Guid check)
        {
            var at = before?.Find(check) ?? -1;
            if (at < 0 || taken[at])
                return -1;
            taken[at] = true;
            return at;
        }
    }

    // The paths of a distribution and those before, each once.
    private sealed class PathTable(Spread? before)
    {
        private readonly Dictionary<(int, Standing?), int?> known = [];
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public List<Share[]> Found { get; } = [];

        public int With(int path, int serial, Standing standing) => Place(path, serial, standing)!.Value;

        public int? Without(int path, int serial) => Place(path, serial, null);

        private int? Place(int path, int serial, Standing? standing)
        {
            if (known.TryGetValue((path, standing), out var place))
                return place;
            Share[] sets = [.. (path < 0 ? [] : before!.Paths[path]).Where(share => share.Set / SetsOfOne > serial - MostTogether), .. standing is { } stands ? SetsOf(serial, stands) : []];
            var key = string.Join(',', sets.Select(share => $"{share.Set}:{share.Weight}"));
            if (sets.Length > 0 && !places.TryGetValue(key, out _))
            {
                places.Add(key, Found.Count);
                Found.Add(sets);
            }

            return known[(path, standing)] = sets.Length == 0 ? null : places[key];
        }
    }

    // Where a result lies: in a block since a renewal of it, in the distributions of a path, in a new one.
    private readonly record struct Lies(int Block, int Node, int Path, int Cluster, int Weight);

    // What is published of each organisation; those of which the same is are counted.
    private sealed class Traces(int serial, Spread? before)
    {
        private readonly IdTable organisations = new();
        private readonly List<int> traceOf = [];
        private readonly List<int[]> traces = [[]];
        private readonly Dictionary<(int Trace, int Form), int> longer = [];
        private readonly List<Share[]> forms = [];
        private readonly Dictionary<Lies, int> formOf = [];
        private readonly Dictionary<(int Block, int Path), int[]> tiesOf = [];
        private readonly Dictionary<(int Block, int Node), int> nodes = [];

        public IEnumerable<Trace> All => traceOf.CountBy(trace => trace).Select(of => new Trace([.. traces[of.Key].Select(form => forms[form])], of.Value));

        public void Add(Guid organisation, in Lies lies)
        {
            ref var form = ref CollectionsMarshal.GetValueRefOrAddDefault(formOf, lies, out var known);
            if (!known)
            {
                form = forms.Count;
                forms.Add([
                    .. lies.Block == None ? [] : (Share[])[new(Node((lies.Block, lies.Node)), 1)], .. lies.Path == None ? [] : before!.Paths[lies.Path],
                    .. lies.Cluster == None ? [] : SetsOf(serial, new((ushort)lies.Cluster, lies.Weight))]);
            }

            Extend(organisation, form);
        }

        // An organisation drops out only when the renewals at which its results changed have the same value.
        public void AddTies(Guid organisation, int block, IReadOnlyList<IReadOnlyList<int>> paths, int path)
        {
            if (!tiesOf.TryGetValue((block, path), out var ties))
            {
                ties = new int[paths[path].Count - 1];
                for (var i = 0; i < ties.Length; i++)
                {
                    ties[i] = forms.Count;
                    forms.Add([new(Node((block, paths[path][0])), 1), new(Node((block, paths[path][i + 1])), -1)]);
                }

                tiesOf.Add((block, path), ties);
            }

            foreach (var tie in ties)
                Extend(organisation, tie);
        }

        private void Extend(Guid organisation, int form)
        {
            var number = organisations.Add(organisation);
            if (number == traceOf.Count)
                traceOf.Add(0);
            var trace = traceOf[number];
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(longer, (trace, form), out var known);
            if (!known)
            {
                next = traces.Count;
                traces.Add([.. traces[trace], form]);
            }

            traceOf[number] = next;
        }

        // Of blocks, below nought.
        private int Node((int, int) node)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(nodes, node, out var known);
            if (!known)
                number = -nodes.Count;
            return number;
        }
    }
}
