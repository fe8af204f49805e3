namespace Sakimori.Web.Charts;

/// <summary>
/// How wide a text will be: an estimate from the kinds of its characters, the same on every machine, never far below what a
/// browser's sans-serif needs.
/// </summary>
public static class TextMetrics
{
    private const int Measured = 128;
    private const string NeverFirst = "、。，．・：；）」』】）！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ";

    // The characters that Latin texts are made of, looked up.
    private static readonly double[] Narrow = [.. Enumerable.Range(0, 128).Select(c => OfLatin((char)c))];

    /// <summary>The width of one line in the unit of the font size.</summary>
    public static double Width(ReadOnlySpan<char> text, double size)
    {
        var ems = 0.0;
        foreach (var c in text)
            ems += Ems(c);
        return ems * size;
    }

    /// <summary>
    /// Breaks a text into lines no wider than <paramref name="width"/>: Latin at spaces, Japanese between phrases (after hiragana or
    /// punctuation, where kanji and katakana meet), and within a phrase only when it is wider than a line. What does not fit into
    /// <paramref name="lines"/> lines is cut with an ellipsis.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, int lines)
    {
        // Where each character ends, so that no part of the text is measured twice.
        Span<double> ends = text.Length < Measured ? stackalloc double[Measured] : new double[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
            ends[i + 1] = ends[i] + (Ems(text[i]) * size);
        if (ends[text.Length] <= width)
            return [text.TrimEnd()];
        var result = new List<string>(lines);
        var fits = true;
        var line = 0;
        for (var start = 0; start < text.Length;)
        {
            // A phrase that is wider than a line is taken character by character.
            var phrase = PieceEnd(text, start);
            var step = ends[phrase] - ends[start] > width ? 1 : phrase - start;
            for (; start < phrase; start += step)
            {
                var shown = start + text.AsSpan(start, step).TrimEnd().Length;
                if (start == line || ends[shown] - ends[line] <= width)
                    continue;
                End(ends, start);
                line = start;
            }
        }

        End(ends, text.Length);
        if (result.Count <= lines && fits)
            return result;
        return [.. result.Take(lines).Select((l, i) => i == lines - 1 && result.Count > lines ? Cut(l + '…', size, width) : Cut(l, size, width))];

        void End(ReadOnlySpan<double> ends, int end)
        {
            var shown = text.AsSpan(line, end - line).TrimEnd();
            result.Add(shown.ToString());
            fits &= ends[line + shown.Length] - ends[line] <= width;
        }
    }

    private static string Cut(string line, double size, double width)
    {
        if (Width(line, size) <= width)
            return line;
        var kept = line.TrimEnd('…');
        while (kept.Length > 1 && Width(kept + '…', size) > width)
            kept = kept[..^1];
        return kept.TrimEnd() + '…';
    }

    // Where the smallest piece that begins here ends: a line may break there.
    private static int PieceEnd(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && !MayBreak(text[end - 1], text[end]))
            end++;
        return end;
    }

    private static bool MayBreak(char before, char after)
        => before == ' ' || (Wide(before) && after != ' ' && !NeverFirst.Contains(after) && Script(before) switch
        {
            _ when after is '（' or '「' => true,
            'p' => before is not '（' and not '「',
            'h' => Script(after) != 'h',
            var script => Script(after) is 'k' or 'c' or 'l' && Script(after) != script,
        });

    // Hiragana, katakana, kanji (c), Latin and all else (l), punctuation.
    private static char Script(char c) => c switch
    {
        >= 'ぁ' and <= 'ゖ' => 'h',
        >= 'ァ' and <= 'ヺ' or 'ー' => 'k',
        '、' or '。' or '・' or '（' or '）' or '「' or '」' or '，' => 'p',
        _ => Wide(c) ? 'c' : 'l',
    };

    private static bool Wide(char c) => c is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF01' and <= '\uFF60';

    private static double Ems(char c) => c < Narrow.Length ? Narrow[c] : Wide(c) || c == '…' ? 1 : char.IsUpper(c) ? .68 : .57;

    private static double OfLatin(char c)
        => "iljtfrI.,:;'|() !".Contains(c) ? .35
        : "mwMW".Contains(c) ? .9
        : char.IsUpper(c) ? .68
        : .57;
}
