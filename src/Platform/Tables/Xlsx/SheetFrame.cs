using System.Xml;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>What stands around the rows of a sheet.</summary>
internal static class SheetFrame
{
    /// <summary>The namespace of a sheet's elements.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Keeps the row of headings in sight.</summary>
    public static void WriteView(XmlWriter xml)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane", Main);
        xml.WriteAttributeString("ySplit", "1");
        xml.WriteAttributeString("topLeftCell", "A2");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Makes each column as wide as its heading and its first cells.</summary>
    public static void WriteWidths(XmlWriter xml, IReadOnlyList<string> headings, List<IReadOnlyList<TableValue>> first)
    {
        if (headings.Count == 0)
            return;
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < headings.Count; i++)
        {
            // The button of the filter covers the end of the heading.
            var width = ColumnWidth.Of(headings[i]) + 3;
            foreach (var cells in first)
                width = Math.Max(width, i < cells.Count ? ColumnWidth.Of(cells[i].ToString()) + 1 : 0);
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", $"{i + 1}");
            xml.WriteAttributeString("max", $"{i + 1}");
            xml.WriteAttributeString("width", $"{Math.Clamp(width, ColumnWidth.Least, ColumnWidth.Most)}");
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Puts filters on the headings.</summary>
    public static void WriteClosing(XmlWriter xml, string area)
    {
        xml.WriteStartElement("autoFilter", Main);
        xml.WriteAttributeString("ref", area);
        xml.WriteEndElement();
        // Without this a spreadsheet marks every identifier as a number stored as text.
        xml.WriteStartElement("ignoredErrors", Main);
        xml.WriteStartElement("ignoredError", Main);
        xml.WriteAttributeString("sqref", area);
        xml.WriteAttributeString("numberStoredAsText", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
