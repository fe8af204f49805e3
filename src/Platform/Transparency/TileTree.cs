namespace Sakimori.Platform.Transparency;

/// <summary>The complete subtrees within a tile: its hashes, the nodes over two, four … of them.</summary>
internal sealed class TileTree
{
    private readonly List<TreeHash[]> levels = [];

    public TileTree(ReadOnlySpan<byte> hashes)
    {
        for (var level = TreeHash.ReadAll(hashes).ToArray(); ; level = Above(level))
        {
            levels.Add(level);
            if (level.Length < 2)
                return;
        }
    }

    /// <summary>The node over 2 to the power of <paramref name="height"/> hashes.</summary>
    public TreeHash Node(int height, int index) => levels[height][index];

    /// <summary>The root of a full tile: the hash that stands for it in the level above.</summary>
    public static TreeHash Root(ReadOnlySpan<byte> hashes)
    {
        Span<TreeHash> nodes = stackalloc TreeHash[TilePath.Width];
        TreeHash.ReadAll(hashes).CopyTo(nodes);
        for (var count = TilePath.Width / 2; count > 0; count /= 2)
        {
            for (var i = 0; i < count; i++)
                nodes[i] = TreeHash.OfNode(nodes[2 * i], nodes[(2 * i) + 1]);
        }

        return nodes[0];
    }

    private static TreeHash[] Above(TreeHash[] level)
    {
        var above = new TreeHash[level.Length / 2];
        for (var i = 0; i < above.Length; i++)
            above[i] = TreeHash.OfNode(level[2 * i], level[(2 * i) + 1]);
        return above;
    }
}
