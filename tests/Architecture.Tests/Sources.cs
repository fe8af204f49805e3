using Sakimori.TestKit;

namespace Sakimori.Architecture.Tests;

/// <summary>The source files of the product, for rules that are about text.</summary>
internal static class Sources
{
    private static readonly string Root = SourceTree.Root;

    /// <summary>Files beneath <c>src</c> with one of the endings, as path relative to the repository and content.</summary>
    public static IEnumerable<(string Path, string Content)> Of(params string[] endings)
        => System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(Root, f), File.ReadAllText(f)));

    /// <summary>Every file that git tracks.</summary>
    public static string RepositoryRoot => Root;
}
