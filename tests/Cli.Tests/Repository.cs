namespace Sakimori.Cli.Tests;

/// <summary>The clone in which the tests run.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sakimori.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run within the repository.");
        return folder.FullName;
    }
}
