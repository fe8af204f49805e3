using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>What can be done with a kept result: links.</summary>
internal sealed class KeptTools(HtmlWriter html, ResultModel model, ResultWays ways) : HtmlPart(html)
{
    public void Write()
    {
        Add($"""<section class="tools no-print" aria-labelledby="tools"><h2 id="tools">{T("この結果を使う", "Use this result")}</h2><div class="actions">""");
        if (ways.Plan)
            Add($"""<a class="button button--primary" href="{ways.Root}/plan{ways.Query}">{T("レベルアップの計画を立てる", "Plan the next level")}</a> """);
        Html.PrintButton();
        if (ways.Share)
            Add($""" <a class="button button--secondary" href="{ways.Root}/links">{T("秘密のリンクで見せる", "Show it by a secret link")}</a>""");
        if (ways.Share && model.Subject.Organisation is not null)
            Add($""" <a class="button button--secondary" href="{ways.Root}/evidence">{T("証拠文書を発行する", "Issue evidence of it")}</a>""");
        Add($"""</div><ul class="downloads">""");
        foreach (var (ending, name) in ResultPages.Downloads)
            Add($"""<li><a href="{ways.Root}/result.{ending}{ways.Query}">{Html.Icon("download")}{name}</a></li>""");
        if (ways.Example)
        {
            Add($"<li>");
            if (model.Demonstration)
                Add($"""<a href="{ways.Root}">{T("実例データとの比較をやめる", "Stop comparing with demonstration data")}</a>""");
            else
                Add($"""<a href="{ways.Root}?compare=example">{T("実例データと比べてみる", "Compare with demonstration data")}</a>""");
            Add($"</li>");
        }

        Add($"</ul></section>");
    }
}
