namespace Sakimori.Platform.Transparency;

/// <summary>
/// Writes the tiles of a growing log, and its entries when it keeps them. Full tiles are written as they fill, so that memory does not grow
/// with the log; <see cref="WriteEdge"/> writes the others. Nobody may look at what no checkpoint has named yet: after a crash it is written
/// again. Not for use by several threads at once.
/// </summary>
public sealed class TileWriter
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int LongestEntry = EntryBundle.LongestEntry;

    private readonly ILogStorage storage;
    private readonly List<Edge> levels = [];
    private readonly List<string> completed = [];
    private readonly MemoryStream? bundle;

    /// <summary>A log without leaves.</summary>
    /// <param name="storage">Where it is written.</param>
    /// <param name="entries">True when entries are kept as well as hashes.</param>
    public TileWriter(ILogStorage storage, bool entries)
    {
        this.storage = storage;
        bundle = entries ? new() : null;
    }

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>Goes on with a log of a size. What is missing or torn at its right edge is made again from what lies below it.</summary>
    /// <exception cref="InvalidDataException">It cannot be made again; the message names the file.</exception>
    public static TileWriter Open(ILogStorage storage, bool entries, long size)
    {
        var log = new TileWriter(storage, entries) { Size = size };
        var width = (int)(size % TilePath.Width);
        List<ReadOnlyMemory<byte>> last = [];
        if (log.bundle is { } bundle && width > 0)
        {
            last = EntryBundle.Read(storage, size / TilePath.Width, width)
                ?? throw new InvalidDataException($"{TilePath.Entries(size / TilePath.Width, width)} is missing or torn.");
            last.ForEach(entry => EntryBundle.Add(bundle, entry.Span));
        }

        for (var level = 0; size >> (level * TilePath.Height) is var count and > 0; level++)
            log.levels.Add(log.EdgeOf(level, count / TilePath.Width, (int)(count % TilePath.Width), last));
        return log;
    }

    /// <summary>Appends an entry of at most <see cref="LongestEntry"/> bytes; its index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is longer.</exception>
    public long Append(ReadOnlySpan<byte> entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, LongestEntry);
        if (bundle is not null)
            EntryBundle.Add(bundle, entry);
        return AppendLeaf(TreeHash.OfLeaf(entry));
    }

    /// <summary>Appends an entry of which only the hash is known to the log; its index. Only for a log that keeps no entries.</summary>
    public long Append(TreeHash leaf)
        => bundle is null ? AppendLeaf(leaf) : throw new InvalidOperationException("This log keeps entries.");

    /// <summary>The root of the tree as it is now.</summary>
    public TreeHash Root()
    {
        TreeHash? root = null;
        foreach (var level in levels)
        {
            for (var end = level.Width; end > 0; end &= end - 1)
            {
                var peak = level.Peak(end);
                root = root is { } right ? TreeHash.OfNode(peak, right) : peak;
            }
        }

        return root ?? TreeHash.Empty;
    }

    /// <summary>Writes the tiles and the bundle that are not full: now a checkpoint of the size may be published.</summary>
    public void WriteEdge()
    {
        for (var level = 0; level < levels.Count; level++)
        {
            if (levels[level] is { Width: > 0 } edge)
                storage.Write(TilePath.Hashes(level, edge.Index, edge.Width), edge.Hashes);
        }

        if (bundle is { Length: > 0 })
            storage.Write(TilePath.Entries(Size / TilePath.Width, (int)(Size % TilePath.Width)), bundle.GetBuffer().AsSpan(0, (int)bundle.Length));
    }

    /// <summary>Deletes what was written of tiles and bundles before they were full: after a checkpoint has named the full ones.</summary>
    public void DeleteCompletedParts()
    {
        completed.ForEach(storage.DeleteParts);
        completed.Clear();
    }

    private long AppendLeaf(TreeHash leaf)
    {
        if (bundle is not null && Size % TilePath.Width == TilePath.Width - 1)
        {
            Complete(TilePath.Entries(Size / TilePath.Width), bundle.GetBuffer().AsSpan(0, (int)bundle.Length));
            bundle.SetLength(0);
        }

        var hash = leaf;
        for (var level = 0; ; level++)
        {
            if (level == levels.Count)
                levels.Add(new(0));
            var edge = levels[level];
            edge.Add(hash);
            if (edge.Width < TilePath.Width)
                return Size++;
            Complete(TilePath.Hashes(level, edge.Index), edge.Hashes);
            hash = TileTree.Root(edge.Hashes);
            edge.Next();
        }
    }

    private void Complete(string path, ReadOnlySpan<byte> content)
    {
        storage.Write(path, content);
        completed.Add(path);
    }

    private Edge EdgeOf(int level, long index, int width, List<ReadOnlyMemory<byte>> last)
    {
        var edge = new Edge(index);
        if (width == 0)
            return edge;
        if (TileReader.Hashes(storage, level, index, width) is { } hashes)
        {
            foreach (var hash in TreeHash.ReadAll(hashes))
                edge.Add(hash);
            return edge;
        }

        for (var i = 0; i < width; i++)
        {
            edge.Add(level > 0 ? TileTree.Root(Below((index * TilePath.Width) + i))
                : i < last.Count ? TreeHash.OfLeaf(last[i].Span)
                : throw new InvalidDataException($"{TilePath.Hashes(level, index, width)} is missing or torn."));
        }

        storage.Write(TilePath.Hashes(level, index, width), edge.Hashes);
        return edge;

        byte[] Below(long tile) => TileReader.Hashes(storage, level - 1, tile, TilePath.Width)
            ?? throw new InvalidDataException($"{TilePath.Hashes(level - 1, tile)} is missing or torn.");
    }

    /// <summary>The tile of a level that is being filled.</summary>
    private sealed class Edge(long index)
    {
        private readonly byte[] hashes = new byte[TilePath.Width * TreeHash.Length];

        public long Index { get; private set; } = index;

        public int Width { get; private set; }

        public ReadOnlySpan<byte> Hashes => hashes.AsSpan(0, Width * TreeHash.Length);

        public void Add(TreeHash hash) => hash.Write(hashes.AsSpan(Width++ * TreeHash.Length));

        public void Next() => (Index, Width) = (Index + 1, 0);

        /// <summary>The root of the last complete subtree among the first hashes: as many as the lowest bit of <paramref name="end"/> says.</summary>
        public TreeHash Peak(int end)
        {
            var frontier = new Frontier();
            foreach (var hash in TreeHash.ReadAll(hashes.AsSpan()[((end & (end - 1)) * TreeHash.Length)..(end * TreeHash.Length)]))
                frontier.Append(hash);
            return frontier.Root();
        }
    }
}
