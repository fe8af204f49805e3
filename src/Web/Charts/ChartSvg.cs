using System.Text;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;
using Sakimori.Web.Html;

namespace Sakimori.Web.Charts;

/// <summary>Turns a chart into SVG: within a page, or as a file that stands alone.</summary>
public static class ChartSvg
{
    /// <summary>The width of a drawing that is scaled to its page; a wider one keeps its size and scrolls.</summary>
    internal const double PageWidth = 560;

    /// <summary>The drawing for a page, coloured by the page's style sheet; title and finding name and describe it.</summary>
    /// <exception cref="ArgumentException">The chart's id is none, or its figures cannot be drawn.</exception>
    public static string Inline(ChartModel chart, Language language) => Compose(chart, language, alone: false);

    /// <summary>The drawing as a file: SVG 1.1 in UTF-8 with its style, in light colours on white.</summary>
    /// <exception cref="ArgumentException">The chart's id is none, or its figures cannot be drawn.</exception>
    public static string Standalone(ChartModel chart, Language language) => Compose(chart, language, alone: true);

    /// <summary>Writes a drawing.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="chart">What is drawn.</param>
    /// <param name="canvas">The drawing.</param>
    /// <param name="size">Its size.</param>
    /// <param name="finding">What it shows in the reader's words.</param>
    /// <param name="alone">True for a file, which carries its style.</param>
    internal static Fragment Svg(
        this HtmlWriter html, ChartModel chart, SvgCanvas canvas, (double Width, double Height) size, string finding, bool alone = false)
    {
        var (w, h, language, id) = (SvgCanvas.N(size.Width), SvgCanvas.N(size.Height), html.Language, chart.Id);
        if (alone)
            html.Add($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-svg chart-svg--alone\"");
        else
            html.Add($"<svg class=\"chart-svg\"");
        html.Add($" width=\"{w}\" height=\"{h}\" lang=\"{language.Code()}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {w} {h}\">");
        html.Add($"<title id=\"{id}-title\">{new SvgText(chart.Title.In(language))}</title><desc id=\"{id}-desc\">{new SvgText(finding)}</desc>");
        if (alone)
            html.Add($"<style>{new SvgText(Encoding.UTF8.GetString(Assets.Bytes("charts.css").Span))}</style><rect class=\"chart-ground\" width=\"{w}\" height=\"{h}\"/>");
        canvas.Define(html);
        html.Raw(canvas.Markup);
        return html.Add($"</svg>");
    }

    /// <summary>Draws a chart.</summary>
    /// <exception cref="ArgumentException">The chart's id is none, or its figures cannot be drawn.</exception>
    internal static SvgCanvas Draw(ChartModel chart, Language language, out (double Width, double Height) size)
    {
        if (chart.Id.Length == 0 || !char.IsAsciiLetter(chart.Id[0]) || !chart.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException("A chart's id is a letter, then letters, digits and hyphens.", nameof(chart));
        var canvas = new SvgCanvas(chart.Id, language);
        size = chart.Draw(canvas);
        return canvas;
    }

    private static string Compose(ChartModel chart, Language language, bool alone)
    {
        using var canvas = Draw(chart, language, out var size);
        using var html = new HtmlWriter(language);
        html.Svg(chart, canvas, size, chart.Finding.In(language), alone);
        return html.ToString();
    }
}
