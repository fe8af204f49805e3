using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Web.Charts;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The place among those with whom the result is compared.</summary>
internal sealed class StandingPart(HtmlWriter html, ResultModel model, ResultWays ways) : HtmlPart(html)
{
    private static readonly Text OfLayer = new("層の平均", "Mean of the layer");

    public void Write()
    {
        var whose = model.Segment.Whose;
        Add($"""<h2 id="standing">{T($"{whose.Ja}の中での位置", $"Standing in {whose.En}")}</h2>""");
        Add($"<p>{T("比較の基準：", "Compared with ")}{model.Basis}{T("。", ".")}</p>");
        Peers();
        if (model.NoTScore is { } reason)
        {
            Html.BeginNotice("info", T("示していない数値があります", "Some figures are not given"));
            Add($"<p>{reason}</p>");
            Html.EndNotice();
        }

        if (model.Comparison is { } comparison && model.Withheld is null)
            Figures(comparison);
        Add($"""<div class="charts">""");
        if (ResultCharts.Distribution(model) is { } distribution)
            Html.Chart(distribution, ways.Svg("distribution"));
        Html.Chart(ResultCharts.Risk(model), ways.Svg("risk"));
        Add($"</div>");
    }

    private void Figures(Comparison comparison)
    {
        Add($"""<dl class="figures figures--plain"><div><dt>{T("総合点", "Total")}</dt><dd>{model.Score.Total}</dd></div>""");
        Add($"<div><dt>{T(model.Segment.Dimension == Segment.LayerDimension ? OfLayer : new($"{model.Segment.Whose.Ja}の平均", $"Mean of {model.Segment.Whose.En}"))}</dt><dd>{comparison.Peers.Mean?.ToString()}</dd></div>");
        Add($"<div><dt>{T("標準偏差", "Standard deviation")}</dt><dd>{comparison.Peers.StandardDeviation?.ToString()}</dd></div>");
        Add($"<div><dt>{T("偏差値", "T-score")}</dt><dd>{comparison.TScore?.ToString() ?? "–"}</dd></div>");
        if (comparison.Place is not { } place)
        {
            Add($"</dl>");
            return;
        }

        Add($"<div><dt>{T("自組織より総合点の低い結果", "Results with a lower total")}</dt><dd>{Range(place)}&#xA0;%</dd></div></dl>");
        var least = model.Rules.Rules.Statistics.MinimumBin;
        Add($"""<p class="quiet">""");
        T($"順位と割合は、一つの組織が特定されないよう、どの区間も{least}件以上になる度数分布から範囲で示します。",
            $"Rank and share are ranges from a distribution each of whose ranges holds at least {least} results, so that no organisation can be told.");
        Add($"</p>");
    }

    // With whom the result is compared, where the statistics object offers more than layers. Never chosen for the reader.
    private void Peers()
    {
        if (model.Demonstration || model.Statistics?.OfferedTo(model.Score.Layer) is not { Count: > 0 } offered || (ways.Root is null && ways.Carried is null))
            return;
        Add($"""<div class="no-print">""");
        Html.BeginDetails(T("規模・業種と比べる", "Compare with a size or an industry"), model.Segment.Dimension != Segment.LayerDimension, printOpen: false);
        Add($"<p>{T("15件以上の結果がある規模と業種を選べます。平均や偏差値が、その規模・業種のものに替わります。望まれる水準は、参照表と比べるときだけその値に替わります。",
            "These sizes and industries have 15 or more results. Means and T-score are then theirs; desired levels only where a reference table is compared with.")}</p>");
        Add($"""<ul class="choices"><li>{Choice(Segment.Of(model.Score.Layer), T("同じ層", "The same layer"))}</li>""");
        foreach (var segment in offered)
        {
            Add($"<li>{Choice(segment, $"{T(Segment.Named(segment.Dimension))}{T("：", ": ")}{T(segment.Name)}")}");
            Add($"{(model.IsOwnIndustry(segment) ? T("（自組織の業種）", " (the organisation's own)") : "")}</li>");
        }

        Add($"</ul>");
        Html.EndDetails();
        Add($"</div>");
    }

    private Fragment Choice(Segment segment, string words)
        => segment == model.Segment ? Add($"""<strong aria-current="true">{words}</strong>""")
            : ways.Carried is not null ? Add($"""<button class="button button--secondary button--small" type="submit" form="{ResultWays.FormId}" name="compare" value="{segment.ToString()}">{words}</button>""")
            : Add($"""<a href="{ways.Root}{ResultWays.QueryOf(segment)}#standing">{words}</a>""");

    private static string Range(Place place)
        => place.PercentileFrom == place.PercentileTo ? $"{place.PercentileFrom}" : $"{place.PercentileFrom}–{place.PercentileTo}";
}
