using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Web.Charts;

/// <summary>Turns a chart into SVG: within a page, or as a file that stands alone.</summary>
public static class ChartSvg
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream = typeof(ChartSvg).Assembly.GetManifestResourceStream("asset/charts.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The drawing for a page, coloured by the page's style sheet; title and finding name and describe it.</summary>
    public static string Inline(ChartModel chart, Language language) => Compose(chart, language, alone: false);

    /// <summary>The drawing as a file: SVG 1.1 in UTF-8 with its style, in light colours on white.</summary>
    public static string Standalone(ChartModel chart, Language language) => Compose(chart, language, alone: true);

    /// <summary>The width of a drawing that is scaled to its page; wider ones keep their size and scroll.</summary>
    public const double PageWidth = 560;

    /// <summary>True when the drawing is wider than a page and keeps its size.</summary>
    public static bool IsWide(ChartModel chart, Language language) => chart.Draw(new SvgCanvas(chart.Id, language)).Width > PageWidth;

    private static string Compose(ChartModel chart, Language language, bool alone)
    {
        var canvas = new SvgCanvas(chart.Id, language);
        var (width, height) = chart.Draw(canvas);
        var (w, h) = (SvgCanvas.N(width), SvgCanvas.N(height));
        var svg = new StringBuilder();
        svg.Append(alone
            ? $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-svg chart-svg--alone\""
            : "<svg class=\"chart-svg\"");
        svg.Append($" width=\"{w}\" height=\"{h}\" lang=\"{language.Code()}\" role=\"img\" aria-labelledby=\"{chart.Id}-title {chart.Id}-desc\" viewBox=\"0 0 {w} {h}\">");
        svg.Append($"<title id=\"{chart.Id}-title\">{SvgCanvas.Escape(chart.Title.In(language))}</title>");
        svg.Append($"<desc id=\"{chart.Id}-desc\">{SvgCanvas.Escape(chart.Finding.In(language))}</desc>");
        if (alone)
            svg.Append($"<style>{SvgCanvas.Escape(Style.Value)}</style><rect class=\"chart-ground\" width=\"{w}\" height=\"{h}\"/>");
        return svg.Append(canvas.Definitions).Append(canvas.Markup).Append("</svg>").ToString();
    }
}
