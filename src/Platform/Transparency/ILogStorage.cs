namespace Sakimori.Platform.Transparency;

/// <summary>Where a log keeps its files: a folder, a database, a store of objects. One writer at a time; any number of readers.</summary>
public interface ILogStorage
{
    /// <summary>The content of a file; null when there is none.</summary>
    /// <param name="path">A path of <see cref="TilePath"/>.</param>
    byte[]? Read(string path);

    /// <summary>
    /// Writes a file, in the place of one that is there. A reader sees all of it or nothing of it, and its content is on disk when this
    /// returns; that it has its name may be on disk only after <see cref="Flush"/>.
    /// </summary>
    void Write(string path, ReadOnlySpan<byte> content);

    /// <summary>Returns when everything that was written would be found after a loss of power.</summary>
    void Flush();

    /// <summary>Deletes the unfinished forms of a tile or bundle, which is there in full.</summary>
    /// <param name="full">The path of the full one.</param>
    void DeleteParts(string full);
}
