using System.Text;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Charts;

/// <summary>Turns a chart into SVG: within a page, or as a file that stands alone.</summary>
public static class ChartSvg
{
    /// <summary>The width of a drawing that is scaled to its page; a wider one keeps its size and scrolls.</summary>
    internal const double PageWidth = 560;

    /// <summary>The drawing for a page, coloured by the page's style sheet; title and finding name and describe it.</summary>
    /// <exception cref="ArgumentException">The chart's id is none, or its figures cannot be drawn.</exception>
    public static string Inline(ChartModel chart, Language language) => Compose(chart, language, alone: false, out _);

    /// <summary>The drawing as a file: SVG 1.1 in UTF-8 with its style, in light colours on white.</summary>
    /// <exception cref="ArgumentException">The chart's id is none, or its figures cannot be drawn.</exception>
    public static string Standalone(ChartModel chart, Language language) => Compose(chart, language, alone: true, out _);

    internal static string Compose(ChartModel chart, Language language, bool alone, out double width)
    {
        if (chart.Id.Length == 0 || !char.IsAsciiLetter(chart.Id[0]) || !chart.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException("A chart's id is a letter, then letters, digits and hyphens.", nameof(chart));
        var canvas = new SvgCanvas(chart.Id, language);
        (width, var height) = chart.Draw(canvas);
        var (w, h) = (SvgCanvas.N(width), SvgCanvas.N(height));
        var svg = new StringBuilder();
        svg.Append(alone
            ? $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-svg chart-svg--alone\""
            : "<svg class=\"chart-svg\"");
        svg.Append($" width=\"{w}\" height=\"{h}\" lang=\"{language.Code()}\" role=\"img\" aria-labelledby=\"{chart.Id}-title {chart.Id}-desc\" viewBox=\"0 0 {w} {h}\">");
        svg.Append($"<title id=\"{chart.Id}-title\">{SvgCanvas.Escape(chart.Title.In(language))}</title>");
        svg.Append($"<desc id=\"{chart.Id}-desc\">{SvgCanvas.Escape(chart.Finding.In(language))}</desc>");
        if (alone)
            svg.Append($"<style>{SvgCanvas.Escape(Encoding.UTF8.GetString(Assets.Bytes("charts.css").Span))}</style><rect class=\"chart-ground\" width=\"{w}\" height=\"{h}\"/>");
        return svg.Append(canvas.Definitions).Append(canvas.Markup).Append("</svg>").ToString();
    }
}
