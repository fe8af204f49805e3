using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;

namespace Sakimori.Web.Tests;

/// <summary>Renders one component for a reader.</summary>
internal sealed class Render : IDisposable
{
    private readonly BunitContext context = new();

    public Render(Language language = Language.En)
        => context.Services.AddCascadingValue(_ => Readers.Of(language));

    public IRenderedComponent<TComponent> Of<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>> parameters)
        where TComponent : IComponent
        => context.Render(parameters);

    public void Dispose() => context.Dispose();
}

/// <summary>What a screen reader makes of an element.</summary>
internal static class Accessible
{
    /// <summary>The text of the elements that an attribute such as <c>aria-describedby</c> names, in order.</summary>
    public static string Referenced<TComponent>(this IRenderedComponent<TComponent> rendered, IElement element, string attribute)
        where TComponent : IComponent
        => string.Join(" | ", (element.GetAttribute(attribute) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => rendered.Find("#" + id).TextContent.Trim()));
}
