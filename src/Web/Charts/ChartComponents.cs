using Microsoft.AspNetCore.Components;
using Sakimori.Web.Html;

namespace Sakimori.Web.Charts;

/// <summary>Writes charts.</summary>
public static class ChartFigures
{
    /// <summary>Writes a chart with its title, its finding in words and its figures.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="chart">What is shown.</param>
    /// <param name="svgHref">Where the chart can be had as an SVG file; null for no link.</param>
    /// <param name="printTable">True when the figures are printed beneath the chart although they are closed on the screen.</param>
    public static Fragment Chart(this HtmlWriter html, ChartModel chart, string? svgHref, bool printTable = true)
        => new ChartFigure(html, chart, svgHref, printTable).Write();
}

/// <summary>A chart of one kind on a page.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class ChartComponent<TModel> : WrittenComponent
    where TModel : ChartModel
{
    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }

    /// <summary>Where the chart can be had as an SVG file; null for no link.</summary>
    [Parameter]
    public string? SvgHref { get; set; }

    /// <summary>True when the figures are printed beneath the chart although they are closed on the screen.</summary>
    [Parameter]
    public bool PrintTable { get; set; } = true;

    /// <inheritdoc/>
    protected override void Write(HtmlWriter html) => html.Chart(Model, SvgHref, PrintTable);
}

/// <summary>Levels over several axes.</summary>
public sealed class RadarChart : ChartComponent<RadarModel>;

/// <summary>Figures of several categories side by side.</summary>
public sealed class BarChart : ChartComponent<BarModel>;

/// <summary>Parts that make up a whole, category by category.</summary>
public sealed class StackedBarChart : ChartComponent<StackedBarModel>;

/// <summary>How figures are distributed, with the own place marked.</summary>
public sealed class Histogram : ChartComponent<HistogramModel>;

/// <summary>Two figures of many against each other, with the own point marked.</summary>
public sealed class ScatterChart : ChartComponent<ScatterModel>;

/// <summary>Figures over time.</summary>
public sealed class LineChart : ChartComponent<LineModel>;

/// <summary>A chart of a kind that is known only when it is drawn.</summary>
public sealed class AnyChart : ChartComponent<ChartModel>;
