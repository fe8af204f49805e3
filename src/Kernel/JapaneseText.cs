using System.Text;

namespace Sakimori.Kernel;

/// <summary>
/// What Japanese spreadsheets need: full-width letters and digits, half-width kana, and sort keys. The same on every
/// machine, with or without ICU.
/// </summary>
public static class JapaneseText
{
    // The katakana of U+FF65..U+FF9F (JIS X 0201), in order.
    private const string HalfWidthKana =
        "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    // A kana and its voiced form stand side by side.
    private const string Voiced = "ウヴカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボワヷヲヺ";
    private const string SemiVoiced = "ハパヒピフプヘペホポ";

    /// <summary>
    /// Compatibility form of one line: full-width ASCII becomes ASCII, half-width kana becomes full-width with its sound mark
    /// joined, the ideographic space becomes a space. Everything else is left as it is. Idempotent.
    /// </summary>
    public static string Fold(string text)
    {
        var clean = true;
        foreach (var c in text)
            clean &= c is < '\u3000' or (> '\u3000' and < '\uFF01') or > '\uFF9F';
        if (clean)
            return text;

        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is 'ﾞ' or '゛' && Join(folded, Voiced))
                continue;
            if (c is 'ﾟ' or '゜' && Join(folded, SemiVoiced))
                continue;
            folded.Append(c switch
            {
                '\u3000' => ' ',
                >= '！' and <= '～' => (char)(c - 0xFEE0),
                >= '･' and <= 'ﾟ' => HalfWidthKana[c - '･'],
                _ => c,
            });
        }

        return folded.ToString();
    }

    /// <summary>
    /// The key by which names are ordered on every database: folded, trimmed, lower case, hiragana as katakana; compare as bytes.
    /// </summary>
    public static string SortKey(string name)
    {
        var folded = Fold(name).Trim().ToLowerInvariant();
        return string.Create(folded.Length, folded, static (key, source) =>
        {
            for (var i = 0; i < key.Length; i++)
                key[i] = source[i] is >= 'ぁ' and <= 'ゖ' ? (char)(source[i] + 0x60) : source[i];
        });
    }

    private static bool Join(StringBuilder folded, string pairs)
    {
        if (folded.Length == 0)
            return false;
        var at = pairs.IndexOf(folded[^1]);
        if (at < 0 || at % 2 != 0)
            return false;
        folded[^1] = pairs[at + 1];
        return true;
    }
}
