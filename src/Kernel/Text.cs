namespace Sakimori.Kernel;

/// <summary>
/// A text in both languages, written side by side so that neither can be forgotten (ADR 0003).
/// </summary>
/// <param name="Ja">The Japanese text; never null.</param>
/// <param name="En">The English text; never null.</param>
public readonly record struct Text(string Ja, string En)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.Ja ? Ja : En;

    /// <summary>A text that is the same in both languages: a name, a number, an identifier.</summary>
    public static Text Same(string text) => new(text, text);

    /// <summary>Two texts joined in each language.</summary>
    public static Text operator +(Text first, Text second) => new(first.Ja + second.Ja, first.En + second.En);

    /// <inheritdoc cref="op_Addition"/>
    public static Text Add(Text first, Text second) => first + second;

    /// <summary>The English text: what logs show.</summary>
    public override string ToString() => En;
}
