using System.CommandLine;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>The file that a command writes: what is there already stays unless <c>--force</c> is given.</summary>
internal static class OutputFile
{
    /// <summary>The option of every command that writes a file.</summary>
    public static Option<bool> ForceOption() => new("--force") { Description = Messages.Of(new("すでにあるファイルを上書きする", "overwrite an existing file")) };

    /// <summary>Writes the file and, when asked, says so as JSON; the exit code: 5 when it exists, 7 when it cannot be written.</summary>
    public static async Task<int> WriteAsync(string path, ReadOnlyMemory<byte> content, bool force, bool json, CancellationToken cancel)
    {
        try
        {
            await using (var file = new FileStream(path, force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write))
                await file.WriteAsync(content, cancel);
        }
        catch (IOException) when (!force && File.Exists(path))
        {
            return Messages.Fail(Exists(path), json);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Messages.Fail(NotWritable(path, error), json);
        }

        if (json)
            Messages.WriteJson(new(Path.GetFullPath(path), content.Length), type => type.ExportDocument);
        return ExitCode.Done;
    }

    /// <summary>Runs what writes a file; a failure when it cannot be written.</summary>
    public static async Task<Outcome<T>> TryAsync<T>(string path, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return NotWritable(path, error);
        }
    }

    /// <summary>The failure of a file that is there already.</summary>
    public static Failure Exists(string path, bool mayForce = true) => new(FailureKind.Conflict, mayForce
        ? new($"{path} はすでにあります。別の名前を指定するか、上書きしてよければ --force を付けてください。", $"{path} already exists. Choose another name, or add --force to overwrite it.")
        : new($"{path} はすでにあります。別の名前を指定してください。", $"{path} already exists. Choose another name."));

    private static Failure NotWritable(string path, Exception error)
        => new(FailureKind.Unavailable, new($"{path} に書き込めません（{error.Message}）。", $"{path} cannot be written ({error.Message})."));
}
