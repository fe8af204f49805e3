using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Kernel;
using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>All measures with level, gap, mean, the level of last time, and references.</summary>
internal sealed class MeasuresPart(HtmlWriter html, ResultModel model) : HtmlPart(html)
{
    private readonly Score? latest = model.Earlier.Count == 0 ? null : model.Earlier[0].Score;

    public void Write()
    {
        Add($"""<h2 id="all-measures">{T("すべての対策と差", "All measures and gaps")}</h2>""");
        Add($"""<p class="quiet">{T("差 = 望まれる水準 − 自組織の水準。負の値は望まれる水準を上回っていることを示します。", "Gap = desired level − own level; a negative gap is a level above the desired one.")}</p>""");
        Add($"""<div class="table-scroll" role="region" tabindex="0" aria-label="{T("表：すべての対策と差", "Table: all measures and gaps")}"><table class="table measures">""");
        Head();
        for (var group = 0; group < model.Rules.Questionnaire.Groups.Count; group++)
            Group(group);
        Add($"""</table></div><p class="no-print"><a href="/benchmark/mappings">{T("対策と基準の対応表", "Measures and their references")}</a></p>""");
    }

    private void Head()
    {
        var whose = model.Segment.Whose;
        Add($"""<caption class="visually-hidden">""");
        T($"すべての対策の水準、望まれる水準、差、{whose.Ja}の平均と参照番号", $"Level, desired level, gap, mean of {whose.En} and references of every measure");
        Add($"""</caption><thead><tr><th scope="col">{T("対策", "Measure")}</th><th scope="col">{T("水準", "Level")}</th><th scope="col" class="table__number">{T("差", "Gap")}</th>""");
        Add($"""<th scope="col" class="table__number">{ReportWords.MeanHeading(model)}</th>""");
        if (latest is not null)
            Add($"""<th scope="col" class="table__number">{T("前回", "Last time")}</th>""");
        Add($"""<th scope="col">ISO/IEC 27001</th><th scope="col">NIST CSF 2.0</th></tr></thead>""");
    }

    private void Group(int group)
    {
        var (questionnaire, score) = (model.Rules.Questionnaire, model.Score.Groups[group]);
        Add($"""<tbody><tr class="measures__group"><th scope="rowgroup" colspan="{(latest is null ? 6 : 7)}">{questionnaire.Groups[group].Title} """);
        Add($"""<span class="measures__sum">{T($"{score.Sum}点 / {score.Max}点", $"{score.Sum} of {score.Max} points")}</span></th></tr>""");
        for (var i = 0; i < model.Score.Measures.Count; i++)
        {
            if (model.Rules.GroupOf[i] == group)
                Row(i);
        }

        Add($"</tbody>");
    }

    private void Row(int at)
    {
        var (measure, own) = (model.Rules.Questionnaire.Measures[at], model.Score.Measures[at]);
        Add($"""<tr><th scope="row"><span class="measures__code">{measure.Id}</span> {measure.Title}</th><td>{Html.LevelBar(own.Level, own.Desired.ToDecimal())}</td>""");
        Number(own.Gap);
        Number(model.MeanOf(at));
        if (latest is not null)
        {
            if (latest.Find(measure.Id, at)?.Level is { } before)
                Add($"""<td class="table__number">{before}</td>""");
            else
                Number(null);
        }

        Add($"""<td class="measures__refs">{measure.References("iso27001-2022")}</td>""");
        Add($"""<td class="measures__refs">{measure.References("csf-2.0")}</td></tr>""");
    }

    private void Number(Tenths? figure)
    {
        if (figure is { } known)
            Add($"""<td class="table__number">{known}</td>""");
        else
            Add($"""<td class="table__number">–</td>""");
    }
}
