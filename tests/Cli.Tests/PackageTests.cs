using System.Diagnostics;
using System.Text.Json;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

/// <summary>The tool as a package for <c>dotnet tool install</c>, made from what was built, installed and run without a clone.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-package-").FullName;

    [Fact]
    public void The_package_installs_and_scores()
    {
        // Nothing but the package itself is needed: no other source is asked.
        File.WriteAllText(Path.Combine(folder, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="here" value="{folder}/packages" /></packageSources></configuration>""");
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        Dotnet(SourceTree.Root, "pack", "src/Cli", "-c", configuration, "--no-build", "-o", Path.Combine(folder, "packages"), "--nologo", "-v", "quiet", "-tl:off");
        Dotnet(folder, "tool", "install", "Sakimori", "--tool-path", Path.Combine(folder, "tools"), "--configfile", Path.Combine(folder, "nuget.config"));

        var version = Sakimori("", "--version");
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+", version);
        var template = Sakimori("", "benchmark", "template");
        var lines = template.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(41, lines.Length);
        var answers = Path.Combine(folder, "answers.csv");
        File.WriteAllLines(answers, lines.Select((line, n) => n == 0 ? line : line + "1"));
        using var score = JsonDocument.Parse(Sakimori("", "benchmark", "score", answers, "--json"));
        Assert.Equal(25, score.RootElement.GetProperty("total").GetInt32());
        Assert.Contains("settings", Sakimori(Path.Combine(folder, "data"), "doctor", "--json"), StringComparison.Ordinal);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private string Sakimori(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "tools", "sakimori"), arguments);
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Tool.Dotnet);
        if (data.Length > 0)
            start.Environment["SAKIMORI_DATA"] = data;
        return Succeed(start);
    }

    private static void Dotnet(string at, params string[] arguments)
        => Succeed(new ProcessStartInfo(Tool.Dotnet, arguments) { WorkingDirectory = at });

    private static string Succeed(ProcessStartInfo start)
    {
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["SAKIMORI_LANG"] = "en";
        var (code, output, error) = Shell.Finish(start);
        Assert.True(code == 0, $"{string.Join(' ', start.ArgumentList)} ended with {code}: {output}{error}");
        return output;
    }
}
