using System.Runtime.CompilerServices;

namespace Sakimori.TestKit;

/// <summary>
/// Compares a text with the file <c>golden/NAME</c> beside the test's source. When they differ the text is written beside it
/// as <c>NAME.received</c>; with SAKIMORI_ACCEPT_GOLDEN=1 the file is rewritten instead.
/// </summary>
public static class Golden
{
    /// <summary>Fails unless the text is the golden one; line ends count as LF.</summary>
    /// <param name="actual">What the product has written.</param>
    /// <param name="name">The file's name with its extension.</param>
    /// <param name="testSource">Filled in by the compiler.</param>
    /// <exception cref="GoldenMismatchException">The texts differ, or there is no golden file yet.</exception>
    public static void Verify(string actual, string name, [CallerFilePath] string testSource = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testSource)!, "golden", name);
        var received = path + ".received";
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("SAKIMORI_ACCEPT_GOLDEN") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            File.Delete(received);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        if (expected == actual)
            return;
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(received, actual);
        throw new GoldenMismatchException(expected is null ? $"There is no {path} yet." : $"{path}: {Difference(expected, actual)}");
    }

    private static string Difference(string expected, string actual)
    {
        var at = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"differs at character {at}: expected '{Around(expected, at)}', was '{Around(actual, at)}'";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 30)..Math.Min(text.Length, at + 50)];
}

/// <summary>A text is not the golden one.</summary>
public sealed class GoldenMismatchException(string message) : Exception(message);
