using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The first page: it stands alone, on the screen, in print and behind a link.</summary>
internal sealed class BoardPart(HtmlWriter html, ResultModel model) : HtmlPart(html)
{
    private readonly Score score = model.Score;
    private readonly Summary summary = model.Summary;

    public void Write()
    {
        Add($"""<section class="sheet board" aria-labelledby="result"><h1 id="result">{model.Title}</h1><p class="board__subject">""");
        if (model.Subject.Whose is { } organisation)
            Add($"<strong>{organisation}</strong> ");
        Add($"""<span>{T("診断日", "Self-check of")} {Dates.Written(model.Subject.Made)}</span> <span>{T($"規則 {model.Rules.Version}版", $"Rules {model.Rules.Version}")}""");
        Add($"""<a class="no-print" href="/benchmark/how">{T("この結果の求め方", "How this is computed")}</a></span></p>""");
        if (model.Demonstration)
        {
            Html.BeginNotice("warning", T("実例データとの比較です", "Compared with demonstration data"));
            Add($"<p>{T("比較の相手は、合成された見本のデータです。実在の組織の値ではありません。", "What this result is compared with is synthetic. No figure of it belongs to a real organisation.")}</p>");
            Html.EndNotice();
        }

        Add($"""<div class="verdict">""");
        foreach (var sentence in summary.Sentences)
            Add($"<p>{sentence}</p>");
        Add($"</div>");
        Figures();
        Add($"""<div class="halves">""");
        Strengths();
        Gaps();
        Add($"</div>");
        if (summary.Actions.Count > 0)
            Actions();
        Add($"""<p class="board__basis">{T("比較の基準：", "Compared with ")}{model.Basis}{T("。", ".")}""");
        if (score.UnknownItems.Count > 0)
            Add($" {model.Rules.Rules.Unknown}");
        Add($"</p></section>");
    }

    private void Figures()
    {
        var questionnaire = model.Rules.Questionnaire;
        Add($"""<dl class="figures"><div><dt>{T("総合点", "Total")}</dt><dd><span class="figures__main">{score.Total}</span> / {questionnaire.HighestTotal}</dd>""");
        Add($"""<dd class="figures__note">{T($"最低 {questionnaire.LowestTotal}点", $"lowest {questionnaire.LowestTotal}")}</dd></div>""");
        Add($"""<div><dt>{T("リスク指標", "Risk index")}</dt><dd><span class="figures__main">{score.RiskIndex}</span> / 100</dd>""");
        Add($"""<dd class="figures__note">{T("層：", "Layer: ")}{score.Layer.Word()}</dd></div>""");
        Add($"""<div><dt>{T("望まれる水準に達した対策", "Measures at the desired level")}</dt><dd><span class="figures__main">{score.Measures.Count - model.Advice.Count}</span> / {score.Measures.Count}</dd>""");
        Add($"""<dd class="figures__note">{Unknown()}</dd></div>""");
        Add($"""<div><dt>{T("偏差値", "T-score")}</dt><dd><span class="figures__main">{model.Comparison?.TScore?.ToString() ?? "–"}</span></dd>""");
        Add($"""<dd class="figures__note">{Place()}</dd></div></dl>""");
    }

    private Fragment Unknown() => score.UnknownItems.Count == 0
        ? Add($"{T("不明の回答なし", "nothing unknown")}")
        : T($"不明の回答 {score.UnknownItems.Count}項目", $"{score.UnknownItems.Count} answered 'unknown'");

    private Fragment Place() => model.Comparison?.Place is { } place
        ? T($"順位 {Range(place)}位 / {place.Of:#,0}件", $"rank {Range(place)} of {place.Of:#,0}")
        : Add($"{(model.Withheld == ReferenceTable.NoDistribution ? T("参照表に分布がありません", "no distribution in the table") : T("比較できる結果が足りません", "too few results to compare"))}");

    private void Strengths()
    {
        Add($"<div><h2>{T("強み", "Strengths")}</h2>");
        if (summary.Strengths.Count == 0)
            Add($"<p>{T("水準の分かる対策がまだありません。", "No level is known yet.")}</p>");
        if (summary.StrengthsNote is { } note)
            Add($"""<p class="quiet">{note}</p>""");
        Add($"""<ol class="ranked">""");
        foreach (var strength in summary.Strengths)
            Ranked(strength.Measure, strength.Level, strength.Desired);
        Add($"</ol></div>");
    }

    private void Gaps()
    {
        Add($"<div><h2>{T("差の大きい対策", "Gaps")}</h2>");
        if (summary.Gaps.Count == 0)
            Add($"<p>{T("すべての対策が望まれる水準に達しています。", "Every measure reaches its desired level.")}</p>");
        Add($"""<ol class="ranked">""");
        foreach (var gap in summary.Gaps)
            Ranked(gap.Measure, gap.Level, gap.Desired);
        Add($"</ol></div>");
    }

    private void Ranked(Measure measure, int? level, Tenths desired)
        => Add($"""<li><span class="ranked__name">{measure.Title}</span> {Html.LevelBar(level, desired.ToDecimal())}</li>""");

    private void Actions()
    {
        var title = T("まず行うこと", "What to do first");
        Add($"""<h2>{title}</h2><div class="table-scroll" role="region" tabindex="0" aria-label="{title}"><table class="table board__actions">""");
        Add($"""<caption class="visually-hidden">{T("最初に取り組む対策と、その作業量", "The first measures to take up, with their effort")}</caption>""");
        Add($"""<thead><tr><th scope="col">{T("対策と最初の一歩", "Measure and first step")}</th><th scope="col">{T("水準", "Level")}</th>""");
        Add($"""<th scope="col">{T("作業量", "Effort")}</th><th scope="col">{T("担当", "Who")}</th></tr></thead><tbody>""");
        foreach (var action in summary.Actions)
        {
            Add($"""<tr><th scope="row"><span class="board__measure">{action.Measure.Title}</span><span class="board__step">{action.FirstStep}</span></th>""");
            Add($"""<td class="nowrap">{action.Way}</td><td class="nowrap">{action.Effort}</td><td>{action.Who}</td></tr>""");
        }

        Add($"</tbody></table></div>");
        Add($"""<p class="quiet board__effort">{T("作業量は、50人ほどの組織を想定した目安です。", "Effort is a guide for an organisation of about 50 people.")}</p>""");
    }

    private static string Range(Place place) => place.RankFrom == place.RankTo ? $"{place.RankFrom:#,0}" : $"{place.RankFrom:#,0}–{place.RankTo:#,0}";
}
