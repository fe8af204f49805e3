namespace Sakimori.Platform.Transparency;

/// <summary>
/// Checks proofs of a Merkle tree (RFC 9162, 2.1.3.2 and 2.1.4.2; the same as in RFC 6962). Whoever checks needs the roots that the log
/// signed and the proof, nothing else. Whatever does not prove it is false; nothing throws.
/// </summary>
public static class Proofs
{
    /// <summary>Whether a leaf stands at an index of the tree with that size and root.</summary>
    public static bool Includes(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> proof, TreeHash root)
    {
        if (index < 0 || index >= size)
            return false;
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.OfNode(sibling, hash);
                (node, last) = Climb(node, last);
            }
            else
            {
                hash = TreeHash.OfNode(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether the tree of a size and root begins with the whole tree of an earlier size and root.</summary>
    public static bool Extends(long earlier, TreeHash earlierRoot, long size, TreeHash root, IReadOnlyList<TreeHash> proof)
    {
        if (earlier < 0 || earlier > size)
            return false;
        if (earlier == 0 || earlier == size)
            return proof.Count == 0 && (earlier == 0 ? earlierRoot == TreeHash.Empty : earlierRoot == root);

        // A complete subtree needs no proof of itself: the checker has its root.
        var whole = long.IsPow2(earlier);
        if (!whole && proof.Count == 0)
            return false;
        var first = whole ? earlierRoot : proof[0];
        var (node, last) = (earlier - 1, size - 1);
        while ((node & 1) == 1)
            (node, last) = (node >> 1, last >> 1);
        var (before, after) = (first, first);
        for (var i = whole ? 0 : 1; i < proof.Count; i++)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                before = TreeHash.OfNode(proof[i], before);
                after = TreeHash.OfNode(proof[i], after);
                (node, last) = Climb(node, last);
            }
            else
            {
                after = TreeHash.OfNode(after, proof[i]);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && before == earlierRoot && after == root;
    }

    // Over the levels at which a node of the right edge has no sibling.
    private static (long Node, long Last) Climb(long node, long last)
    {
        while ((node & 1) == 0 && node != 0)
            (node, last) = (node >> 1, last >> 1);
        return (node, last);
    }
}
