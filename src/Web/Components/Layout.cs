using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Sections;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>
/// The document around a rendered page. A page names it with [Layout(typeof(Layout))] or <c>@layout Layout</c> and sets its title with
/// <see cref="PageHead"/>.
/// </summary>
public sealed class Layout : UiComponent
{
    /// <summary>The name of the section that <see cref="PageHead"/> fills.</summary>
    public const string TitleSection = "title";

    /// <summary>The page.</summary>
    [Parameter]
    public RenderFragment? Body { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        using var html = new HtmlWriter(Language);
        var frame = new LayoutFrame(html, Page);
        frame.Head();
        builder.AddMarkupContent(0, html.Take());
        builder.OpenComponent<SectionOutlet>(1);
        builder.AddComponentParameter(2, nameof(SectionOutlet.SectionName), TitleSection);
        builder.CloseComponent();
        frame.Top();
        builder.AddMarkupContent(3, html.Take());
        builder.AddContent(4, Body);
        frame.Bottom();
        builder.AddMarkupContent(5, html.Take());
    }
}
