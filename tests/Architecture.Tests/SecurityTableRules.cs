using System.Text.RegularExpressions;
using Sakimori.Host;

namespace Sakimori.Architecture.Tests;

/// <summary>The table of security requirements names only what exists, and each requirement once.</summary>
public partial class SecurityTableRules
{
    // How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, V1 to V17.
    private static readonly int[] Chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

    private static readonly string[] States = ["met", "partly", "open", "operator", "not applicable"];

    [Fact]
    public void Every_chapter_has_every_requirement_of_levels_1_and_2_once()
    {
        var rows = Rows();
        Assert.Empty(rows.GroupBy(r => r.Number).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal(Chapters, Enumerable.Range(1, 17).Select(c => rows.Count(r => r.Number.StartsWith($"{c}.", StringComparison.Ordinal))));
        Assert.Equal(70, rows.Count(r => r.Level == "1"));
        Assert.Equal(183, rows.Count(r => r.Level == "2"));
    }

    [Fact]
    public void Every_test_setting_and_file_that_the_table_names_exists()
    {
        var classes = Files("tests").Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();
        var settings = Settings.All.Select(s => s.Name).ToHashSet();
        var named = Rows().SelectMany(r => Name().Matches(r.Why).Select(m => (r.Number, Name: m.Groups[1].Value))).ToList();
        Assert.True(named.Count > 250, $"Only {named.Count} names were found: the pattern no longer fits the table.");
        Assert.Empty(named.Where(n => !classes.Contains(n.Name) && !settings.Contains(n.Name) && !File.Exists(Path.Combine(Sources.RepositoryRoot, n.Name)))
            .Select(n => $"{n.Number} names {n.Name}"));
    }

    [Fact]
    public void Every_requirement_is_judged_with_what_meets_it_or_why_not_and_counted()
    {
        var rows = Rows();
        Assert.Empty(rows.Where(r => !States.Contains(r.State) || r.Short.Length == 0 || r.Why.Length < 4).Select(r => r.Number));
        Assert.Empty(rows.Where(r => r.State == "met" && !Name().IsMatch(r.Why)).Select(r => r.Number));
        var said = Count().Matches(Table()).ToDictionary(m => m.Groups["state"].Value, m => int.Parse(m.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(States.Select(s => (s, rows.Count(r => r.State == s))), States.Select(s => (s, said[s])));
    }

    private static string Table() => File.ReadAllText(Path.Combine(Sources.RepositoryRoot, "docs", "security", "asvs.md"));

    private static List<(string Number, string Level, string Short, string State, string Why)> Rows()
        => [.. Row().Matches(Table()).Select(m => (m.Groups["number"].Value, m.Groups["level"].Value, m.Groups["short"].Value, m.Groups["state"].Value, m.Groups["why"].Value))];

    private static IEnumerable<string> Files(string folder)
        => System.IO.Directory.EnumerateFiles(Path.Combine(Sources.RepositoryRoot, folder), "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| v5\.0\.0-(?<number>[0-9.]+) \| (?<level>[12]) \| (?<short>[^|]*) \| (?<state>[^|]*) \| (?<why>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| (?<state>[a-z ]+) \| [^|]* \| (?<count>[0-9]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Count();
}
