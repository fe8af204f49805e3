using System.Text;
using System.Text.RegularExpressions;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Tests;

/// <summary>WCAG 2.2, 1.4.3 and 1.4.11, computed from the style sheets themselves.</summary>
public sealed partial class ContrastTests
{
    private static readonly (string Front, string[] Grounds)[] Texts =
    [
        ("ink", ["surface", "surface-soft", "surface-tint", "warning-tint"]),
        ("ink-soft", ["surface", "surface-soft", "surface-tint"]),
        ("link", ["surface", "surface-soft", "surface-tint"]),
        ("link-hover", ["surface", "surface-soft", "surface-tint"]),
        ("link-visited", ["surface", "surface-soft"]),
        ("error", ["surface", "surface-tint"]),
        ("success", ["surface"]),
        ("warning", ["surface"]),
        ("on-primary", ["primary", "primary-hover"]),
        ("on-danger", ["danger", "danger-hover"]),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_reaches_four_and_a_half_and_borders_reach_three(bool dark)
    {
        var colours = Colours(Sheet("site.css"), dark);
        Assert.All(Texts.SelectMany(t => t.Grounds.Select(ground => (t.Front, ground))), pair => AtLeast(4.5, pair.Front, pair.ground));
        Assert.All(["line-strong", "primary-line", "focus"], line => AtLeast(3, line, "surface"));

        void AtLeast(double least, string front, string ground)
            => Assert.True(Contrast(colours[front], colours[ground]) >= least, $"{front} on {ground}: {Contrast(colours[front], colours[ground]):0.00}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Series_stand_out_from_their_ground(bool dark)
    {
        var colours = Colours(Sheet("charts.css"), dark);
        var series = colours.Keys.Where(k => k is "c-own" or "c-desired" or "c-mean" or "c-edge" or "c-column-edge"
            || k.StartsWith("c-earlier", StringComparison.Ordinal) || k.StartsWith("c-part", StringComparison.Ordinal)).ToList();
        Assert.Equal(16, series.Count);
        Assert.DoesNotContain(series, k => Contrast(colours[k], colours["c-ground"]) < 3);
        Assert.True(Contrast(colours["c-quiet"], colours["c-ground"]) >= 4.5);
    }

    [Theory]
    [InlineData("site.css")]
    [InlineData("charts.css")]
    [InlineData("print.css")]
    public void Style_sheets_are_whole_and_load_nothing(string name)
    {
        var sheet = Sheet(name);
        Assert.Equal(sheet.Count(c => c == '{'), sheet.Count(c => c == '}'));
        Assert.DoesNotMatch("@import|url\\(|@font-face", sheet);
    }

    private static string Sheet(string name) => Encoding.UTF8.GetString(Assets.Bytes(name).Span);

    // The light values stand first; dark mode names those that differ, print follows it.
    private static Dictionary<string, string> Colours(string sheet, bool dark)
    {
        var from = sheet.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var rest = sheet[from..];
        var to = rest.IndexOf("\n}\n", StringComparison.Ordinal);
        var colours = new Dictionary<string, string>();
        foreach (Match m in Colour().Matches(sheet[..from] + (dark ? rest[..to] : "")))
            colours[m.Groups[1].Value] = m.Groups[2].Value;
        return colours;
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + .05) / (Math.Min(x, y) + .05);
    }

    private static double Luminance(string hex)
    {
        var parts = Enumerable.Range(0, 3).Select(i => Convert.ToInt32(hex.Substring(2 * i, 2), 16) / 255.0)
            .Select(c => c <= .04045 ? c / 12.92 : Math.Pow((c + .055) / 1.055, 2.4)).ToArray();
        return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
    }

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
