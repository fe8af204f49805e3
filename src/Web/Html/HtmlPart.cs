using System.Runtime.CompilerServices;
using Sakimori.Kernel;

namespace Sakimori.Web.Html;

/// <summary>Base of the parts of a page that are written directly: the words of <see cref="HtmlWriter"/> without naming it each time.</summary>
/// <param name="html">What the part is written to.</param>
public abstract class HtmlPart(HtmlWriter html)
{
    /// <summary>What the part is written to.</summary>
    public HtmlWriter Html => html;

#pragma warning disable CA1822 // The compiler hands this part to the handlers, which do the work.
    /// <inheritdoc cref="HtmlWriter.Add"/>
    protected Fragment Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => default;

    /// <inheritdoc cref="HtmlWriter.T(ref InJapanese, ref InEnglish)"/>
    protected Fragment T([InterpolatedStringHandlerArgument("")] ref InJapanese ja, [InterpolatedStringHandlerArgument("")] ref InEnglish en) => default;
#pragma warning restore CA1822

    /// <inheritdoc cref="HtmlWriter.T(string, string)"/>
    protected string T(string ja, string en) => html.T(ja, en);

    /// <inheritdoc cref="HtmlWriter.T(Text)"/>
    protected string T(Text text) => html.T(text);

    /// <summary>An attribute that stands only when it has a value.</summary>
    protected static AttributeIf Attribute(string name, string? value) => new(name, value);
}
