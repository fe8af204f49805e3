using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>Prints the page; hidden until the script is there, because it can do nothing without it.</summary>
public sealed class PrintButton : WrittenComponent
{
    /// <inheritdoc/>
    protected override void Write(HtmlWriter html) => html.PrintButton();
}

/// <summary>Writes print buttons.</summary>
public static class PrintButtons
{
    /// <summary>Writes a print button.</summary>
    public static Fragment PrintButton(this HtmlWriter html)
        => html.Add($"""<button class="button button--secondary" type="button" hidden data-print>{html.Icon("print")}{html.T("印刷する", "Print")}</button>""");
}
