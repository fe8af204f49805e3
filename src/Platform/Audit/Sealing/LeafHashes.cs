using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>The leaf hashes of a log, one after another.</summary>
internal static class LeafHashes
{
    /// <summary>Those of the tiles of a folder; they end where a tile is missing or too short.</summary>
    public static async IAsyncEnumerable<TreeHash> Of(ILogStorage tiles, long size)
    {
        for (long tile = 0; tile * TilePath.Width < size; tile++)
        {
            await Task.CompletedTask;
            if (TileReader.Hashes(tiles, 0, tile, (int)Math.Min(TilePath.Width, size - (tile * TilePath.Width))) is not { } hashes)
                yield break;
            for (var i = 0; i < hashes.Length; i += TreeHash.Length)
                yield return TreeHash.Read(hashes.AsSpan(i));
        }
    }

    /// <summary>The first so many.</summary>
    public static async IAsyncEnumerable<TreeHash> First(IAsyncEnumerable<TreeHash> hashes, long count)
    {
        if (count == 0)
            yield break;
        await foreach (var hash in hashes)
        {
            yield return hash;
            if (--count == 0)
                yield break;
        }
    }

    /// <summary>Those of the checkpoints whose root the hashes give.</summary>
    public static async Task<HashSet<Checkpoint>> FitAsync(IAsyncEnumerable<TreeHash> hashes, IEnumerable<Checkpoint> checkpoints)
    {
        var (edge, fits, bySize) = (new Frontier(), new HashSet<Checkpoint>(), checkpoints.ToLookup(c => c.Size));
        Compare();
        await foreach (var hash in hashes)
        {
            edge.Append(hash);
            Compare();
        }

        return fits;

        void Compare()
        {
            if (bySize.Contains(edge.Size))
                fits.UnionWith(bySize[edge.Size].Where(c => c.Root == edge.Root()));
        }
    }
}
