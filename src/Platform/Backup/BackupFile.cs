namespace Sakimori.Platform.Backup;

/// <summary>A file that has its name only when it is whole and on disk, for its owner's eyes alone.</summary>
public static class BackupFile
{
    /// <summary>Writes a file; when writing fails, nothing of it stays. What has the name already is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        var part = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 17, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            T written;
            await using (var file = new FileStream(part, options))
            {
                written = await write(file);
                await file.FlushAsync();
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            return written;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
