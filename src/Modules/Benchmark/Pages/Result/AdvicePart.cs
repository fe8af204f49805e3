using Sakimori.Benchmark.Domain;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The measures below their desired level, first things first, with the steps to take.</summary>
internal sealed class AdvicePart(HtmlWriter html, ResultModel model) : HtmlPart(html)
{
    // So many are printed; the others are on the screen and in files.
    private const int Printed = 5;

    public void Write()
    {
        Add($"""<h2 id="advice">{T("取り組みたい対策", "Recommended measures")}</h2>""");
        if (model.Advice.Count == 0)
        {
            Add($"<p>{T("すべての対策が望まれる水準に達しています。環境の変化や事故に照らして見直しを続けてください。", "Every measure reaches its desired level. Go on reviewing them against changes and incidents.")}</p>");
            return;
        }

        Add($"""<p class="quiet">{T("差の大きい順、重みの大きい順、作業量の少ない順に並べています。", "Largest gap first, then heaviest weight, then least effort.")}</p>""");
        if (model.Advice.Count > Printed)
        {
            var others = model.Advice.Count - Printed;
            Add($"""<p class="print-only">""");
            T($"取り組む順に{Printed}項目を示します。ほかの{others}項目は、画面とダウンロードしたファイルにあります。", $"The first five in order; the other {others} are on the screen and in the downloads.");
            Add($"</p>");
        }

        Add($"""<ol class="advice">""");
        foreach (var advice in model.Advice)
            Item(advice);
        Add($"</ol>");
    }

    private void Item(Recommendation advice)
    {
        Add($"""<li class="advice__item"><h3>{advice.Measure.Title}</h3><p class="advice__facts">{Html.LevelBar(advice.Level, advice.Desired.ToDecimal())} """);
        Add($"""<span>{T("差 ", "gap ")}{advice.ShownGap}</span> <span>{T("重み ", "weight ")}{advice.Weight}</span> <span>{T("作業量 ", "effort ")}{advice.Effort}</span> <span>{advice.Who}</span></p>""");
        Add($"""<ul class="advice__steps">""");
        foreach (var step in advice.Steps)
            Add($"<li>{step}</li>");
        Add($"""</ul><p class="advice__refs"><span class="advice__level">{T($"水準{advice.NextLevel}：", $"Level {advice.NextLevel}: ")}{advice.Measure.Options[advice.NextLevel - 1]}</span> """);
        Reference("ISO/IEC 27001", advice.Measure.References("iso27001-2022"));
        Reference("CSF", advice.Measure.References("csf-2.0"));
        foreach (var table in model.Mappings)
        {
            if (table.References.Contains(advice.Measure.Id))
                Add($"""<span class="no-print">{table.Title} {string.Join(' ', table.References[advice.Measure.Id])}</span>""");
        }

        Add($"</p></li>");
    }

    private void Reference(string framework, string references)
    {
        if (references.Length > 0)
            Add($"<span>{framework} {references}</span>");
    }
}
