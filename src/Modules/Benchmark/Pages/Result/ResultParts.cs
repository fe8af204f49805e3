using Sakimori.Web;
using Sakimori.Web.Hosting;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The page of a result within the layout.</summary>
internal sealed class ResultParts(HtmlWriter html, PageContext page, ResultModel model, ResultWays ways) : HtmlPart(html)
{
    public void Write()
    {
        Add($"""<link rel="stylesheet" href="{Assets.Url("result.css")}"><article class="result">""");
        new BoardPart(Html, model).Write();
        if (!ways.BoardOnly)
            Rest();
        Add($"</article>");
    }

    // Everything after the first page.
    private void Rest()
    {
        if (ways.Carried is null)
            new KeptTools(Html, model, ways).Write();
        else
            new CarriedTools(Html, page, model, ways).Write();
        Contents();
        Add($"""<section class="sheet" aria-labelledby="layer">""");
        new LayerPart(Html, model).Write();
        new StandingPart(Html, model, ways).Write();
        Add($"""</section><section class="sheet" aria-labelledby="radar">""");
        new RadarPart(Html, model, ways).Write();
        Add($"""</section><section class="sheet" aria-labelledby="all-measures">""");
        new MeasuresPart(Html, model).Write();
        new AdvicePart(Html, model).Write();
        Add($"</section>");
    }

    private void Contents()
    {
        var whose = model.Segment.Whose;
        Add($"""<nav class="result__contents no-print" aria-label="{T("この結果の目次", "Contents of this result")}"><ul>""");
        Add($"""<li><a href="#layer">{T("層とその理由", "Layer and why")}</a></li>""");
        Add($"""<li><a href="#standing">{T($"{whose.Ja}の中での位置", $"Standing in {whose.En}")}</a></li>""");
        Add($"""<li><a href="#radar">{T("水準のレーダーチャート", "Radar charts")}</a></li>""");
        Add($"""<li><a href="#all-measures">{T("すべての対策と差", "All measures and gaps")}</a></li>""");
        Add($"""<li><a href="#advice">{T("取り組みたい対策", "Recommended measures")}</a></li></ul></nav>""");
    }
}
