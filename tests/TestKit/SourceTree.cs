namespace Sakimori.TestKit;

/// <summary>The repository from which the tests were built.</summary>
public static class SourceTree
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Sakimori.slnx")))
            at = at.Parent ?? throw new InvalidOperationException("The tests do not run from a clone.");
        return at.FullName;
    }
}
