using System.Buffers;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables;

/// <summary>What may stand between the cells of a text: comma, tab or semicolon.</summary>
internal static class Separators
{
    private static readonly SearchValues<char> Telling = SearchValues.Create(",\t;\"\r\n");

    private static readonly SearchValues<char> Blank = SearchValues.Create(",\t;\r\n 　");

    /// <summary>
    /// The separator that the line of headings, its quoted cells left out, holds most often; comma when it holds none or two
    /// equally often; the tab whenever there is one in a file that is called a tab-separated one.
    /// </summary>
    public static char Of(ReadOnlySpan<char> text, bool tabsExpected)
    {
        int commas = 0, tabs = 0, semicolons = 0;
        var quoted = false;
        var headings = text.IndexOfAnyExcept(Blank);
        if (headings < 0)
            return ',';
        text = text[(text[..headings].LastIndexOfAny('\r', '\n') + 1)..];
        for (int at; (at = text.IndexOfAny(Telling)) >= 0; text = text[(at + 1)..])
        {
            if (text[at] == '"')
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (text[at] == ',')
                commas++;
            else if (text[at] == '\t')
                tabs++;
            else if (text[at] == ';')
                semicolons++;
            else
                break;
        }

        if (tabsExpected && tabs > 0)
            return '\t';
        return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    /// <summary>The separator's name for the reader.</summary>
    public static Text Name(char separator) => separator switch
    {
        '\t' => new("タブ", "tab"),
        ';' => new("セミコロン", "semicolon"),
        _ => new("コンマ", "comma"),
    };
}
