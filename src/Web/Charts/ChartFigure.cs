using Sakimori.Web.Components;
using Sakimori.Web.Html;

namespace Sakimori.Web.Charts;

/// <summary>A chart with its title, its finding in words and its figures.</summary>
internal sealed class ChartFigure(HtmlWriter html, ChartModel chart, string? svgHref, bool printTable) : HtmlPart(html)
{
    public Fragment Write()
    {
        using var canvas = ChartSvg.Draw(chart, Html.Language, out var size);
        var (title, finding) = (T(chart.Title), T(chart.Finding));
        var wide = size.Width > ChartSvg.PageWidth;
        Add($"<figure class=\"{(wide ? "chart chart--wide" : "chart")}\" id=\"{chart.Id}\">");
        Add($"<figcaption><p class=\"chart__title\">{title}</p><p class=\"chart__finding\">{finding}</p>");
        if (svgHref is not null)
            Add($"<p class=\"chart__download no-print\"><a href=\"{svgHref}\">{Html.Icon("download")}{T("図を保存（SVG）", "Save the chart (SVG)")}</a></p>");
        Add($"</figcaption><div class=\"chart__scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{T("図：", "Chart: ")}{title}\">");
        Add($"<div class=\"{(wide ? "chart__plot chart__plot--wide" : "chart__plot")}\">{Html.Svg(chart, canvas, size, finding)}</div></div>");
        Html.BeginDetails(T("数値を表で見る", "Show the figures as a table"), printOpen: printTable);
        Add($"<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{T("数値：", "Figures: ")}{title}\">");
        Add($"<table class=\"table\"><caption class=\"visually-hidden\">{title}</caption>");
        Table(chart.Table(Html.Language));
        Add($"</table></div>");
        Html.EndDetails();
        return Add($"</figure>");
    }

    private void Table(ChartTable table)
    {
        Add($"<thead><tr><th scope=\"col\">{table.Head[0]}</th>");
        for (var i = 1; i < table.Head.Count; i++)
            Add($"<th scope=\"col\" class=\"table__number\">{table.Head[i]}</th>");
        Add($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            Add($"<tr><th scope=\"row\">{row[0]}</th>");
            for (var i = 1; i < row.Count; i++)
                Add($"<td class=\"table__number\">{row[i]}</td>");
            Add($"</tr>");
        }

        Add($"</tbody>");
    }
}
