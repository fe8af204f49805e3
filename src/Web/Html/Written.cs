using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Sakimori.Web.Html;

/// <summary>
/// A part of a Razor page that is written directly. Where the page is a <see cref="WrittenPage"/> it is written when its place is
/// reached, into the answer itself; elsewhere it becomes markup of the tree like any component.
/// </summary>
public sealed class Written : UiComponent
{
    /// <summary>Writes the part.</summary>
    [Parameter, EditorRequired]
    public required Action<HtmlWriter> Content { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Page.Parts is { Open: true } parts)
        {
            builder.AddMarkupContent(0, parts.Place(Content));
            return;
        }

        using var html = new HtmlWriter(Language);
        Content(html);
        builder.AddMarkupContent(0, html.ToString());
    }
}

/// <summary>The parts of one page that wait to be written, and the marks at their places.</summary>
public sealed class WrittenParts
{
    // A comment that only markup can hold: texts and attributes are encoded.
    private const string Mark = "<!--part ";

    private readonly List<(string Mark, Action<HtmlWriter> Write)> parts = [];

    /// <summary>True while a <see cref="WrittenPage"/> is rendered.</summary>
    public bool Open { get; internal set; }

    /// <summary>Keeps a part; the mark that stands in its place.</summary>
    internal string Place(Action<HtmlWriter> write)
    {
        var mark = $"{Mark}{parts.Count}-->";
        parts.Add((mark, write));
        return mark;
    }

    /// <summary>The part whose mark this is; null when it is none.</summary>
    internal Action<HtmlWriter>? At(string markup)
    {
        if (!markup.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        foreach (var (mark, write) in parts)
        {
            if (mark == markup)
                return write;
        }

        return null;
    }
}
