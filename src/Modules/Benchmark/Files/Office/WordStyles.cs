using System.Xml.Linq;
using Sakimori.Kernel;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>The styles and lists of a text document: real headings, so that a reader can jump between them and build a contents page.</summary>
internal static class WordStyles
{
    private const int Bullets = 1;

    /// <summary>The part <c>styles.xml</c>.</summary>
    public static XElement Styles(Language language)
    {
        var font = language == Language.Ja ? "游ゴシック" : "Calibri";
        var code = Code(language);
        return new(Word + "styles", new XAttribute(XNamespace.Xmlns + "w", Word),
            new XElement(Word + "docDefaults",
                new XElement(Word + "rPrDefault", new XElement(Word + "rPr",
                    new XElement(Word + "rFonts", new XAttribute(Word + "ascii", font), new XAttribute(Word + "eastAsia", "游ゴシック"),
                        new XAttribute(Word + "hAnsi", font), new XAttribute(Word + "cs", font)),
                    Value("sz", 20),
                    new XElement(Word + "lang", new XAttribute(Word + "val", code), new XAttribute(Word + "eastAsia", "ja-JP")))),
                new XElement(Word + "pPrDefault", new XElement(Word + "pPr", Spacing(0, 100)))),
            Style("Normal", "Normal", isDefault: true),
            Style("Title", "Title", size: 36, bold: true, spacing: Spacing(0, 120)),
            Style("Subtitle", "Subtitle", size: 20, colour: "595959", spacing: Spacing(0, 200)),
            Style("Heading1", "heading 1", size: 30, bold: true, colour: "00118F", spacing: Spacing(320, 120), level: 0),
            Style("Heading2", "heading 2", size: 24, bold: true, colour: "00118F", spacing: Spacing(220, 80), level: 1),
            Style("Caption", "caption", size: 18, bold: true, spacing: Spacing(160, 60), keepNext: true),
            Style("Lead", "Lead", size: 22, spacing: Spacing(0, 120)),
            Style("Footer", "footer", size: 16, colour: "595959"),
            new XElement(Word + "style", new XAttribute(Word + "type", "table"), new XAttribute(Word + "default", 1),
                new XAttribute(Word + "styleId", "TableNormal"), Value("name", "Normal Table"), Value("uiPriority", 99),
                new XElement(Word + "tblPr", new XElement(Word + "tblInd", new XAttribute(Word + "w", 0), new XAttribute(Word + "type", "dxa")))),
            new XElement(Word + "style", new XAttribute(Word + "type", "table"), new XAttribute(Word + "styleId", "Grid"),
                Value("name", "Table Grid"), Value("basedOn", "TableNormal"), Value("uiPriority", 39),
                new XElement(Word + "pPr", Spacing(20, 20)),
                new XElement(Word + "tblPr", new XElement(Word + "tblBorders",
                    Border("top"), Border("left"), Border("bottom"), Border("right"), Border("insideH"), Border("insideV")),
                    new XElement(Word + "tblCellMar", Margin("left"), Margin("right")))));
    }

    /// <summary>The part <c>numbering.xml</c>: one bulleted list.</summary>
    public static XElement Numbering() => new(Word + "numbering", new XAttribute(XNamespace.Xmlns + "w", Word),
        new XElement(Word + "abstractNum", new XAttribute(Word + "abstractNumId", 0), Value("multiLevelType", "hybridMultilevel"),
            new XElement(Word + "lvl", new XAttribute(Word + "ilvl", 0), Value("start", 1), Value("numFmt", "bullet"), Value("lvlText", "•"),
                Value("lvlJc", "left"),
                new XElement(Word + "pPr", new XElement(Word + "ind", new XAttribute(Word + "left", 360), new XAttribute(Word + "hanging", 260))))),
        new XElement(Word + "num", new XAttribute(Word + "numId", Bullets), Value("abstractNumId", 0)));

    /// <summary>What makes a paragraph an item of the list.</summary>
    public static XElement ListItem => new(Word + "numPr", Value("ilvl", 0), Value("numId", Bullets));

    /// <summary>The tag of a language.</summary>
    public static string Code(Language language) => language == Language.Ja ? "ja-JP" : "en-GB";

    private static XElement Style(string id, string name, bool isDefault = false, int? size = null, bool bold = false, string? colour = null,
        XElement? spacing = null, int? level = null, bool keepNext = false) => new(Word + "style",
            new XAttribute(Word + "type", "paragraph"), isDefault ? new XAttribute(Word + "default", 1) : null, new XAttribute(Word + "styleId", id),
            Value("name", name), isDefault ? null : Value("basedOn", "Normal"), isDefault ? null : Value("next", "Normal"),
            new XElement(Word + "qFormat"),
            new XElement(Word + "pPr",
                keepNext || level is not null ? new XElement(Word + "keepNext") : null, spacing,
                level is { } outline ? Value("outlineLvl", outline) : null),
            new XElement(Word + "rPr",
                bold ? new XElement(Word + "b") : null, colour is null ? null : Value("color", colour), size is { } points ? Value("sz", points) : null));

    private static XElement Value(string name, object value) => new(Word + name, new XAttribute(Word + "val", value));

    private static XElement Spacing(int before, int after)
        => new(Word + "spacing", new XAttribute(Word + "before", before), new XAttribute(Word + "after", after));

    private static XElement Border(string side) => new(Word + side, new XAttribute(Word + "val", "single"),
        new XAttribute(Word + "sz", 4), new XAttribute(Word + "space", 0), new XAttribute(Word + "color", "999999"));

    private static XElement Margin(string side) => new(Word + side, new XAttribute(Word + "w", 80), new XAttribute(Word + "type", "dxa"));
}
