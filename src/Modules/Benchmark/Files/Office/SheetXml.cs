using System.Xml.Linq;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>Writes a sheet as the part <c>sheetN.xml</c> (ECMA-376 part 1, 18.3).</summary>
internal static class SheetXml
{
    private static readonly XName Space = XNamespace.Xml + "space";

    /// <summary>The sheet.</summary>
    /// <param name="sheet">What stands on it.</param>
    /// <param name="looks">The looks of the workbook.</param>
    /// <param name="conditions">The looks that conditions give, of the whole workbook.</param>
    /// <param name="first">Whether it is the one that is shown first.</param>
    /// <param name="drawing">The relationship to its charts; null when it has none.</param>
    public static XElement Of(SheetContent sheet, Looks looks, List<(string Fill, string Colour)> conditions, bool first, string? drawing)
        => new(Sheet + "worksheet", new XAttribute(XNamespace.Xmlns + "r", Relations),
            new XElement(Sheet + "sheetPr",
                sheet.Tab is null ? null : new XElement(Sheet + "tabColor", new XAttribute("rgb", "FF" + sheet.Tab)),
                new XElement(Sheet + "pageSetUpPr", new XAttribute("fitToPage", 1))),
            new XElement(Sheet + "sheetViews", new XElement(Sheet + "sheetView", new XAttribute("showGridLines", 0),
                first ? new XAttribute("tabSelected", 1) : null, new XAttribute("workbookViewId", 0),
                sheet.HeadingRows == 0 ? null : new XElement(Sheet + "pane", new XAttribute("ySplit", sheet.HeadingRows),
                    new XAttribute("topLeftCell", Area.Cell(sheet.HeadingRows + 1, 1)), new XAttribute("activePane", "bottomLeft"),
                    new XAttribute("state", "frozen")))),
            new XElement(Sheet + "sheetFormatPr", new XAttribute("defaultRowHeight", 15)),
            new XElement(Sheet + "cols", sheet.Widths.Select((width, at) => new XElement(Sheet + "col", new XAttribute("min", at + 1),
                new XAttribute("max", at + 1), new XAttribute("width", width), new XAttribute("customWidth", 1)))),
            new XElement(Sheet + "sheetData", sheet.Cells.GroupBy(cell => cell.Key.Row).Select(row => new XElement(Sheet + "row",
                new XAttribute("r", row.Key),
                sheet.Heights.TryGetValue(row.Key, out var height) ? new[] { new XAttribute("ht", height), new XAttribute("customHeight", 1) } : null,
                row.Select(cell => Cell(Area.Cell(cell.Key.Row, cell.Key.Column), cell.Value, looks.NumberOf(cell.Value.Look)))))),
            !sheet.Protected ? null : new XElement(Sheet + "sheetProtection", new XAttribute("sheet", 1), new XAttribute("objects", 1),
                new XAttribute("scenarios", 1), new XAttribute("formatColumns", 0), new XAttribute("formatRows", 0)),
            sheet.Merged.Count == 0 ? null : new XElement(Sheet + "mergeCells", new XAttribute("count", sheet.Merged.Count),
                sheet.Merged.Select(area => new XElement(Sheet + "mergeCell", new XAttribute("ref", area)))),
            sheet.Conditions.Select((condition, at) => Condition(condition, at, conditions)),
            sheet.Choices.Count == 0 ? null : new XElement(Sheet + "dataValidations", new XAttribute("count", sheet.Choices.Count),
                sheet.Choices.Select(Validation)),
            sheet.Links.Count == 0 ? null : new XElement(Sheet + "hyperlinks", sheet.Links.Select(link => new XElement(Sheet + "hyperlink",
                new XAttribute("ref", link.Cell), new XAttribute("location", link.Target)))),
            new XElement(Sheet + "pageMargins", new XAttribute("left", 0.4), new XAttribute("right", 0.4), new XAttribute("top", 0.6),
                new XAttribute("bottom", 0.6), new XAttribute("header", 0.3), new XAttribute("footer", 0.3)),
            new XElement(Sheet + "pageSetup", new XAttribute("paperSize", 9), new XAttribute("orientation", sheet.Landscape ? "landscape" : "portrait"),
                new XAttribute("fitToWidth", 1), new XAttribute("fitToHeight", 0)),
            new XElement(Sheet + "headerFooter", new XElement(Sheet + "oddFooter", "&L&A&R&P / &N")),
            sheet.Breaks.Count == 0 ? null : new XElement(Sheet + "rowBreaks", new XAttribute("count", sheet.Breaks.Count),
                new XAttribute("manualBreakCount", sheet.Breaks.Count), sheet.Breaks.Select(row => new XElement(Sheet + "brk",
                    new XAttribute("id", row - 1), new XAttribute("max", 16_383), new XAttribute("man", 1)))),
            drawing is null ? null : new XElement(Sheet + "drawing", new XAttribute(Relations + "id", drawing)));

    private static XElement Cell(string name, CellContent cell, int look)
    {
        XElement Of(string? type, params object[] content)
            => new(Sheet + "c", new XAttribute("r", name), new XAttribute("s", look), type is null ? null : new XAttribute("t", type), content);
        return cell.Kind switch
        {
            CellKind.Text => Of("inlineStr", new XElement(Sheet + "is", Letters(cell.Content))),
            CellKind.Rich => Of("inlineStr", new XElement(Sheet + "is",
                Run(cell, cell.Content + "\n", bold: true), Run(cell, cell.Rest, bold: false))),
            CellKind.Number => Of(null, new XElement(Sheet + "v", cell.Content)),
            CellKind.Formula => Of("str", new XElement(Sheet + "f", cell.Content), new XElement(Sheet + "v", "")),
            _ => Of(null),
        };
    }

    private static XElement Run(CellContent cell, string text, bool bold) => new(Sheet + "r",
        new XElement(Sheet + "rPr", bold ? new XElement(Sheet + "b") : null, new XElement(Sheet + "sz", new XAttribute("val", cell.Look.Size))),
        Letters(text));

    private static XElement Letters(string text) => new(Sheet + "t", new XAttribute(Space, "preserve"), XmlText.Of(text));

    private static XElement Condition(Condition condition, int at, List<(string Fill, string Colour)> looks)
    {
        var look = looks.IndexOf((condition.Fill, condition.Colour));
        if (look < 0)
        {
            look = looks.Count;
            looks.Add((condition.Fill, condition.Colour));
        }

        return new(Sheet + "conditionalFormatting", new XAttribute("sqref", condition.Cells), new XElement(Sheet + "cfRule",
            new XAttribute("type", "expression"), new XAttribute("dxfId", look), new XAttribute("priority", at + 1),
            new XElement(Sheet + "formula", condition.Formula)));
    }

    private static XElement Validation(Choices choices) => new(Sheet + "dataValidation",
        new XAttribute("type", "list"), new XAttribute("imeMode", "halfAlpha"), new XAttribute("allowBlank", 1),
        new XAttribute("showInputMessage", 1), new XAttribute("showErrorMessage", 1),
        new XAttribute("errorTitle", Cut(choices.Title, 32)), new XAttribute("error", Cut(choices.Error, 255)),
        new XAttribute("promptTitle", Cut(choices.Title, 32)), new XAttribute("prompt", Cut(choices.Prompt, 255)),
        new XAttribute("sqref", choices.Cells.ToString()),
        new XElement(Sheet + "formula1", $"\"{string.Join(',', choices.Options)}\""));

    // Excel repairs a workbook whose prompts are longer.
    private static string Cut(string text, int most)
    {
        text = XmlText.Of(text);
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";
    }
}
