using System.Text.RegularExpressions;

namespace Sakimori.Architecture.Tests;

public partial class TextRules
{
    [Fact]
    public void Every_text_stands_in_both_languages_the_right_way_round()
    {
        var pairs = Sources.Of(".cs", ".razor").SelectMany(file => Pair().Matches(file.Content)
            .Select(m => (file.Path, Ja: m.Groups["ja"].Value, En: m.Groups["en"].Value))).ToList();
        Assert.True(pairs.Count > 100, $"Only {pairs.Count} texts were found: the pattern no longer fits the sources.");
        Assert.Empty(pairs.Where(p => MostlyJapanese(p.En)).Select(p => $"{p.Path}: Japanese in the English text: {p.En}"));
        Assert.Empty(pairs.Where(p => p.Ja.Length == 0 != (p.En.Length == 0)).Select(p => $"{p.Path}: one side is empty: {p.Ja}{p.En}"));
        Assert.Empty(pairs.Where(p => HalfWidthColon().IsMatch(p.Ja)).Select(p => $"{p.Path}: a half-width colon in the Japanese text: {p.Ja}"));
        Assert.Empty(pairs.Where(p => HasWords(p.Ja) && !HasJapanese(p.Ja)).Select(p => $"{p.Path}: no Japanese in the Japanese text: {p.Ja}"));
    }

    [Fact]
    public void Only_PostForm_writes_a_form_that_posts()
        => Assert.Equal(["PostForm.cs"], Sources.Of(".razor", ".cs").Where(f => PostingForm().IsMatch(f.Content)).Select(f => Path.GetFileName(f.Path)));

    // A drawing that is a file of its own carries its style with it.
    [Fact]
    public void No_page_has_inline_style_or_script()
        => Assert.Equal(["ChartSvg.cs"], Sources.Of(".razor", ".cs").Where(f => Inline().IsMatch(f.Content)).Select(f => Path.GetFileName(f.Path)));

    // T("…", "…") and new Text("…", "…") / new("…", "…") with plain or interpolated literals, a line break allowed between them.
    [GeneratedRegex("""(?:\bT|\bnew(?: Text)?)\(\s*\$?"(?<ja>(?:[^"\\]|\\.)*)",\s*\$?"(?<en>(?:[^"\\]|\\.)*)"\s*\)""")]
    private static partial Regex Pair();

    // After Japanese, or after a placeholder before a space: not in host:port.
    [GeneratedRegex("""[\u3041-\u30ff\u4e00-\u9fff）」]:|[})]: """)]
    private static partial Regex HalfWidthColon();

    [GeneratedRegex("""<form\b[^>]*method=\\?"post""", RegexOptions.IgnoreCase)]
    private static partial Regex PostingForm();

    [GeneratedRegex("""<[a-z][^>]*\sstyle=\\?"|<style\b|<script\b(?![^>]*\bsrc=)|\son(?:click|change|load|submit)=\\?"|href=\\?"javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    private static bool HasJapanese(string text) => text.Any(IsJapanese);

    // An English sentence may quote a Japanese example: 令和8年.
    private static bool MostlyJapanese(string text) => text.Count(IsJapanese) * 3 > text.Count(char.IsLetter);

    private static bool IsJapanese(char c) => c is >= '\u3041' and <= '\u30ff' or >= '\u4e00' and <= '\u9fff';

    // Two or more English words outside of placeholders: a sentence, not a code or a name.
    private static bool HasWords(string text) => Regex.Count(Regex.Replace(text, @"\{[^}]*\}", ""), @"\b[a-z]{2,}\b") >= 3;
}
