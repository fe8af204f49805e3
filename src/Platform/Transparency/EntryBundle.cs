using System.Buffers.Binary;

namespace Sakimori.Platform.Transparency;

/// <summary>Up to 256 entries one after another, each behind its length as a big-endian number of 16 bits (C2SP tlog-tiles).</summary>
internal static class EntryBundle
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int LongestEntry = ushort.MaxValue;

    private const int Prefix = sizeof(ushort);

    /// <summary>Adds an entry.</summary>
    public static void Add(MemoryStream bundle, ReadOnlySpan<byte> entry)
    {
        Span<byte> length = stackalloc byte[Prefix];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)entry.Length));
        bundle.Write(length);
        bundle.Write(entry);
    }

    /// <summary>The entries of the first <paramref name="width"/>; null when these are not as many.</summary>
    public static List<ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte> bundle, int width)
    {
        var entries = new List<ReadOnlyMemory<byte>>(width);
        for (var rest = bundle; entries.Count < width;)
        {
            if (rest.Length < Prefix || BinaryPrimitives.ReadUInt16BigEndian(rest.Span) is var length && rest.Length < Prefix + length)
                return null;
            entries.Add(rest.Slice(Prefix, length));
            rest = rest[(Prefix + length)..];
        }

        return entries;
    }

    /// <summary>The entries of a bundle of a log, which may be there in full by now; null when it is missing or torn.</summary>
    public static List<ReadOnlyMemory<byte>>? Read(ILogStorage storage, long index, int width)
    {
        if (storage.Read(TilePath.Entries(index, width)) is { } own && Read(own, width) is { } entries)
            return entries;
        return width < TilePath.Width && storage.Read(TilePath.Entries(index)) is { } full ? Read(full, width) : null;
    }
}
