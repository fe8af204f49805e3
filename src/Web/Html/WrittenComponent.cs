using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Sakimori.Web.Html;

/// <summary>A component whose markup is written directly, so that Razor pages and written parts share it.</summary>
public abstract class WrittenComponent : UiComponent
{
    /// <summary>Writes the markup.</summary>
    protected abstract void Write(HtmlWriter html);

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        using var html = new HtmlWriter(Language);
        Write(html);
        builder.AddMarkupContent(0, html.ToString());
    }
}

/// <summary>A component whose markup is written directly around what it holds.</summary>
public abstract class WrittenFrame : UiComponent
{
    /// <summary>What is within.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Writes what stands before.</summary>
    protected abstract void Begin(HtmlWriter html);

    /// <summary>Writes what stands after.</summary>
    protected abstract void End(HtmlWriter html);

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        using var html = new HtmlWriter(Language);
        Begin(html);
        builder.AddMarkupContent(0, html.Take());
        builder.AddContent(1, ChildContent);
        End(html);
        builder.AddMarkupContent(2, html.Take());
    }
}
