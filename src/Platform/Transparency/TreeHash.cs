using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Sakimori.Platform.Transparency;

/// <summary>A hash of a Merkle tree: 32 bytes of SHA-256 (RFC 6962, 2.1). Leaves and nodes are hashed apart, so that none passes for the other.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TreeHash
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 32;

    private const int OnStack = 1024;

    private readonly ulong a, b, c, d;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static TreeHash Empty { get; } = Of([]);

    /// <summary>The hash of a leaf: of a zero byte and the entry.</summary>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        byte[]? rented = null;
        var input = length <= OnStack ? stackalloc byte[length] : (rented = ArrayPool<byte>.Shared.Rent(length)).AsSpan(0, length);
        input[0] = 0;
        entry.CopyTo(input[1..]);
        var hash = Of(input);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>The hash of a node: of a one byte and the hashes of its two children.</summary>
    public static TreeHash OfNode(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Length];
        input[0] = 1;
        left.Write(input[1..]);
        right.Write(input[(1 + Length)..]);
        return Of(input);
    }

    /// <summary>The hash in the first 32 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static TreeHash Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<TreeHash>(bytes);

    /// <summary>The hashes that stand one after another in as many bytes as they need.</summary>
    public static ReadOnlySpan<TreeHash> ReadAll(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, TreeHash>(bytes);

    /// <summary>A hash from standard base64; null for anything else.</summary>
    public static TreeHash? Parse(string base64)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return base64.Length == 44 && Convert.TryFromBase64String(base64, bytes, out var written) && written == Length
            && Convert.ToBase64String(bytes) == base64 ? Read(bytes) : null;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void Write(Span<byte> target) => MemoryMarshal.Write(target, this);

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    /// <summary>Standard base64, as checkpoints have it.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    private static TreeHash Of(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(input, hash);
        return Read(hash);
    }
}
