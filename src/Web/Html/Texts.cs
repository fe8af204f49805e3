using System.Runtime.CompilerServices;
using Sakimori.Kernel;

namespace Sakimori.Web.Html;

/// <summary>A Japanese text with holes, written when the reader reads Japanese.</summary>
[InterpolatedStringHandler]
public readonly ref struct InJapanese
{
    private readonly HtmlWriter html;

    /// <summary>Called by the compiler.</summary>
    public InJapanese(int literalLength, int formattedCount, HtmlWriter html, out bool written)
        => (this.html, written) = (html, html.Language == Language.Ja);

    /// <summary>Called by the compiler.</summary>
    public InJapanese(int literalLength, int formattedCount, HtmlPart part, out bool written)
        : this(literalLength, formattedCount, part.Html, out written)
    {
    }

    /// <summary>Words, encoded.</summary>
    public void AppendLiteral(string value) => html.Encode(value);

    /// <summary>A text, encoded.</summary>
    public void AppendFormatted(string? value) => html.Encode(value);

    /// <summary>Any other value by its format, encoded.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : ISpanFormattable
        => html.Formatted(value, format);
}

/// <summary>An English text with holes, written when the reader reads English.</summary>
[InterpolatedStringHandler]
public readonly ref struct InEnglish
{
    private readonly HtmlWriter html;

    /// <summary>Called by the compiler.</summary>
    public InEnglish(int literalLength, int formattedCount, HtmlWriter html, out bool written)
        => (this.html, written) = (html, html.Language == Language.En);

    /// <summary>Called by the compiler.</summary>
    public InEnglish(int literalLength, int formattedCount, HtmlPart part, out bool written)
        : this(literalLength, formattedCount, part.Html, out written)
    {
    }

    /// <summary>Words, encoded.</summary>
    public void AppendLiteral(string value) => html.Encode(value);

    /// <summary>A text, encoded.</summary>
    public void AppendFormatted(string? value) => html.Encode(value);

    /// <summary>Any other value by its format, encoded.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : ISpanFormattable
        => html.Formatted(value, format);
}
