namespace Sakimori.Kernel;

/// <summary>The languages of the product; both are first-class.</summary>
public enum Language
{
    /// <summary>Japanese 日本語.</summary>
    Ja,

    /// <summary>English 英語.</summary>
    En,
}

/// <summary>Codes and parsing of <see cref="Language"/>.</summary>
public static class Languages
{
    /// <summary>Every language, in the order in which the reader is offered them.</summary>
    public static IReadOnlyList<Language> All { get; } = [Language.Ja, Language.En];

    /// <summary>The BCP 47 code: <c>ja</c> or <c>en</c>.</summary>
    public static string Code(this Language language) => language == Language.Ja ? "ja" : "en";

    /// <summary>Parses a BCP 47 tag by its primary subtag (<c>ja-JP</c> is Japanese); null when it is neither language.</summary>
    public static Language? Parse(string? tag)
    {
        var primary = tag.AsSpan().Trim();
        var end = primary.IndexOfAny('-', '_', '.');
        if (end >= 0)
            primary = primary[..end];
        return primary.Equals("ja", StringComparison.OrdinalIgnoreCase) ? Language.Ja
            : primary.Equals("en", StringComparison.OrdinalIgnoreCase) ? Language.En
            : null;
    }

    /// <summary>
    /// The language an <c>Accept-Language</c> header (RFC 9110, 12.5.4) prefers: the highest weight wins, the first one on a tie;
    /// English when it names neither.
    /// </summary>
    public static Language FromAcceptLanguage(string? header)
    {
        Language? best = null;
        var bestWeight = 0.0;
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = part.Split(';', StringSplitOptions.TrimEntries);
            if (Parse(pieces[0]) is not { } language)
                continue;
            var weight = pieces.Length > 1 && pieces[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(pieces[1].AsSpan(2), out var q) ? q : 1.0;
            if (weight > bestWeight)
                (best, bestWeight) = (language, weight);
        }

        return best ?? Language.En;
    }
}
