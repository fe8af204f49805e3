using Sakimori.Benchmark.Domain;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The layer, and which answers put the result there.</summary>
internal sealed class LayerPart(HtmlWriter html, ResultModel model) : HtmlPart(html)
{
    // So many items are named that raise the risk index.
    private const int Named = 3;

    public void Write()
    {
        var (score, profile) = (model.Score, model.Rules.Questionnaire.Profile.Count);
        Add($"""<h2 id="layer">{T("層とその理由", "Layer and why")}</h2><p>""");
        T($"リスク指標は {score.RiskIndex} で、「{score.Layer.Name().Ja}」に当たります。リスク指標は、事業と社会への影響についての回答（プロフィール{profile}項目）から求めます。",
            $"The risk index is {score.RiskIndex}, which is the layer \"{score.Layer.Name().En}\". It comes from the answers about the business and its influence ({profile} profile items).");
        Add($"""</p><div class="halves layer">""");
        Bounds();
        Drivers();
        Add($"""</div><p class="layer__unknown">""");
        if (score.UnknownItems.Count > 0)
        {
            Add($"<span>{T("不明と答えた項目：", "Answered 'unknown': ")}");
            for (var i = 0; i < score.UnknownItems.Count; i++)
                Add($"{(i == 0 ? "" : T("、", ", "))}{model.Rules.Questionnaire.Find(score.UnknownItems[i])!.Title}");
            Add($"{T("。", ". ")}</span>");
        }

        Add($"{model.Rules.Rules.Unknown}</p>");
    }

    private void Bounds()
    {
        var title = T("層の境界", "Bounds of the layers");
        Add($"""<div class="table-scroll" role="region" tabindex="0" aria-label="{title}"><table class="table"><caption>{title}</caption>""");
        Add($"""<thead><tr><th scope="col">{T("層", "Layer")}</th><th scope="col" class="table__number">{T("リスク指標", "Risk index")}</th></tr></thead><tbody>""");
        var bounds = model.Rules.Rules.LayerBounds;
        for (var i = bounds.Count - 1; i >= 0; i--)
        {
            var (layer, own) = (Layers.All[i], Layers.All[i] == model.Score.Layer);
            Add($"""<tr{Attribute("class", own ? "own-row" : null)}><th scope="row">{layer.Name()}""");
            if (own)
                Html.Tag("positive", T("自組織", "You"));
            Add($"""</th><td class="table__number">""");
            if (i + 1 < bounds.Count)
                T($"{bounds[i]} 以上 {bounds[i + 1]} 未満", $"{bounds[i]} to below {bounds[i + 1]}");
            else
                T($"{bounds[i]} 以上", $"{bounds[i]} and above");
            Add($"</td></tr>");
        }

        Add($"</tbody></table></div>");
    }

    private void Drivers()
    {
        Add($"""<div class="table-scroll" role="region" tabindex="0" aria-label="{T("リスク指標を押し上げている項目", "What raises the risk index")}">""");
        Add($"""<table class="table"><caption>{T("リスク指標を押し上げている項目（上位3項目）", "What raises the risk index most (three items)")}</caption>""");
        Add($"""<thead><tr><th scope="col">{T("項目と回答", "Item and answer")}</th><th scope="col" class="table__number">{T("加算", "Adds")}</th>""");
        Add($"""<th scope="col" class="table__number">{T("最大", "Most")}</th></tr></thead><tbody>""");
        for (var i = 0; i < Math.Min(Named, model.Drivers.Count); i++)
        {
            var driver = model.Drivers[i];
            if (driver.Adds.Value <= 0)
                break;
            var answer = driver.Unknown ? T("不明（最も重い選択肢とみなす）", "unknown: counted as the highest option") : T(driver.Item.Options[driver.Option - 1]);
            Add($"""<tr><th scope="row">{driver.Item.Title}<span class="table__note">{answer}</span></th>""");
            Add($"""<td class="table__number">{driver.Adds}</td><td class="table__number">{driver.Most}</td></tr>""");
        }

        Add($"</tbody></table></div>");
    }
}
