using System.Runtime.CompilerServices;
using Sakimori.Kernel;
using Sakimori.Web.Charts;

namespace Sakimori.Web.Html;

/// <summary>Stands in a hole for what has been written there.</summary>
public readonly record struct Fragment;

/// <summary>An attribute that stands only when it has a value.</summary>
/// <param name="Name">Its name, a literal of the source.</param>
/// <param name="Value">Its value, which is encoded; null to leave the attribute out.</param>
public readonly record struct AttributeIf(string Name, string? Value);

/// <summary>Markup with holes, written as it is put together.</summary>
[InterpolatedStringHandler]
public readonly ref struct Markup
{
    private readonly HtmlWriter html;

    /// <summary>Called by the compiler.</summary>
    public Markup(int literalLength, int formattedCount, HtmlWriter html) => this.html = html;

    /// <summary>Called by the compiler.</summary>
    public Markup(int literalLength, int formattedCount, HtmlPart part) => html = part.Html;

    /// <summary>A literal of the source.</summary>
    public void AppendLiteral(string value) => html.Raw(value);

    /// <summary>What was written while the hole was looked into: it stands there already.</summary>
    public void AppendFormatted(Fragment value) => _ = html;

    /// <summary>A text, encoded.</summary>
    public void AppendFormatted(string? value) => html.Encode(value);

    /// <summary>A text in the reader's language, encoded.</summary>
    public void AppendFormatted(Text value) => html.Encode(value.In(html.Language));

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int value) => html.Number(value);

    /// <summary>A figure.</summary>
    public void AppendFormatted(Tenths value) => html.Figure(value);

    /// <summary>A length.</summary>
    public void AppendFormatted(SvgLength value) => html.Figure(value);

    /// <summary>A text of a drawing.</summary>
    public void AppendFormatted(SvgText value) => value.Write(html);

    /// <summary>An attribute with the space before it, or nothing.</summary>
    public void AppendFormatted(AttributeIf value)
    {
        if (value.Value is not null)
            html.Add($" {value.Name}=\"{value.Value}\"");
    }

    /// <summary>Any other value by its format, encoded.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : ISpanFormattable
        => html.Formatted(value, format);
}
