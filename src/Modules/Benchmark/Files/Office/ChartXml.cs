using System.Xml.Linq;
using Sakimori.Kernel;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>Writes a chart as the part <c>chartN.xml</c> (ECMA-376 part 1, 21.2).</summary>
internal static class ChartXml
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

    private const int CategoryAxis = 10;
    private const int ValueAxis = 20;

    /// <summary>The chart.</summary>
    /// <param name="chart">What it shows.</param>
    /// <param name="language">The language of its texts.</param>
    /// <param name="workbook">The relationship to the workbook that holds its data; null when it stands in that workbook.</param>
    public static XElement Of(OfficeChart chart, Language language, string? workbook = null) => new(Chart + "chartSpace",
        new XAttribute(XNamespace.Xmlns + "a", Drawing), new XAttribute(XNamespace.Xmlns + "r", Relations),
        Value("date1904", 0), Value("lang", language == Language.Ja ? "ja-JP" : "en-US"), Value("roundedCorners", 0),
        new XElement(Chart + "chart",
            new XElement(Chart + "title", new XElement(Chart + "tx", Rich(chart.Title, language)), Value("overlay", 0)),
            Value("autoTitleDeleted", 0),
            new XElement(Chart + "plotArea", new XElement(Chart + "layout"),
                chart.Kind == ChartKind.Radar ? Radar(chart) : Bars(chart), Categories(chart), Values(chart)),
            chart.Series.Count > 1 ? new XElement(Chart + "legend", Value("legendPos", "b"), Value("overlay", 0)) : null,
            Value("plotVisOnly", 1), Value("dispBlanksAs", "gap")),
        new XElement(Chart + "txPr", new XElement(Drawing + "bodyPr"), new XElement(Drawing + "lstStyle"),
            new XElement(Drawing + "p",
                new XElement(Drawing + "pPr", new XElement(Drawing + "defRPr", new XAttribute("sz", 900))),
                new XElement(Drawing + "endParaRPr", new XAttribute("lang", language == Language.Ja ? "ja-JP" : "en-US")))),
        workbook is null ? null
            : new XElement(Chart + "externalData", new XAttribute(Relations + "id", workbook), Value("autoUpdate", 0)));

    private static XElement Radar(OfficeChart chart) => new(Chart + "radarChart",
        Value("radarStyle", "marker"), Value("varyColors", 0),
        chart.Series.Select((series, at) => new XElement(Chart + "ser", Named(series, at),
            new XElement(Chart + "spPr", Line(series.Colour, 28_575, series.Dashed)),
            new XElement(Chart + "marker", Value("symbol", series.Dashed ? "diamond" : "circle"), Value("size", 5),
                new XElement(Chart + "spPr", Solid(series.Colour))),
            Data(chart, series))),
        Value("axId", CategoryAxis), Value("axId", ValueAxis));

    private static XElement Bars(OfficeChart chart) => new(Chart + "barChart",
        Value("barDir", "col"), Value("grouping", "clustered"), Value("varyColors", 0),
        chart.Series.Select((series, at) => new XElement(Chart + "ser", Named(series, at),
            new XElement(Chart + "spPr", Solid(series.Colour)), Value("invertIfNegative", 0),
            series.Marked is not { } marked ? null
                : new XElement(Chart + "dPt", Value("idx", marked), Value("invertIfNegative", 0), Value("bubble3D", 0),
                    new XElement(Chart + "spPr", Solid("B3402E"), Line("1A1A1A", 19_050, dashed: false))),
            Data(chart, series))),
        Value("gapWidth", 40), Value("axId", CategoryAxis), Value("axId", ValueAxis));

    private static XElement[] Named(ChartSeries series, int at) =>
    [
        Value("idx", at), Value("order", at), new(Chart + "tx", new XElement(Chart + "v", series.Name)),
    ];

    private static XElement[] Data(OfficeChart chart, ChartSeries series) =>
    [
        new(Chart + "cat", new XElement(Chart + "strRef", new XElement(Chart + "f", chart.CategoryCells),
            new XElement(Chart + "strCache", Value("ptCount", chart.Categories.Count),
                chart.Categories.Select((name, at) => Point(at, name))))),
        new(Chart + "val", new XElement(Chart + "numRef", new XElement(Chart + "f", series.Cells),
            new XElement(Chart + "numCache", new XElement(Chart + "formatCode", "General"), Value("ptCount", series.Values.Count),
                series.Values.Select((value, at) => value is { } number ? Point(at, $"{number}") : null)))),
    ];

    private static XElement Point(int at, string value)
        => new(Chart + "pt", new XAttribute("idx", at), new XElement(Chart + "v", value));

    private static XElement Categories(OfficeChart chart) => new(Chart + "catAx",
        Value("axId", CategoryAxis), new XElement(Chart + "scaling", Value("orientation", "minMax")), Value("delete", 0), Value("axPos", "b"),
        chart.Kind == ChartKind.Radar ? new XElement(Chart + "majorGridlines", Grid()) : null,
        Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "low"),
        Value("crossAx", ValueAxis), Value("crosses", "autoZero"), Value("auto", 1), Value("lblAlgn", "ctr"), Value("lblOffset", 100),
        Value("noMultiLvlLbl", 0));

    private static XElement Values(OfficeChart chart) => new(Chart + "valAx",
        Value("axId", ValueAxis),
        new XElement(Chart + "scaling", Value("orientation", "minMax"),
            chart.Most is { } most ? Value("max", most) : null, chart.Least is { } least ? Value("min", least) : null),
        Value("delete", 0), Value("axPos", "l"), new XElement(Chart + "majorGridlines", Grid()),
        new XElement(Chart + "numFmt", new XAttribute("formatCode", "General"), new XAttribute("sourceLinked", 0)),
        Value("majorTickMark", "none"), Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"),
        Value("crossAx", CategoryAxis), Value("crosses", "autoZero"), Value("crossBetween", "between"),
        chart.Kind == ChartKind.Radar || chart.Most is not null ? Value("majorUnit", 1) : null);

    private static XElement Grid() => new(Chart + "spPr", Line("D0D0D0", 6_350, dashed: false));

    private static XElement Rich(string text, Language language) => new(Chart + "rich",
        new XElement(Drawing + "bodyPr"), new XElement(Drawing + "lstStyle"),
        new XElement(Drawing + "p",
            new XElement(Drawing + "pPr", new XElement(Drawing + "defRPr", new XAttribute("sz", 1_100), new XAttribute("b", 1))),
            new XElement(Drawing + "r",
                new XElement(Drawing + "rPr", new XAttribute("lang", language == Language.Ja ? "ja-JP" : "en-US"),
                    new XAttribute("sz", 1_100), new XAttribute("b", 1)),
                new XElement(Drawing + "t", text))));

    private static XElement Value(string name, object value) => new(Chart + name, new XAttribute("val", value));

    private static XElement Solid(string colour)
        => new(Drawing + "solidFill", new XElement(Drawing + "srgbClr", new XAttribute("val", colour)));

    private static XElement Line(string colour, int width, bool dashed) => new(Drawing + "ln", new XAttribute("w", width), Solid(colour),
        dashed ? new XElement(Drawing + "prstDash", new XAttribute("val", "dash")) : null);
}
