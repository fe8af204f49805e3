using System.Diagnostics;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

/// <summary>
/// The script <c>./sakimori</c> on a clone of its own with an SDK that only pretends: what it says when something is missing, when
/// it builds, and where the build's words go. <see cref="ReadmeTests"/> runs it with the real one.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private const int Unavailable = 7;

    // Lists SDKs, "publishes" the tool with output and a server that stays behind, and runs it.
    private const string FakeDotnet = """
        #!/bin/sh
        case "$1" in
          restore) echo "no such package" >&2; exit 1 ;;
          --list-sdks) printf '%s\n' "${FAKE_SDKS:-10.0.100 [/sdk]}" ;;
          publish)
            echo "the build speaks"
            [ -z "${FAKE_BROKEN:-}" ] || exit 1
            sleep 60 >/dev/null 2>&1 &
            echo $! >>"$FAKE_SERVERS"
            while [ "$1" != -o ]; do shift; done
            mkdir -p "$2" && : >"$2/sakimori.dll" ;;
          *) echo "the tool speaks: $2" ;;
        esac
        """;

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-launcher-").FullName;
    private readonly string servers;

    public LauncherTests()
    {
        servers = Path.Combine(folder, "servers");
        foreach (var part in (string[])["bin", "empty", "clone/src", "clone/tools/ahead"])
            System.IO.Directory.CreateDirectory(Path.Combine(folder, part));
        File.Copy(Path.Combine(SourceTree.Root, "sakimori"), Path.Combine(folder, "clone", "sakimori"));
        File.WriteAllText(Path.Combine(folder, "clone", "src", "Program.cs"), "// source");
        File.WriteAllText(Path.Combine(folder, "clone", "Directory.Build.props"), "<Project/>");
        File.WriteAllText(Path.Combine(folder, "clone", "global.json"), "{}");
        var dotnet = Path.Combine(folder, "bin", "dotnet");
        File.WriteAllText(dotnet, FakeDotnet);
        Shell.Run($"chmod 755 '{dotnet}'");
    }

    [Theory]
    [InlineData("ja", "インストールして")]
    [InlineData("en", "install it")]
    public void Without_an_sdk_it_says_what_to_install(string language, string words)
    {
        // The tools that the script itself needs are linked into a folder without dotnet.
        Shell.Run($"for t in bash env dirname readlink; do ln -s \"$(command -v $t)\" '{folder}/empty/'; done");
        var run = Launch("--help", language, $"{folder}/empty");
        Assert.Equal((Unavailable, ""), (run.Code, run.Out));
        Assert.Contains(words, run.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "（あるもの: 8.0.404 9.0.100 ）")]
    [InlineData("en", "(found: 8.0.404 9.0.100 )")]
    public void An_older_sdk_is_named_and_not_used(string language, string words)
    {
        var run = Launch("--help", language, settings: ("FAKE_SDKS", "8.0.404 [/sdk]\n9.0.100 [/sdk]"));
        Assert.Equal((Unavailable, ""), (run.Code, run.Out));
        Assert.Contains(words, run.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("the build speaks", run.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "に書き込めません。")]
    [InlineData("en", "Cannot write to")]
    public void In_a_clone_that_is_not_writable_it_says_to_clone_into_a_folder_of_ones_own(string language, string words)
    {
        var run = Launch("--help", language, readOnly: true);
        Assert.Equal((Unavailable, ""), (run.Code, run.Out));
        Assert.Contains(words, run.Err, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder, "clone"), run.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "ビルドしています")]
    [InlineData("en", "Building")]
    public void It_builds_once_tells_so_on_standard_error_alone_and_again_when_a_source_changed(string language, string words)
    {
        var first = Launch("one", language);
        Assert.Equal((0, "the tool speaks: one\n"), (first.Code, first.Out));
        Assert.Contains(words, first.Err, StringComparison.Ordinal);
        Assert.Contains("the build speaks", first.Err, StringComparison.Ordinal);
        Assert.Equal((0, "the tool speaks: two\n", ""), Launch("two", language));

        // A file that came in with its old date, and one that left, count as changes too.
        File.WriteAllText(Path.Combine(folder, "clone", "src", "Old.cs"), "// old");
        File.SetLastWriteTimeUtc(Path.Combine(folder, "clone", "src", "Old.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Contains(words, Launch("three", language).Err, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "clone", "src", "Old.cs"));
        Assert.Contains(words, Launch("four", language).Err, StringComparison.Ordinal);
        Assert.Equal("", Launch("five", language).Err);

        // What the builds left running did not keep the lock: otherwise the later builds would still wait.
        Assert.Equal(3, File.ReadAllLines(servers).Length);
    }

    [Theory]
    [InlineData("ja", "ビルドできませんでした")]
    [InlineData("en", "The build failed")]
    public void A_build_that_fails_is_said_so_and_tried_again_next_time(string language, string words)
    {
        var broken = Launch("x", language, settings: ("FAKE_BROKEN", "1"));
        Assert.Equal((Unavailable, ""), (broken.Code, broken.Out));
        Assert.Contains(words, broken.Err, StringComparison.Ordinal);
        Assert.Equal("the tool speaks: x\n", Launch("x", language).Out);
    }

    public void Dispose()
    {
        if (File.Exists(servers))
            Shell.Run($"kill {string.Join(' ', File.ReadAllLines(servers))} 2>/dev/null || true");
        Shell.Run($"chmod -R u+w '{folder}'");
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private (int Code, string Out, string Err) Launch(
        string argument, string language, string? path = null, bool readOnly = false, (string Name, string Value)? settings = null)
    {
        var script = Path.Combine(folder, "clone", "sakimori");
        var start = readOnly ? Shell.WithoutWriting(Path.Combine(folder, "clone"), ["/bin/bash", script, argument])
            : new ProcessStartInfo("/bin/bash", [script, argument]);
        start.Environment["PATH"] = path ?? $"{folder}/bin:/usr/bin:/bin";
        start.Environment["SAKIMORI_LANG"] = language;
        start.Environment["FAKE_SERVERS"] = servers;
        if (settings is { } given)
            start.Environment[given.Name] = given.Value;
        return Shell.Finish(start);
    }
}
