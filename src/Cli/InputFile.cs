using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>Reads a file named on the command line, or standard input.</summary>
internal static class InputFile
{
    private const int Largest = 256 * 1024 * 1024;

    /// <summary>Opens a file that is read from its beginning to its end.</summary>
    public static Outcome<Stream> Open(string name)
    {
        try
        {
            return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(name);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return Unreadable(name, error);
        }
    }

    /// <summary>The bytes of the file; <c>-</c> is standard input.</summary>
    public static async Task<Outcome<byte[]>> ReadAsync(string name, CancellationToken cancel)
    {
        try
        {
            if (name != "-")
            {
                return new FileInfo(name).Length > Largest
                    ? new Failure(FailureKind.Limit, new($"ファイル {name} は大きすぎます（上限 256 MiB）。", $"The file {name} is too large (at most 256 MiB)."))
                    : await File.ReadAllBytesAsync(name, cancel);
            }

            await using var input = Console.OpenStandardInput();
            using var buffer = new MemoryStream();
            await input.CopyToAsync(buffer, cancel);
            return buffer.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(name);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return Unreadable(name, error);
        }
    }

    private static Failure Missing(string name) => new(FailureKind.NotFound, new($"ファイル {name} がありません。", $"The file {name} does not exist."));

    private static Failure Unreadable(string name, Exception error)
        => new(FailureKind.Unavailable, new($"ファイル {name} を読めません（{error.Message}）。", $"The file {name} cannot be read ({error.Message})."));
}
