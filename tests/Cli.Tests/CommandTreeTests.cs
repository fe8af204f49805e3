using System.CommandLine;
using System.Globalization;
using Sakimori.Kernel;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.TestKit;

namespace Sakimori.Cli.Tests;

/// <summary>What holds for every command, whichever there are.</summary>
public class CommandTreeTests
{
    [Fact]
    public void Every_command_that_does_something_prints_json_when_asked()
        => Assert.All(Leaves(Commands.Root(), ""), c => Assert.True(c.Command.Options.Any(o => o.Name == "--json"), c.Path));

    [Fact]
    public void Every_command_stands_in_the_guide()
    {
        var guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "guides", "cli.md"));
        Assert.All(Leaves(Commands.Root(), ""), c => Assert.Contains($"`{c.Path}", guide, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task The_help_of_every_command_is_in_the_language_of_the_terminal(string language)
    {
        foreach (var (path, _) in Leaves(Commands.Root(), ""))
        {
            var (code, output, error) = await Tool.RunAsync([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], language);
            Assert.Equal((0, ""), (code, error));

            // Names of options and what they may be are the same in both; every line that describes something is not.
            var described = output.Split('\n').Where(l => l.StartsWith("  -", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(described);
            Assert.All(described, l => Assert.True(IsJapanese(l) == (language == "ja"), $"{path}: {l}"));
            Assert.Contains(language == "ja" ? "オプション" : "Options", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ja", true)]
    [InlineData("en", false)]
    public async Task A_command_line_that_is_wrong_is_said_so_in_that_language_too(string language, bool japanese)
    {
        var (code, _, error) = await Tool.RunAsync(["benchmark", "score"], language);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal(japanese, IsJapanese(error));
    }

    [Fact]
    public void The_guide_lists_the_exit_codes_as_the_code_knows_them()
    {
        var documented = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "guides", "cli.md"))
            .SkipWhile(l => !l.StartsWith("| Exit code", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Split('|').Select(cell => cell.Trim()).ToArray()).ToDictionary(c => int.Parse(c[1], CultureInfo.InvariantCulture), c => c[2]);
        var known = Enum.GetValues<FailureKind>().Select(kind => ExitCode.Of(new Failure(kind, Text.Same(""))))
            .Concat([ExitCode.Done, ExitCode.Usage, ExitCode.Unwell, ExitCode.Altered, ExitCode.UnknownKey, ExitCode.Expired, ExitCode.Withdrawn,
                .. Enum.GetValues<AuditDefect>().Select(ExitCode.Of)]).Distinct().Order();
        Assert.Equal(known, documented.Keys.Order());
        foreach (var (kind, words) in ((FailureKind, string)[])[(FailureKind.Invalid, "input is wrong"), (FailureKind.NotFound, "not found"),
            (FailureKind.Forbidden, "not allowed"), (FailureKind.Conflict, "in use"), (FailureKind.Limit, "limit"), (FailureKind.Unavailable, "not available")])
        {
            Assert.Contains(words, documented[ExitCode.Of(new Failure(kind, Text.Same("")))], StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path)
        => command.Subcommands.Count == 0
            ? [(path, command)]
            : command.Subcommands.SelectMany(sub => Leaves(sub, $"{path} {sub.Name}".TrimStart()));

    private static bool IsJapanese(string text) => text.Any(c => c is >= '\u3040' and <= '\u30ff' or >= '\u4e00' and <= '\u9fff');
}
