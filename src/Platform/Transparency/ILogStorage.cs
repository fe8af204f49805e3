namespace Sakimori.Platform.Transparency;

/// <summary>Where a log keeps its files: a folder, a database, a store of objects. One writer at a time; any number of readers.</summary>
public interface ILogStorage
{
    /// <summary>The content of a file; null when there is none.</summary>
    /// <param name="path">A path of <see cref="TilePath"/>.</param>
    byte[]? Read(string path);

    /// <summary>
    /// Writes a file, in the place of one that is there. A reader sees all of it or nothing of it; it may be lost or torn by a loss of power
    /// until something is published.
    /// </summary>
    void Write(string path, ReadOnlySpan<byte> content);

    /// <summary>
    /// Writes a file that refers to what was written before it: first all of that is on disk, then the file takes the place of the one that
    /// is there, whole, and it is on disk when this returns.
    /// </summary>
    void Publish(string path, ReadOnlySpan<byte> content);

    /// <summary>Deletes the unfinished forms of a tile or bundle, which is there in full.</summary>
    /// <param name="full">The path of the full one.</param>
    void DeleteParts(string full);
}
