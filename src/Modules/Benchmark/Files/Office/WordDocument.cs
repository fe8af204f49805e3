using System.Xml.Linq;
using Sakimori.Kernel;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>Writes a text document (ECMA-376 part 1, 17) on A4: headings, lists, tables with captions, native charts.</summary>
internal sealed class WordDocument(string title, Language language, DateOnly date)
{
    /// <summary>The media type of a text document.</summary>
    public const string MediaType = Types + ".document";

    private const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    private const string Document = "word/document.xml";
    private const int TextWidth = 9_638;
    private const int EmuPerMillimetre = 36_000;

    private readonly OfficePackage package = new();
    private readonly List<XElement> body = [];
    private int charts;

    public void Paragraph(string text, string? style = null) => body.Add(Styled(style, null, Run(text)));

    public void Heading(int level, string text) => Paragraph(text, $"Heading{level}");

    public void Item(string text) => body.Add(Styled(null, WordStyles.ListItem, Run(text)));

    public void PageBreak() => body.Add(new(Word + "p", new XElement(Word + "r", new XElement(Word + "br", new XAttribute(Word + "type", "page")))));

    /// <summary>A table with a numbered caption; its first row is marked as headings and repeated on each page.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="shares">The width of each column as a share of the whole.</param>
    /// <param name="headings">The headings.</param>
    /// <param name="rows">The rows; a line break in a cell begins a paragraph.</param>
    public void Table(string caption, IReadOnlyList<int> shares, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Caption(language == Language.Ja ? "表" : "Table", "Table", caption);
        var widths = shares.Select(share => share * TextWidth / shares.Sum()).ToList();
        body.Add(new(Word + "tbl",
            new XElement(Word + "tblPr", Value("tblStyle", "Grid"),
                new XElement(Word + "tblW", new XAttribute(Word + "w", TextWidth), new XAttribute(Word + "type", "dxa")),
                Value("tblLayout", "fixed", "type"),
                new XElement(Word + "tblLook", new XAttribute(Word + "val", "0020"), new XAttribute(Word + "firstRow", 1)),
                Value("tblCaption", XmlText.Of(caption))),
            new XElement(Word + "tblGrid", widths.Select(width => new XElement(Word + "gridCol", new XAttribute(Word + "w", width)))),
            Row(headings, widths, heading: true), rows.Select(row => Row(row, widths, heading: false))));
        body.Add(new(Word + "p", new XElement(Word + "pPr", new XElement(Word + "spacing", new XAttribute(Word + "after", 60)))));
    }

    /// <summary>A chart with a numbered caption and alternative text; its data stand in a workbook inside the document.</summary>
    public void Chart(ChartData data, int width = 160, int height = 100)
    {
        charts++;
        var (chart, workbook) = data.InWorkbook(language, date);
        var (path, data1) = ($"word/charts/chart{charts}.xml", $"word/embeddings/data{charts}.xlsx");
        package.AddWorkbook(data1, workbook);
        package.Add(path, ChartXml.ContentType, ChartXml.Of(chart, language, package.Relate(path, "package", $"../embeddings/data{charts}.xlsx")));
        var relation = package.Relate(Document, "chart", $"charts/chart{charts}.xml");
        body.Add(Styled(null, new(Word + "keepNext"), new XElement(Word + "r", new XElement(Word + "drawing",
            new XElement(WordDrawing + "inline", new XAttribute("distT", 0), new XAttribute("distB", 0), new XAttribute("distL", 0), new XAttribute("distR", 0),
                new XElement(WordDrawing + "extent", new XAttribute("cx", width * EmuPerMillimetre), new XAttribute("cy", height * EmuPerMillimetre)),
                new XElement(WordDrawing + "docPr", new XAttribute("id", charts), new XAttribute("name", XmlText.Of(data.Title)),
                    new XAttribute("descr", XmlText.Of(data.Description))),
                new XElement(WordDrawing + "cNvGraphicFramePr"),
                new XElement(Drawing + "graphic", new XElement(Drawing + "graphicData", new XAttribute("uri", Xmlns.Chart.NamespaceName),
                    new XElement(Xmlns.Chart + "chart", new XAttribute(Relations + "id", relation)))))))));
        Caption(language == Language.Ja ? "図" : "Figure", "Figure", data.Title);
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        package.Relate("", "officeDocument", Document);
        package.Describe(XmlText.Of(title), language, date);
        var footer = package.Relate(Document, "footer", "footer1.xml");
        package.Add(Document, Types + ".document.main+xml", new(Word + "document",
            new XAttribute(XNamespace.Xmlns + "w", Word), new XAttribute(XNamespace.Xmlns + "r", Relations),
            new XAttribute(XNamespace.Xmlns + "wp", WordDrawing), new XAttribute(XNamespace.Xmlns + "a", Drawing), new XAttribute(XNamespace.Xmlns + "c", Xmlns.Chart),
            new XElement(Word + "body", body, new XElement(Word + "sectPr",
                new XElement(Word + "footerReference", new XAttribute(Word + "type", "default"), new XAttribute(Relations + "id", footer)),
                new XElement(Word + "pgSz", new XAttribute(Word + "w", 11_906), new XAttribute(Word + "h", 16_838)),
                new XElement(Word + "pgMar", new XAttribute(Word + "top", 1_134), new XAttribute(Word + "right", 1_134), new XAttribute(Word + "bottom", 1_134),
                    new XAttribute(Word + "left", 1_134), new XAttribute(Word + "header", 567), new XAttribute(Word + "footer", 567), new XAttribute(Word + "gutter", 0))))));
        package.Relate(Document, "styles", "styles.xml");
        package.Relate(Document, "numbering", "numbering.xml");
        package.Relate(Document, "settings", "settings.xml");
        package.Add("word/styles.xml", Types + ".styles+xml", WordStyles.Styles(language));
        package.Add("word/numbering.xml", Types + ".numbering+xml", WordStyles.Numbering());
        package.Add("word/settings.xml", Types + ".settings+xml", new(Word + "settings", new XAttribute(XNamespace.Xmlns + "w", Word),
            new XElement(Word + "compat", new XElement(Word + "compatSetting", new XAttribute(Word + "name", "compatibilityMode"),
                new XAttribute(Word + "uri", "http://schemas.microsoft.com/office/word"), new XAttribute(Word + "val", 15))),
            new XElement(Word + "themeFontLang", new XAttribute(Word + "val", WordStyles.Code(language)), new XAttribute(Word + "eastAsia", "ja-JP"))));
        package.Add("word/footer1.xml", Types + ".footer+xml", new(Word + "ftr", new XAttribute(XNamespace.Xmlns + "w", Word),
            Styled("Footer", new(Word + "jc", new XAttribute(Word + "val", "center")),
                Run(title + "　"), Field(" PAGE ", "1"), Run(" / "), Field(" NUMPAGES ", "1"))));
        return package.ToBytes();
    }

    private void Caption(string label, string sequence, string text)
        => body.Add(Styled("Caption", null, Run(label + " "), Field($" SEQ {sequence} \\* ARABIC ", "1"), Run("　" + text)));

    private static XElement Row(IReadOnlyList<string> cells, List<int> widths, bool heading) => new(Word + "tr",
        new XElement(Word + "trPr", new XElement(Word + "cantSplit"), heading ? new XElement(Word + "tblHeader") : null),
        cells.Select((cell, at) => new XElement(Word + "tc",
            new XElement(Word + "tcPr", new XElement(Word + "tcW", new XAttribute(Word + "w", widths[at]), new XAttribute(Word + "type", "dxa")),
                heading ? new XElement(Word + "shd", new XAttribute(Word + "val", "clear"), new XAttribute(Word + "color", "auto"), new XAttribute(Word + "fill", "E8EEF7")) : null),
            cell.Split('\n').Select(line => new XElement(Word + "p",
                new XElement(Word + "pPr", new XElement(Word + "spacing", new XAttribute(Word + "before", 20), new XAttribute(Word + "after", 20))),
                Run(line, bold: heading, size: 17))))));

    private static XElement Styled(string? style, XElement? property, params XElement[] content) => new(Word + "p",
        new XElement(Word + "pPr", style is null ? null : Value("pStyle", style), property), content);

    private static XElement Run(string text, bool bold = false, int? size = null) => new(Word + "r",
        bold || size is not null ? new XElement(Word + "rPr", bold ? new XElement(Word + "b") : null, size is { } points ? Value("sz", points) : null) : null,
        new XElement(Word + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), XmlText.Of(text)));

    private static XElement Field(string instruction, string shown)
        => new(Word + "fldSimple", new XAttribute(Word + "instr", instruction), Run(shown));

    private static XElement Value(string name, object value, string attribute = "val") => new(Word + name, new XAttribute(Word + attribute, value));
}
