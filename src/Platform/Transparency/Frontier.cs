namespace Sakimori.Platform.Transparency;

/// <summary>
/// The right edge of a growing Merkle tree: the roots of the complete subtrees of which it consists. It is all that is needed to append
/// leaves and to know the root: at most 63 hashes, however many leaves there are. Not for use by several threads at once.
/// </summary>
public sealed class Frontier
{
    // The largest subtree first; a subtree of 2^k leaves for each bit k of the size.
    private readonly List<TreeHash> peaks;

    /// <summary>The edge of a tree without leaves.</summary>
    public Frontier()
        : this(0, [])
    {
    }

    private Frontier(long size, List<TreeHash> peaks) => (Size, this.peaks) = (size, peaks);

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>The edge as <see cref="ToBytes"/> wrote it.</summary>
    /// <exception cref="ArgumentException">These are not as many hashes as a tree of that size has subtrees.</exception>
    public static Frontier Of(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != long.PopCount(size) * TreeHash.Length)
            throw new ArgumentException($"A tree of {size} leaves has no edge of {bytes.Length} bytes.", nameof(bytes));
        return new(size, [.. TreeHash.ReadAll(bytes)]);
    }

    /// <summary>Appends a leaf.</summary>
    public void Append(TreeHash leaf)
    {
        var subtree = leaf;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            subtree = TreeHash.OfNode(peaks[^1], subtree);
            peaks.RemoveAt(peaks.Count - 1);
        }

        peaks.Add(subtree);
        Size++;
    }

    /// <summary>The root of the tree as it is now (RFC 6962, 2.1).</summary>
    public TreeHash Root()
    {
        if (peaks.Count == 0)
            return TreeHash.Empty;
        var root = peaks[^1];
        for (var i = peaks.Count - 2; i >= 0; i--)
            root = TreeHash.OfNode(peaks[i], root);
        return root;
    }

    /// <summary>The hashes of the subtrees, the largest first, 32 bytes each.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[peaks.Count * TreeHash.Length];
        for (var i = 0; i < peaks.Count; i++)
            peaks[i].Write(bytes.AsSpan(i * TreeHash.Length));
        return bytes;
    }
}
