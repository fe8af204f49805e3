using Sakimori.Kernel;

namespace Sakimori.Host;

/// <summary>The data folder, held exclusively: by the running server, or by the command-line tool when no server runs.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>The name of the SQLite database in a data folder.</summary>
    public const string RecordsName = "records.db";

    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The SQLite database file.</summary>
    public string RecordsFile => System.IO.Path.Combine(Path, RecordsName);

    /// <summary>
    /// Takes the folder, and makes it for its owner alone where there is none; the kernel releases it when the process ends, however it ends. Fails when the folder cannot be written
    /// or another process holds it.
    /// </summary>
    public static Outcome<DataFolder> Take(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        try
        {
            Make(path);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var held = new FileStream(System.IO.Path.Combine(path, "owner.lock"), options);
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"データフォルダー {path} に書き込めません。書き込めるフォルダーを --data で指定してください。",
                $"The data folder {path} is not writable. Choose another with --data DIR."));
        }
        catch (IOException) when (System.IO.Directory.Exists(path))
        {
            return new Failure(FailureKind.Conflict, new(
                $"データフォルダー {path} は別のサーバーが使用中です。そのサーバーを終了するか、--data で別のフォルダーを指定してください。",
                $"The data folder {path} is in use by another server. Stop that one, or choose another folder with --data DIR."));
        }
        catch (IOException error)
        {
            return new Failure(FailureKind.Unavailable, new(
                $"データフォルダー {path} を作成できません（{error.Message}）。--data で別のフォルダーを指定してください。",
                $"The data folder {path} cannot be created ({error.Message}). Choose another with --data DIR."));
        }
    }

    /// <summary>True when a server, or another command, holds the folder now.</summary>
    public static bool IsHeld(string folder)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "owner.lock");
        try
        {
            if (File.Exists(path))
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>True when others than its owner may list or enter a folder; false on Windows, which inherits what its parent says.</summary>
    internal static bool IsOpenToOthers(string folder)
        => !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(folder) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0;

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(path);
        else
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
