using Microsoft.AspNetCore.Components;
using Sakimori.Kernel;

namespace Sakimori.Web;

/// <summary>Base of every page and component: knows the reader's language.</summary>
public abstract class UiComponent : ComponentBase
{
    /// <summary>The request's context.</summary>
    [CascadingParameter]
    public required PageContext Page { get; set; }

    /// <summary>The reader's language.</summary>
    protected Language Language => Page.Language;

    /// <summary>The text in the reader's language.</summary>
    protected string T(string ja, string en) => Language == Language.Ja ? ja : en;

    /// <summary>The name of a person as it was kept, or that it was erased.</summary>
    protected string Who(string? name) => string.IsNullOrEmpty(name) ? T(ErasedName.Words) : name;

    /// <inheritdoc cref="T(string, string)"/>
    protected string T(Text text) => text.In(Language);
}
