using System.Globalization;

namespace Sakimori.Platform.Transparency;

/// <summary>
/// Where the parts of a log are found below its folder or address (C2SP tlog-tiles): hashes in tiles of 256, entries in bundles of 256, and
/// the checkpoint. A tile that is not full yet has its width in its name, so that no file ever changes its content.
/// </summary>
public static class TilePath
{
    /// <summary>How many hashes a full tile has, and how many entries a full bundle.</summary>
    public const int Width = 256;

    /// <summary>How many levels of the tree a tile stands for.</summary>
    public const int Height = 8;

    /// <summary>The checkpoint's path.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>The path of a tile of hashes.</summary>
    /// <param name="level">0 for leaves; a hash of the next level is the root of a full tile of this one.</param>
    /// <param name="index">Counts the tiles of a level from 0.</param>
    /// <param name="width">How many hashes it has, 1 to 256.</param>
    public static string Hashes(int level, long index, int width = Width)
        => $"tile/{level.ToString(CultureInfo.InvariantCulture)}/{Number(index)}{Part(width)}";

    /// <summary>The path of a bundle of entries.</summary>
    /// <param name="index">Counts the bundles from 0.</param>
    /// <param name="width">How many entries it has, 1 to 256.</param>
    public static string Entries(long index, int width = Width) => $"tile/entries/{Number(index)}{Part(width)}";

    /// <summary>The folder of all unfinished forms of a tile or bundle.</summary>
    /// <param name="full">The path of the full one.</param>
    internal static string Parts(string full) => $"{full}.p";

    // 1234067 is x001/x234/067.
    private static string Number(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
            path = $"x{(rest % 1000).ToString("000", CultureInfo.InvariantCulture)}/{path}";
        return path;
    }

    private static string Part(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width);
        return width == Width ? "" : $".p/{width.ToString(CultureInfo.InvariantCulture)}";
    }
}
