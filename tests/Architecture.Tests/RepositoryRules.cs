using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Sakimori.Architecture.Tests;

public class RepositoryRules
{
    [Fact]
    public void No_tracked_file_names_a_machine_or_a_download_address()
    {
        var suspicious = new Regex(@"/(root|home/[a-z]+)/|/tmp/wt|https?://[^/\s""]*(nuget|npmjs|pypi)[^/\s""]*/v[0-9]", RegexOptions.Compiled);
        Assert.DoesNotContain(
            Tracked().Where(f => !f.EndsWith(".png", StringComparison.Ordinal) && !f.EndsWith("RepositoryRules.cs", StringComparison.Ordinal)),
            f => suspicious.IsMatch(File.ReadAllText(Path.Combine(Sources.RepositoryRoot, f))));
    }

    [Fact]
    public void Every_project_has_its_lock_file()
        => Assert.DoesNotContain(
            Tracked().Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(f => Path.Combine(Path.GetDirectoryName(f)!, "packages.lock.json")),
            f => !File.Exists(Path.Combine(Sources.RepositoryRoot, f)));

    private static List<string> Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files"]) { RedirectStandardOutput = true, WorkingDirectory = Sources.RepositoryRoot })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Where(f => File.Exists(Path.Combine(Sources.RepositoryRoot, f)))];
    }
}
