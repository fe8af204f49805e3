using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Sakimori.Kernel;
using Sakimori.Web.Html;

namespace Sakimori.Web.Forms;

/// <summary>A form that posts: it carries the antiforgery token and hands the faults to its fields.</summary>
public sealed class PostForm : UiComponent
{
    /// <summary>The address that is posted to.</summary>
    [Parameter, EditorRequired]
    public required string Action { get; set; }

    /// <summary>Classes of the form element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>True when the form carries files.</summary>
    [Parameter]
    public bool Multipart { get; set; }

    /// <summary>Further hidden fields, name and value, in order.</summary>
    [Parameter]
    public IReadOnlyList<(string Name, string Value)> Hidden { get; set; } = [];

    /// <summary>The faults of the last submission; each field shows its own.</summary>
    [Parameter]
    public IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <summary>The fields and the button.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary><c>data-</c> hooks of the script and others: <c>data-guard</c> asks before a changed form is left.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        using var html = new HtmlWriter(Language);
        html.BeginForm(Page, Action, Class, Multipart, Hidden, [.. (Attributes ?? new Dictionary<string, object>()).Select(a => new AttributeIf(a.Key, $"{a.Value}"))]);
        builder.AddMarkupContent(0, html.Take());
        builder.OpenComponent<CascadingValue<FormFaults>>(1);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.Value), new FormFaults(Faults));
        builder.AddComponentParameter(3, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(4, nameof(CascadingValue<>.ChildContent), ChildContent);
        builder.CloseComponent();
        builder.AddMarkupContent(5, "</form>");
    }
}

/// <summary>Writes forms.</summary>
public static class Forms
{
    /// <summary>Writes the beginning of a form that posts, with its token and hidden fields: the only place where a form begins to post.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="page">The request's context, which makes the token.</param>
    /// <param name="action">See <see cref="PostForm.Action"/>.</param>
    /// <param name="classes">See <see cref="PostForm.Class"/>.</param>
    /// <param name="multipart">See <see cref="PostForm.Multipart"/>.</param>
    /// <param name="hidden">See <see cref="PostForm.Hidden"/>.</param>
    /// <param name="attributes">Further attributes; their names are literals of the source.</param>
    public static Fragment BeginForm(
        this HtmlWriter html, PageContext page, string action, string? classes = null, bool multipart = false,
        IReadOnlyList<(string Name, string Value)>? hidden = null, params ReadOnlySpan<AttributeIf> attributes)
    {
        html.Add($"<form method=\"post\" action=\"{action}\"{new AttributeIf("class", classes)}{new AttributeIf("enctype", multipart ? "multipart/form-data" : null)} novalidate");
        foreach (var attribute in attributes)
            html.Add($"{attribute}");
        html.Add($">");
        if (page.Antiforgery?.Invoke() is { } token)
            Hide(html, token.Field, token.Value);
        foreach (var (name, value) in hidden ?? [])
            Hide(html, name, value);
        return default;
    }

    private static void Hide(HtmlWriter html, string name, string value)
        => html.Add($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
}
