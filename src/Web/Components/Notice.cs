using Microsoft.AspNetCore.Components;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>A passing message on a page.</summary>
public sealed class Notice : WrittenFrame
{
    /// <summary>info, success, warning or error.</summary>
    [Parameter]
    public string Kind { get; set; } = "info";

    /// <summary>The heading; by default the kind in words.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>True when the notice answers what the reader has just done, so that it is read aloud.</summary>
    [Parameter]
    public bool Live { get; set; }

    /// <inheritdoc/>
    protected override void Begin(HtmlWriter html) => html.BeginNotice(Kind, Title, Live);

    /// <inheritdoc/>
    protected override void End(HtmlWriter html) => html.EndNotice();
}

/// <summary>Writes notices.</summary>
public static class NoticeFrame
{
    /// <summary>Writes what stands before the message.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="kind">See <see cref="Notice.Kind"/>.</param>
    /// <param name="title">See <see cref="Notice.Title"/>.</param>
    /// <param name="live">See <see cref="Notice.Live"/>.</param>
    public static Fragment BeginNotice(this HtmlWriter html, string kind, string? title = null, bool live = false)
    {
        html.Add($"<div class=\"notice notice--{kind}\"{new AttributeIf("role", kind == "error" ? "alert" : live ? "status" : null)}>");
        return html.Add($"""{html.Icon(kind)}<div class="notice__body"><p class="notice__title">{title ?? Word(html, kind)}</p>""");
    }

    /// <summary>Writes what stands after it.</summary>
    public static Fragment EndNotice(this HtmlWriter html) => html.Add($"</div></div>");

    private static string Word(HtmlWriter html, string kind) => kind switch
    {
        "success" => html.T("完了", "Done"),
        "warning" => html.T("ご注意", "Please note"),
        "error" => html.T("エラー", "Error"),
        _ => html.T("お知らせ", "Information"),
    };
}
