using System.Globalization;
using Sakimori.Kernel;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Web.Tests;

public sealed class HtmlWriterTests
{
    private const string Hostile = "<b a=\"1\" c='2'>&+\u0000</b>";

    [Fact]
    public void Literals_are_markup_and_holes_are_text()
    {
        using var html = new HtmlWriter(Language.En);
        html.Add($"<p title=\"{Hostile}\">{Hostile} {new Text("和", Hostile)}</p>");
        var encoded = HtmlWriter.Encoder.Encode(Hostile);
        Assert.Equal($"<p title=\"{encoded}\">{encoded} {encoded}</p>", html.ToString());
        Assert.DoesNotContain("<b", html.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_character_is_written_as_the_encoder_has_it_alone_and_among_others()
    {
        using var html = new HtmlWriter(Language.Ja);
        for (var c = 0; c < 0x10000; c++)
        {
            foreach (var text in (string[])[$"{(char)c}", $"a{(char)c}", $"防{(char)c}b", $"<{(char)c}人"])
            {
                html.Add($"{text}");
                Assert.Equal(HtmlWriter.Encoder.Encode(text), html.Take());
            }
        }
    }

    [Fact]
    public void Whole_texts_are_written_as_the_encoder_has_them()
    {
        using var html = new HtmlWriter(Language.Ja);
        var random = new Random(20261128);
        string[] pieces = ["level ", "水準", "<", "&", "\"", "'", "+", "😀", "\ud83d", "\u3000", "\u00a0", "é", "𠮷", "1.5", "\n"];
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
            html.Add($"{text}");
            Assert.Equal(HtmlWriter.Encoder.Encode(text), html.Take());
        }
    }

    [Theory]
    [InlineData(Language.Ja, "<p>規則 &lt;2&gt;版 1,234</p>")]
    [InlineData(Language.En, "<p>Rules &lt;2&gt; 1,234</p>")]
    public void Of_a_text_only_the_readers_language_is_put_together(Language language, string expected)
    {
        var asked = new List<string>();
        using var html = new HtmlWriter(language);
        html.Add($"<p>{html.T($"規則 {Version("ja")}版 {1234:#,0}", $"Rules {Version("en")} {1234:#,0}")}</p>");
        Assert.Equal(expected, html.ToString());
        Assert.Equal([language.Code()], asked);

        string Version(string which)
        {
            asked.Add(which);
            return "<2>";
        }
    }

    [Fact]
    public void Words_of_a_text_are_encoded_too()
    {
        using var html = new HtmlWriter(Language.En);
        html.T($"水準 < {1}", $"level < {1}");
        Assert.Equal("level &lt; 1", html.ToString());
    }

    [Fact]
    public void What_is_written_within_a_hole_stands_there()
    {
        using var html = new HtmlWriter(Language.Ja);
        html.Add($"<a>{html.Add($"<b>{html.LevelBar(2, 3m)}</b>")}{html.Icon("next")}</a>");
        Assert.StartsWith("<a><b><span class=\"levelbar\">", html.ToString(), StringComparison.Ordinal);
        Assert.Contains("</span></b><svg class=\"icon\"", html.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("</svg></a>", html.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_without_a_value_is_left_out()
    {
        using var html = new HtmlWriter(Language.Ja);
        html.Add($"<p{new AttributeIf("class", null)}{new AttributeIf("id", "\"")}>");
        Assert.Equal("<p id=\"&quot;\">", html.ToString());
    }

    [Fact]
    public void However_much_is_written_nothing_is_lost()
    {
        using var html = new HtmlWriter(Language.Ja, expected: 1);
        var expected = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<i>{n.ToString(CultureInfo.InvariantCulture)}&quot;防人</i>"));
        for (var n = 0; n < 20_000; n++)
            html.Add($"<i>{n}{"\""}防人</i>");
        Assert.Equal(expected, html.ToString());
    }

    [Fact]
    public void A_writer_that_was_given_back_writes_no_more()
    {
        var html = new HtmlWriter(Language.Ja);
        html.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { html.Add($"<p>"); });
    }
}
