using Microsoft.AspNetCore.Components;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>What opens when its summary is chosen.</summary>
public sealed class Details : WrittenFrame
{
    /// <summary>What opens it.</summary>
    [Parameter, EditorRequired]
    public required string Summary { get; set; }

    /// <summary>True when it stands open from the start.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>True when it is printed open although it is closed on the screen.</summary>
    [Parameter]
    public bool PrintOpen { get; set; } = true;

    /// <inheritdoc/>
    protected override void Begin(HtmlWriter html) => html.BeginDetails(Summary, Open, PrintOpen);

    /// <inheritdoc/>
    protected override void End(HtmlWriter html) => html.EndDetails();
}

/// <summary>Writes details.</summary>
public static class DetailsFrame
{
    /// <summary>Writes what stands before the content.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="summary">See <see cref="Details.Summary"/>.</param>
    /// <param name="open">See <see cref="Details.Open"/>.</param>
    /// <param name="printOpen">See <see cref="Details.PrintOpen"/>.</param>
    public static Fragment BeginDetails(this HtmlWriter html, string summary, bool open = false, bool printOpen = true)
    {
        html.Add($"<details class=\"details\"{(open ? " open" : "")}{new AttributeIf("data-print-open", printOpen ? "" : null)}>");
        return html.Add($"<summary>{summary}</summary><div class=\"details__body\">");
    }

    /// <summary>Writes what stands after it.</summary>
    public static Fragment EndDetails(this HtmlWriter html) => html.Add($"</div></details>");
}
