using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sakimori.Platform.Transparency;

/// <summary>
/// A log in a folder, laid out so that any web server can publish it as it is (C2SP tlog-tiles). What was written is brought to disk many
/// files at once, before the file is that speaks of it; whatever a crash leaves torn was spoken of by none, and is written over.
/// </summary>
/// <param name="root">The folder; made when missing.</param>
public sealed class LogFolder(string root) : ILogStorage
{
    private const string Unfinished = ".part";

    // More than that are not kept in mind.
    private const int MostWaiting = 4096;
    private const int AtOnce = 8;

    private readonly List<string> waiting = [];
    private readonly HashSet<string> changed = [];

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(Full(path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        Put(Full(path), content, onDisk: false);
        waiting.Add(Full(path));
        if (waiting.Count >= MostWaiting)
            FlushFiles();
    }

    /// <inheritdoc/>
    public void Publish(string path, ReadOnlySpan<byte> content)
    {
        FlushFiles();
        FlushFolders();
        Put(Full(path), content, onDisk: true);
        FlushFolders();
    }

    /// <inheritdoc/>
    public void DeleteParts(string full)
    {
        var folder = Full(TilePath.Parts(full));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        changed.Remove(folder);
    }

    private void Put(string file, ReadOnlySpan<byte> content, bool onDisk)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (!changed.Contains(folder))
            MakeFolder(folder);
        using (var handle = File.OpenHandle(file + Unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, content, 0);
            if (onDisk)
                RandomAccess.FlushToDisk(handle);
        }

        File.Move(file + Unfinished, file, overwrite: true);
        changed.Add(folder);
    }

    // The disk takes several at once.
    private void FlushFiles()
    {
        try
        {
            Parallel.ForEach(waiting, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, FlushFile);
        }
        catch (AggregateException errors) when (errors.InnerException is IOException first)
        {
            throw new IOException(first.Message, first);
        }

        waiting.Clear();
    }

    private static void FlushFile(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // A tile that was deleted since: it is full by now.
        }
    }

    private void FlushFolders()
    {
        foreach (var folder in changed)
            FlushFolder(folder);
        changed.Clear();
    }

    private string Full(string path) => Path.Combine(root, path);

    // The name of a new folder stands in the one above it.
    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } above)
        {
            MakeFolder(above);
            changed.Add(above);
        }

        Directory.CreateDirectory(folder);
    }

    private static void FlushFolder(string folder)
    {
        // Windows keeps names by itself, and opens no folder as a file.
        if (OperatingSystem.IsWindows())
            return;
        var number = Open(folder, 0);
        if (number < 0)
            throw new IOException($"The folder {folder} cannot be opened.");
        using var handle = new SafeFileHandle(number, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
