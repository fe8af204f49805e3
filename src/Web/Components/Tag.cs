using Microsoft.AspNetCore.Components;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>A word or two set off by their ground.</summary>
public sealed class Tag : WrittenFrame
{
    /// <summary>plain, positive, negative or caution; the words say the same.</summary>
    [Parameter]
    public string Kind { get; set; } = "plain";

    /// <inheritdoc/>
    protected override void Begin(HtmlWriter html) => Tags.Begin(html, Kind);

    /// <inheritdoc/>
    protected override void End(HtmlWriter html) => Tags.End(html);
}

/// <summary>Writes tags.</summary>
public static class Tags
{
    /// <summary>Writes a tag.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="kind">See <see cref="Tag.Kind"/>.</param>
    /// <param name="words">The words.</param>
    public static Fragment Tag(this HtmlWriter html, string kind, string words)
    {
        Begin(html, kind);
        html.Add($"{words}");
        return End(html);
    }

    internal static Fragment Begin(HtmlWriter html, string kind)
        => kind == "plain" ? html.Add($"""<span class="tag">""") : html.Add($"""<span class="tag tag--{kind}">""");

    internal static Fragment End(HtmlWriter html) => html.Add($"</span>");
}
