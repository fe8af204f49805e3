using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Web.Charts;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The levels as radar charts, and what has changed since earlier results.</summary>
internal sealed class RadarPart(HtmlWriter html, ResultModel model, ResultWays ways) : HtmlPart(html)
{
    public void Write()
    {
        Add($"""<h2 id="radar">{T("水準のレーダーチャート", "Radar charts")}</h2><div class="charts">""");
        Html.Chart(ResultCharts.Groups(model), ways.Svg("groups"));
        Html.Chart(ResultCharts.Measures(model), ways.Svg("measures"));
        Add($"</div>");
        if (ResultCharts.Years(model) is { } years)
            Earlier(years);
    }

    private void Earlier(LineModel years)
    {
        Add($"""<div class="earlier"><h3>{T("これまでの結果との比較", "Compared with earlier results")}</h3><ul>""");
        foreach (var earlier in model.Earlier)
        {
            var change = VersionComparison.Of(earlier.Score, model.Score);
            Add($"<li>{Dates.Written(earlier.Made)}{T("：", ": ")}");
            T($"共通する{change.Common.Count}項目で {change.EarlierTotal}点 → {change.LaterTotal}点（{change.LaterTotal - change.EarlierTotal:+0;-0;±0}）。",
                $"{change.EarlierTotal} → {change.LaterTotal} points over {change.Common.Count} common measures ({change.LaterTotal - change.EarlierTotal:+0;-0;±0}).");
            Add($" <span{Attribute("class", earlier.Score.RulesVersion == model.Score.RulesVersion ? "earlier__statement" : null)}>{change.Statement}</span></li>");
        }

        Add($"""</ul><div class="no-print">{Html.Chart(years, ways.Svg("years"))}</div></div>""");
    }
}
