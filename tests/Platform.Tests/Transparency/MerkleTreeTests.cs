using CsCheck;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Tests.Transparency;

public sealed class MerkleTreeTests
{
    // The eight leaves and the roots over the first of them with which the reference implementation of RFC 6962 is tested.
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Roots_are_those_of_the_reference_implementation()
    {
        var frontier = new Frontier();
        for (var size = 0; size <= Leaves.Length; size++)
        {
            Assert.Equal(Roots[size], Convert.ToHexStringLower(frontier.Root().ToArray()));
            if (size < Leaves.Length)
                frontier.Append(TreeHash.OfLeaf(Convert.FromHexString(Leaves[size])));
        }
    }

    [Theory]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Consistency_proofs_are_those_of_the_reference_implementation(int earlier, int size, params string[] expected)
    {
        var reader = Log(Leaves.Select(Convert.FromHexString).Take(size));
        var proof = reader.Consistency(earlier, size);
        Assert.Equal(expected, proof.Select(h => Convert.ToHexStringLower(h.ToArray())));
        Assert.True(Proofs.Extends(earlier, Root(earlier), size, Root(size), proof));
        Assert.False(Proofs.Extends(earlier, Root(earlier - 1), size, Root(size), proof));

        static TreeHash Root(int leaves) => TreeHash.Read(Convert.FromHexString(Roots[leaves]));
    }

    [Fact]
    public void Roots_and_every_proof_of_every_tree_up_to_80_leaves_are_those_of_the_rule()
    {
        var entries = Entries(80);
        for (var size = 1; size <= entries.Count; size++)
        {
            var first = entries.Take(size).ToList();
            var reader = Log(first);
            var root = reader.Root(size);
            Assert.Equal(NaiveTree.Root(first), root.ToArray());
            for (var i = 0; i < size; i++)
            {
                var proof = reader.Inclusion(i, size);
                Assert.Equal(NaiveTree.Hashes(NaiveTree.Path(i, first)), proof);
                Assert.True(Proofs.Includes(TreeHash.OfLeaf(first[i]), i, size, proof, root));
                Assert.True(Proofs.Extends(i, reader.Root(i), size, root, reader.Consistency(i, size)));
            }
        }
    }

    [Theory]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(300)]
    [InlineData(512)]
    [InlineData(777)]
    public void Proofs_over_several_tiles_are_those_of_the_rule(int size)
    {
        var entries = Entries(size);
        var reader = Log(entries);
        var root = reader.Root(size);
        Assert.Equal(NaiveTree.Root(entries), root.ToArray());
        foreach (var i in (int[])[0, 1, 100, 253, size / 2, size - 2, size - 1])
        {
            Assert.Equal(NaiveTree.Hashes(NaiveTree.Path(i, entries)), reader.Inclusion(i, size));
            Assert.Equal(i == 0 ? [] : NaiveTree.Hashes(NaiveTree.Proof(i, entries)), reader.Consistency(i, size));
        }
    }

    [Fact]
    public void Proofs_of_large_trees_check_and_no_changed_one_does()
    {
        const int Size = 150_000;
        var files = new MemoryFiles();
        var tiles = new TileWriter(files, entries: false);
        for (var i = 0; i < Size; i++)
            tiles.Append(Leaf(i));
        tiles.WriteEdge();
        var reader = new TileReader(files, Size);
        Assert.Equal(tiles.Root(), reader.Root(Size));
        Gen.Select(Gen.Int[0, Size - 1], Gen.Int[1, Size], Gen.Int[0, 40], Gen.Int[0, 255]).Sample((i, size, at, bit) =>
        {
            var index = i % size;
            var (root, proof, steps) = (reader.Root(size), reader.Inclusion(index, size), reader.Consistency(index, size));
            Assert.True(Proofs.Includes(Leaf(index), index, size, proof, root));
            Assert.True(Proofs.Extends(index, reader.Root(index), size, root, steps));
            Assert.False(Proofs.Includes(Leaf(index + 1), index, size, proof, root));
            if (size > 1)
                Assert.False(Proofs.Includes(Leaf(index), index == 0 ? 1 : index - 1, size, proof, root));
            Assert.False(Proofs.Includes(Leaf(index), index, size, [.. proof, root], root));
            if (proof.Count > 0)
            {
                Assert.False(Proofs.Includes(Leaf(index), index, size, Changed(proof, at, bit), root));
                Assert.False(Proofs.Includes(Leaf(index), index, size, [.. proof.Skip(1)], root));
            }

            if (steps.Count > 0)
            {
                Assert.False(Proofs.Extends(index, reader.Root(index), size, root, Changed(steps, at, bit)));
                Assert.False(Proofs.Extends(index, reader.Root(index), size, root, [.. steps.SkipLast(1)]));
                Assert.False(Proofs.Extends(index, reader.Root(index), size, root, [.. steps, root]));
            }
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void The_edge_of_a_tree_goes_into_bytes_and_comes_back()
    {
        var frontier = new Frontier();
        for (var i = 0; i < 300; i++)
        {
            var again = Frontier.Of(i, frontier.ToBytes());
            Assert.Equal(frontier.Root(), again.Root());
            again.Append(Leaf(i));
            frontier.Append(Leaf(i));
            Assert.Equal(frontier.Root(), again.Root());
        }

        Assert.Throws<ArgumentException>(() => Frontier.Of(3, frontier.ToBytes()));
    }

    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(2, 1_000, 1, "tile/2/x001/000.p/1")]
    [InlineData(63, 999, 255, "tile/63/999.p/255")]
    public void Tiles_are_where_the_specification_puts_them(int level, long index, int width, string path)
    {
        Assert.Equal(path, TilePath.Hashes(level, index, width));
        Assert.Equal(path.Replace($"tile/{level}/", "tile/entries/", StringComparison.Ordinal), TilePath.Entries(index, width));
    }

    [Fact]
    public void A_tree_of_70000_leaves_has_the_tiles_that_the_specification_counts()
    {
        var files = new MemoryFiles();
        var tiles = new TileWriter(files, entries: false);
        for (var i = 0; i < 70_000; i++)
            tiles.Append(Leaf(i));
        tiles.WriteEdge();
        Assert.Equal(273, files.Files.Keys.Count(p => p.StartsWith("tile/0/", StringComparison.Ordinal) && !p.Contains(".p/", StringComparison.Ordinal)));
        Assert.Equal(112 * 32, files.Files["tile/0/273.p/112"].Length);
        Assert.Equal(256 * 32, files.Files["tile/1/000"].Length);
        Assert.Equal(17 * 32, files.Files["tile/1/001.p/17"].Length);
        Assert.Equal(32, files.Files["tile/2/000.p/1"].Length);
        Assert.Equal(273 + 4, files.Files.Count);
    }

    private static TreeHash Leaf(int i) => TreeHash.OfLeaf(BitConverter.GetBytes(i));

    private static List<byte[]> Entries(int count) => [.. Enumerable.Range(0, count).Select(BitConverter.GetBytes)];

    private static TileReader Log(IEnumerable<byte[]> entries)
    {
        var files = new MemoryFiles();
        var tiles = new TileWriter(files, entries: true);
        foreach (var entry in entries)
            tiles.Append(entry);
        tiles.WriteEdge();
        return new(files, tiles.Size);
    }

    private static List<TreeHash> Changed(IReadOnlyList<TreeHash> proof, int at, int bit)
    {
        var changed = proof.ToList();
        var bytes = changed[at % changed.Count].ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        changed[at % changed.Count] = TreeHash.Read(bytes);
        return changed;
    }
}
