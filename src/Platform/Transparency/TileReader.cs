using System.Numerics;

namespace Sakimori.Platform.Transparency;

/// <summary>
/// Reads a log of a known size from its tiles: roots, inclusion and consistency proofs (RFC 6962, 2.1). It keeps a few tiles in memory and
/// reads some more for each proof, however large the log is. Not for use by several threads at once.
/// </summary>
/// <param name="storage">The log's files.</param>
/// <param name="size">How many leaves a checkpoint says that there are.</param>
public sealed class TileReader(ILogStorage storage, long size)
{
    private const int MostKept = 64;

    private readonly Dictionary<(int Level, long Index), TileTree> kept = [];

    /// <summary>How many leaves there are.</summary>
    public long Size => size;

    /// <summary>The hash of a leaf.</summary>
    /// <exception cref="InvalidDataException">A tile that the size needs is missing or too short; the message names it.</exception>
    public TreeHash Leaf(long index) => Subtree(0, index);

    /// <summary>An entry of a log that keeps entries. Nobody has proved it yet: see <see cref="Inclusion"/>.</summary>
    /// <exception cref="InvalidDataException">Its bundle is missing or torn; the message names it.</exception>
    public ReadOnlyMemory<byte> Entry(long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)size, nameof(index));
        var bundle = index / TilePath.Width;
        var width = (int)Math.Min(TilePath.Width, size - (bundle * TilePath.Width));
        return EntryBundle.Read(storage, bundle, width) is { } entries
            ? entries[(int)(index % TilePath.Width)] : throw new InvalidDataException($"{TilePath.Entries(bundle, width)} is missing or torn.");
    }

    /// <summary>The root of the tree of the first leaves.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Leaf"/>.</exception>
    public TreeHash Root(long leaves)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)leaves, (ulong)size, nameof(leaves));
        return leaves == 0 ? TreeHash.Empty : Of(0, leaves);
    }

    /// <summary>The proof that a leaf stands at an index of the tree of the first leaves; from the leaf to the root.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Leaf"/>.</exception>
    public IReadOnlyList<TreeHash> Inclusion(long index, long leaves)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)leaves, (ulong)size, nameof(leaves));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)leaves, nameof(index));
        var proof = new List<TreeHash>();
        AddPath(index, 0, leaves, proof);
        return proof;
    }

    /// <summary>The proof that the tree of the first leaves begins with the tree of fewer; empty when nothing is to be proved.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Leaf"/>.</exception>
    public IReadOnlyList<TreeHash> Consistency(long earlier, long leaves)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)leaves, (ulong)size, nameof(leaves));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)earlier, (ulong)leaves, nameof(earlier));
        var proof = new List<TreeHash>();
        if (earlier > 0)
            AddSubproof(earlier, 0, leaves, known: true, proof);
        return proof;
    }

    private void AddPath(long index, long from, long until, List<TreeHash> proof)
    {
        if (until - from == 1)
            return;
        var middle = from + Split(until - from);
        if (index < middle)
        {
            AddPath(index, from, middle, proof);
            proof.Add(Of(middle, until));
        }
        else
        {
            AddPath(index, middle, until, proof);
            proof.Add(Of(from, middle));
        }
    }

    private void AddSubproof(long earlier, long from, long until, bool known, List<TreeHash> proof)
    {
        if (earlier == until)
        {
            if (!known)
                proof.Add(Of(from, until));
            return;
        }

        var middle = from + Split(until - from);
        if (earlier <= middle)
        {
            AddSubproof(earlier, from, middle, known, proof);
            proof.Add(Of(middle, until));
        }
        else
        {
            AddSubproof(earlier, middle, until, known: false, proof);
            proof.Add(Of(from, middle));
        }
    }

    private TreeHash Of(long from, long until)
    {
        var count = until - from;
        if (long.IsPow2(count))
            return Subtree(BitOperations.Log2((ulong)count), from / count);
        var middle = from + Split(count);
        return TreeHash.OfNode(Of(from, middle), Of(middle, until));
    }

    // The largest power of two that is smaller.
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    private TreeHash Subtree(int height, long index)
    {
        var level = height / TilePath.Height;
        var within = height % TilePath.Height;
        var first = index << within;
        return Tile(level, first / TilePath.Width).Node(within, (int)(first % TilePath.Width >> within));
    }

    private TileTree Tile(int level, long index)
    {
        if (kept.TryGetValue((level, index), out var tile))
            return tile;
        var width = (int)Math.Min(TilePath.Width, (size >> (level * TilePath.Height)) - (index * TilePath.Width));
        tile = new(Hashes(storage, level, index, width) ?? throw new InvalidDataException($"{TilePath.Hashes(level, index, width)} is missing or too short."));
        if (kept.Count >= MostKept)
            kept.Clear();
        kept.Add((level, index), tile);
        return tile;
    }

    /// <summary>The hashes of a tile, which may be there in full by now; null when it is missing or too short.</summary>
    internal static byte[]? Hashes(ILogStorage storage, int level, long index, int width)
    {
        var length = width * TreeHash.Length;
        var read = storage.Read(TilePath.Hashes(level, index, width));
        if (width < TilePath.Width && (read is null || read.Length != length))
            read = storage.Read(TilePath.Hashes(level, index)) is { Length: TilePath.Width * TreeHash.Length } full ? full[..length] : null;
        return read?.Length == length ? read : null;
    }
}
