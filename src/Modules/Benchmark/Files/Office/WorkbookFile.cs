using System.Xml.Linq;
using Sakimori.Kernel;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>Writes a workbook (ECMA-376 part 1, 18) of several sheets with formulas and native charts.</summary>
internal sealed class WorkbookFile(string title, Language language, DateOnly date)
{
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly List<(string Name, string Formula)> names = [];

    /// <summary>The media type of a workbook.</summary>
    public const string MediaType = Types + ".sheet";

    /// <summary>The sheets, in order.</summary>
    public List<SheetContent> Sheets { get; } = [];

    /// <summary>The sheets cannot be renamed, moved or removed until the protection (without password) is taken off.</summary>
    public bool Locked { get; init; }

    /// <summary>Gives cells a name for use in formulas.</summary>
    public void Name(string name, string cells) => names.Add((name, cells));

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var package = new OfficePackage();
        package.Relate("", "officeDocument", "xl/workbook.xml");
        package.Describe(title, language, date);
        var looks = new Looks(language == Language.Ja ? "游ゴシック" : "Calibri");
        var conditions = new List<(string, string)>();
        var relations = Sheets.Select((_, at) => package.Relate("xl/workbook.xml", "worksheet", $"worksheets/sheet{at + 1}.xml")).ToList();
        package.Relate("xl/workbook.xml", "styles", "styles.xml");
        package.Add("xl/workbook.xml", Types + ".sheet.main+xml", Workbook(relations));
        var charts = 0;
        for (var i = 0; i < Sheets.Count; i++)
        {
            var drawing = AddCharts(package, Sheets[i], i + 1, ref charts);
            package.Add($"xl/worksheets/sheet{i + 1}.xml", Types + ".worksheet+xml", SheetXml.Of(Sheets[i], looks, conditions, i == 0, drawing));
        }

        package.Add("xl/styles.xml", Types + ".styles+xml", looks.ToXml(conditions));
        return package.ToBytes();
    }

    private XElement Workbook(List<string> relations) => new(Sheet + "workbook",
        new XAttribute(XNamespace.Xmlns + "r", Relations),
        Locked ? new XElement(Sheet + "workbookProtection", new XAttribute("lockStructure", 1)) : null,
        new XElement(Sheet + "bookViews", new XElement(Sheet + "workbookView")),
        new XElement(Sheet + "sheets", Sheets.Select((sheet, at) => new XElement(Sheet + "sheet",
            new XAttribute("name", sheet.Name), new XAttribute("sheetId", at + 1), new XAttribute(Relations + "id", relations[at])))),
        DefinedNames() is { Count: > 0 } defined ? new XElement(Sheet + "definedNames", defined) : null,
        new XElement(Sheet + "calcPr", new XAttribute("calcId", 191029), new XAttribute("fullCalcOnLoad", 1)));

    private List<XElement> DefinedNames() =>
    [
        .. Sheets.Select((sheet, at) => sheet.HeadingRows == 0 ? null
            : new XElement(Sheet + "definedName", new XAttribute("name", "_xlnm.Print_Titles"), new XAttribute("localSheetId", at),
                $"'{sheet.Name}'!$1:${sheet.HeadingRows}")).OfType<XElement>(),
        .. names.OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .Select(pair => new XElement(Sheet + "definedName", new XAttribute("name", pair.Name), pair.Formula)),
    ];

    private string? AddCharts(OfficePackage package, SheetContent sheet, int number, ref int charts)
    {
        if (sheet.Charts.Count == 0)
            return null;
        var path = $"xl/drawings/drawing{number}.xml";
        var anchors = new List<XElement>();
        foreach (var placed in sheet.Charts)
        {
            charts++;
            package.Add($"xl/charts/chart{charts}.xml", ChartXml.ContentType, ChartXml.Of(placed.Chart, language));
            anchors.Add(Anchor(placed, charts, package.Relate(path, "chart", $"../charts/chart{charts}.xml")));
        }

        package.Add(path, "application/vnd.openxmlformats-officedocument.drawing+xml", new(SheetDrawing + "wsDr",
            new XAttribute(XNamespace.Xmlns + "xdr", SheetDrawing), new XAttribute(XNamespace.Xmlns + "a", Drawing), anchors));
        return package.Relate($"xl/worksheets/sheet{number}.xml", "drawing", $"../drawings/drawing{number}.xml");
    }

    private static XElement Anchor(PlacedChart placed, int number, string relation)
    {
        XElement Corner(string name, int row, int column) => new(SheetDrawing + name,
            new XElement(SheetDrawing + "col", column - 1), new XElement(SheetDrawing + "colOff", 0),
            new XElement(SheetDrawing + "row", row - 1), new XElement(SheetDrawing + "rowOff", 0));
        XElement Point(string name, string first, string second)
            => new(Drawing + name, new XAttribute(first, 0), new XAttribute(second, 0));
        return new(SheetDrawing + "twoCellAnchor",
            Corner("from", placed.Place.Row, placed.Place.Column), Corner("to", placed.Place.LastRow + 1, placed.Place.LastColumn + 1),
            new XElement(SheetDrawing + "graphicFrame", new XAttribute("macro", ""),
                new XElement(SheetDrawing + "nvGraphicFramePr",
                    new XElement(SheetDrawing + "cNvPr", new XAttribute("id", number + 1), new XAttribute("name", placed.Chart.Title),
                        new XAttribute("descr", placed.Chart.Description)),
                    new XElement(SheetDrawing + "cNvGraphicFramePr")),
                new XElement(SheetDrawing + "xfrm", Point("off", "x", "y"), Point("ext", "cx", "cy")),
                new XElement(Drawing + "graphic", new XElement(Drawing + "graphicData", new XAttribute("uri", Chart.NamespaceName),
                    new XElement(Chart + "chart", new XAttribute(XNamespace.Xmlns + "c", Chart),
                        new XAttribute(XNamespace.Xmlns + "r", Relations), new XAttribute(Relations + "id", relation))))),
            new XElement(SheetDrawing + "clientData"));
    }
}
