using Sakimori.Kernel;
using Sakimori.Web.Forms;
using Sakimori.Web.Hosting;
using Sakimori.Web.Html;

namespace Sakimori.Web.Components;

/// <summary>
/// The document around every page, written directly: once for rendered pages (<see cref="Layout"/>) and for written ones
/// (<see cref="WrittenPage"/>). The order is head, title, top, the page, bottom.
/// </summary>
/// <param name="html">What it is written to.</param>
/// <param name="page">The request's context.</param>
internal sealed class LayoutFrame(HtmlWriter html, PageContext page) : HtmlPart(html)
{
    /// <summary>Writes what stands before the page's title.</summary>
    public void Head()
    {
        Add($"""<!DOCTYPE html><html lang="{page.Language.Code()}"><head><meta charset="utf-8">""");
        Add($"""<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>""");
    }

    /// <summary>Writes what stands between title and page.</summary>
    public void Top()
    {
        Add($"""Sakimori 防人</title><link rel="icon" type="image/svg+xml" href="{Assets.Url("mark.svg")}">""");
        Add($"""<link rel="stylesheet" href="{Assets.Url("site.css")}"><link rel="stylesheet" href="{Assets.Url("charts.css")}">""");
        Add($"""<link rel="stylesheet" media="print" href="{Assets.Url("print.css")}"><script defer src="{Assets.Url("site.js")}"></script></head><body>""");
        Add($"""<a class="skip-link" href="#main">{T("本文へ移動", "Skip to main content")}</a><header class="masthead"><div class="masthead__bar">""");
        Add($"""<a class="wordmark" href="/">{Html.Mark()}<span class="wordmark__name">Sakimori</span> <span class="wordmark__ja" lang="ja">防人</span></a>""");
        Add($"""<div class="masthead__tools">""");
        Languages();
        Reader();
        Add($"</div></div>");
        if (page.Navigation.Count > 0)
            Navigation();
        Add($"</header>");
        if (page.Notices.Count > 0)
            Notices();
        Add($"""<main id="main" tabindex="-1">""");
    }

    /// <summary>Writes what stands after the page.</summary>
    public void Bottom()
    {
        Add($"""</main><footer class="colophon"><div class="colophon__inner"><p class="colophon__name">Sakimori <span lang="ja">防人</span></p>""");
        Add($"""<ul class="colophon__links"><li><a href="/">{T("トップページ", "Home")}</a></li>""");
        Add($"""<li><a href="/benchmark">{T("セキュリティ対策ベンチマーク", "Security benchmark")}</a></li>""");
        Add($"""<li><a href="/privacy">{T("個人データの取扱い", "Privacy notice")}</a></li>""");
        Add($"""<li><a href="/api">{T("API リファレンス", "API reference")}</a></li></ul><p class="colophon__credit">""");
        Add($"""{T("オープンソース（Apache License 2.0）。配色と寸法はデジタル庁デザインシステムの値に拠ります。",
            "Open source, Apache License 2.0. Colours and sizes after the Digital Agency Design System of Japan.")}</p></div></footer></body></html>""");
    }

    private void Languages()
    {
        // Enter presses the first button of a form; that shall not be the language switch.
        if (page.LanguageForm is { } carrier)
            Add($"""<button class="visually-hidden" type="submit" form="{carrier}" tabindex="-1" aria-hidden="true"></button>""");
        foreach (var other in Kernel.Languages.All)
        {
            if (other == page.Language)
                continue;
            var (code, name) = (other.Code(), other == Language.Ja ? "日本語" : "English");
            if (page.LanguageForm is { } form)
                Add($"""<button class="masthead__tool" type="submit" form="{form}" name="lang" value="{code}" lang="{code}">{name}</button>""");
            else
                Add($"""<a class="masthead__tool" href="/language/{code}?return={Uri.EscapeDataString(page.PathAndQuery)}" lang="{code}" hreflang="{code}">{name}</a>""");
        }
    }

    private void Reader()
    {
        if (page.ReaderName is not { } name)
        {
            Add($"""<a class="masthead__tool" href="/sign-in">{T("サインイン", "Sign in")}</a>""");
            return;
        }

        Add($"""<a class="masthead__tool masthead__reader" href="/account">{Html.Icon("person")}<span>{name}</span></a>""");
        Html.BeginForm(page, "/sign-out", "masthead__form");
        Add($"""<button class="masthead__tool" type="submit">{T("サインアウト", "Sign out")}</button></form>""");
    }

    private void Navigation()
    {
        Add($"""<nav class="mainnav mainnav--wide" aria-label="{T("主要メニュー", "Main")}">{Entries()}</nav><details class="mainnav mainnav--narrow">""");
        Add($"""<summary>{Html.Icon("menu")}{T("メニュー", "Menu")}</summary><nav aria-label="{T("主要メニュー", "Main")}">{Entries()}</nav></details>""");
    }

    private Fragment Entries()
    {
        Add($"<ul>");
        foreach (var entry in page.Navigation)
            Add($"""<li><a href="{entry.Href}"{Attribute("aria-current", Current(entry.Href))}>{entry.Title}</a></li>""");
        return Add($"</ul>");
    }

    private void Notices()
    {
        Add($"""<aside class="standing" aria-label="{T("お知らせ", "Notices")}">""");
        foreach (var notice in page.Notices)
        {
            Add($"""<p class="standing__notice">{Html.Icon("warning")}<span>{notice.Words}""");
            if (notice.Href is { } href)
                Add($""" <a href="{href}">{T("詳しく", "More")}</a>""");
            Add($"</span></p>");
        }

        Add($"</aside>");
    }

    // "page" on the entry's own page, "true" on those beneath it unless another entry is nearer.
    private string? Current(string href)
    {
        var path = page.PathAndQuery.AsSpan();
        if (path.IndexOf('?') is var query and >= 0)
            path = path[..query];
        return path.SequenceEqual(href) ? "page"
            : href.Length > 1 && IsBeneath(path, href) && !Nearer(path, href) ? "true"
            : null;
    }

    private bool Nearer(ReadOnlySpan<char> path, string href)
    {
        foreach (var other in page.Navigation)
        {
            if (other.Href.Length > href.Length && (path.SequenceEqual(other.Href) || IsBeneath(path, other.Href)))
                return true;
        }

        return false;
    }

    private static bool IsBeneath(ReadOnlySpan<char> path, string href)
        => path.Length > href.Length && path.StartsWith(href) && path[href.Length] == '/';
}
