namespace Sakimori.Benchmark.Files.Office;

/// <summary>Text as XML can hold it.</summary>
internal static class XmlText
{
    /// <summary>The text without the control characters and half surrogates that XML 1.0 does not allow.</summary>
    public static string Of(string text)
    {
        var clean = true;
        for (var i = 0; i < text.Length && clean; i++)
            clean = Allowed(text, i);
        return clean ? text : string.Concat(Enumerable.Range(0, text.Length).Where(i => Allowed(text, i)).Select(i => text[i]));
    }

    private static bool Allowed(string text, int at) => text[at] switch
    {
        '\t' or '\n' => true,
        < ' ' or '\uFFFE' or '\uFFFF' => false,
        var c when char.IsHighSurrogate(c) => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        var c when char.IsLowSurrogate(c) => at > 0 && char.IsHighSurrogate(text[at - 1]),
        _ => true,
    };
}
