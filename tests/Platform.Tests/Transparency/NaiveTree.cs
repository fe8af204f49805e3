using System.Security.Cryptography;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Tests.Transparency;

/// <summary>RFC 6962, 2.1, word for word and as slow as it reads.</summary>
internal static class NaiveTree
{
    public static byte[] Root(IReadOnlyList<byte[]> entries) => entries switch
    {
        [] => SHA256.HashData([]),
        [var one] => SHA256.HashData([0, .. one]),
        _ => SHA256.HashData([1, .. Root(entries.Take(Split(entries.Count)).ToList()), .. Root(entries.Skip(Split(entries.Count)).ToList())]),
    };

    public static List<byte[]> Path(int index, IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 1)
            return [];
        var k = Split(entries.Count);
        var (left, right) = (entries.Take(k).ToList(), entries.Skip(k).ToList());
        return index < k ? [.. Path(index, left), Root(right)] : [.. Path(index - k, right), Root(left)];
    }

    public static List<byte[]> Proof(int earlier, IReadOnlyList<byte[]> entries, bool known = true)
    {
        if (earlier == entries.Count)
            return known ? [] : [Root(entries)];
        var k = Split(entries.Count);
        var (left, right) = (entries.Take(k).ToList(), entries.Skip(k).ToList());
        return earlier <= k ? [.. Proof(earlier, left, known), Root(right)] : [.. Proof(earlier - k, right, false), Root(left)];
    }

    public static TreeHash[] Hashes(IEnumerable<byte[]> hashes) => [.. hashes.Select(h => TreeHash.Read(h))];

    private static int Split(int count)
    {
        var k = 1;
        while (k * 2 < count)
            k *= 2;
        return k;
    }
}

/// <summary>Files in memory.</summary>
internal sealed class MemoryFiles : ILogStorage
{
    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Every write in its order.</summary>
    public List<string> Written { get; } = [];

    public byte[]? Read(string path) => Files.GetValueOrDefault(path);

    public void Write(string path, ReadOnlySpan<byte> content)
    {
        Files[path] = content.ToArray();
        Written.Add(path);
    }

    public void Publish(string path, ReadOnlySpan<byte> content) => Write(path, content);

    public void DeleteParts(string full)
    {
        foreach (var path in Files.Keys.Where(p => p.StartsWith(full + ".p/", StringComparison.Ordinal)).ToList())
            Files.Remove(path);
    }
}
