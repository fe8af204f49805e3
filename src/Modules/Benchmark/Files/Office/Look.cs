using System.Xml.Linq;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>How a cell shows its number.</summary>
internal enum Shown
{
    /// <summary>As it is.</summary>
    General = 0,

    /// <summary>As text: what is typed is never taken for a formula.</summary>
    Text = 49,

    /// <summary>With one decimal.</summary>
    Tenths = 164,

    /// <summary>As a day.</summary>
    Day = 165,
}

/// <summary>How a cell looks.</summary>
/// <param name="Shown">How its number is shown.</param>
/// <param name="Bold">Heavy letters.</param>
/// <param name="Size">The size of the letters in points.</param>
/// <param name="Fill">The background as RRGGBB; null for none.</param>
/// <param name="Colour">The letters as RRGGBB; null for black.</param>
/// <param name="Wrapped">Lines are broken.</param>
/// <param name="Centred">In the middle of the cell.</param>
/// <param name="Framed">With a thin frame.</param>
/// <param name="Open">May be filled in on a protected sheet.</param>
internal readonly record struct Look(
    Shown Shown = Shown.General, bool Bold = false, int Size = 10, string? Fill = null, string? Colour = null,
    bool Wrapped = false, bool Centred = false, bool Framed = false, bool Open = false)
{
    public static Look Plain { get; } = new(Size: 10);

    public static Look Prose { get; } = new(Size: 10, Wrapped: true);

    public static Look Title { get; } = new(Size: 16, Bold: true);

    public static Look Section { get; } = new(Size: 12, Bold: true);

    public static Look Heading { get; } = new(Size: 10, Bold: true, Fill: "E8EEF7", Wrapped: true, Framed: true);

    public static Look Cell { get; } = new(Size: 10, Wrapped: true, Framed: true);

    public static Look Figure { get; } = new(Size: 10, Centred: true, Framed: true);
}

/// <summary>The looks used in a workbook; each gets a number when it is first used.</summary>
internal sealed class Looks(string font)
{
    private static readonly string[] Sides = ["left", "right", "top", "bottom", "diagonal"];
    private static readonly string[] ReservedFills = ["none", "gray125"];

    private readonly List<Look> looks = [Look.Plain];

    /// <summary>The number of a look.</summary>
    public int NumberOf(Look look)
    {
        var at = looks.IndexOf(look);
        if (at >= 0)
            return at;
        looks.Add(look);
        return looks.Count - 1;
    }

    /// <summary>The part <c>styles.xml</c>.</summary>
    /// <param name="differences">The looks that conditions give, as RRGGBB of background and letters.</param>
    public XElement ToXml(IReadOnlyList<(string Fill, string Colour)> differences)
    {
        XElement Frame(string? line) => new(Sheet + "border", Sides.Select(side =>
            line is null || side == "diagonal" ? new XElement(Sheet + side)
                : new XElement(Sheet + side, new XAttribute("style", line), Rgb("color", "B3B3B3"))));
        return new(Sheet + "styleSheet",
            Counted("numFmts", [NumberFormat(Shown.Tenths, "0.0"), NumberFormat(Shown.Day, "yyyy/mm/dd")]),
            Counted("fonts", looks.Select(look => new XElement(Sheet + "font",
                look.Bold ? new XElement(Sheet + "b") : null, Value("sz", look.Size),
                Rgb("color", look.Colour ?? "1A1A1A"), Value("name", font), Value("family", 2)))),
            Counted("fills", ReservedFills.Select(pattern => Pattern(pattern))
                .Concat(looks.Select(look => look.Fill is null ? Pattern("none") : Pattern("solid", Rgb("fgColor", look.Fill))))),
            Counted("borders", [Frame(null), Frame("thin")]),
            Counted("cellStyleXfs", [Format(0, 0, 0, 0)]),
            Counted("cellXfs", looks.Select((look, at) =>
            {
                var format = Format((int)look.Shown, at, at + 2, look.Framed ? 1 : 0);
                format.Add(new XAttribute("xfId", 0), new XAttribute("applyNumberFormat", 1), new XAttribute("applyFont", 1),
                    new XAttribute("applyFill", 1), new XAttribute("applyBorder", 1), new XAttribute("applyAlignment", 1),
                    new XAttribute("applyProtection", 1),
                    new XElement(Sheet + "alignment", look.Centred ? new XAttribute("horizontal", "center") : null,
                        new XAttribute("vertical", look.Centred ? "center" : "top"), look.Wrapped ? new XAttribute("wrapText", 1) : null),
                    new XElement(Sheet + "protection", new XAttribute("locked", look.Open ? 0 : 1)));
                return format;
            })),
            Counted("cellStyles", [new(Sheet + "cellStyle", new XAttribute("name", "Normal"), new XAttribute("xfId", 0), new XAttribute("builtinId", 0))]),
            Counted("dxfs", differences.Select(difference => new XElement(Sheet + "dxf",
                new XElement(Sheet + "font", new XElement(Sheet + "b"), Rgb("color", difference.Colour)),
                new XElement(Sheet + "fill", new XElement(Sheet + "patternFill",
                    new XAttribute("patternType", "solid"), Rgb("fgColor", difference.Fill), Rgb("bgColor", difference.Fill)))))));
    }

    private static XElement Counted(string name, IEnumerable<XElement> elements)
    {
        var all = elements.ToList();
        return new(Sheet + name, new XAttribute("count", all.Count), all);
    }

    private static XElement NumberFormat(Shown shown, string code)
        => new(Sheet + "numFmt", new XAttribute("numFmtId", (int)shown), new XAttribute("formatCode", code));

    private static XElement Value(string name, object value) => new(Sheet + name, new XAttribute("val", value));

    private static XElement Rgb(string name, string rgb) => new(Sheet + name, new XAttribute("rgb", "FF" + rgb));

    private static XElement Pattern(string type, XElement? colour = null)
        => new(Sheet + "fill", new XElement(Sheet + "patternFill", new XAttribute("patternType", type), colour));

    private static XElement Format(int number, int font, int fill, int border) => new(Sheet + "xf",
        new XAttribute("numFmtId", number), new XAttribute("fontId", font), new XAttribute("fillId", fill), new XAttribute("borderId", border));
}
