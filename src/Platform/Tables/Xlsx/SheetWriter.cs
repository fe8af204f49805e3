using System.IO.Compression;
using System.Text;
using System.Xml;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>
/// Writes a workbook of one sheet (ECMA-376): headings bold, frozen and with filters; text as text (<c>@</c>), dates as dates.
/// Nothing is ever a formula. Entries carry one fixed time.
/// </summary>
internal sealed class SheetWriter
{
    private const int MostRows = 1_048_576;
    private const int Measured = 200;
    private const long ExactlyKept = 1_000_000_000_000_000;

    private readonly TableContent content;
    private readonly XmlWriter xml;
    private readonly WritableText writable;
    private int row;

    private SheetWriter(TableContent content, XmlWriter xml, FaultList losses)
        => (this.content, this.xml, writable) = (content, xml, new(cp932: false, content.Headings, losses));

    /// <summary>Writes the workbook; a failure when a sheet has too few rows or columns for it.</summary>
    public static Failure? Write(Stream stream, TableContent content, FaultList losses)
    {
        if (content.Headings.Count > ColumnName.Most)
            return Overflow();
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WorkbookParts.WriteFixed(zip);
        int rows;
        using (var sheet = WorkbookParts.Add(zip, "xl/worksheets/sheet1.xml"))
        using (var xml = XmlWriter.Create(sheet, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
        {
            var writer = new SheetWriter(content, xml, losses);
            if (!writer.WriteSheet())
                return Overflow();
            rows = writer.row;
        }

        WorkbookParts.WriteWorkbook(zip, content.Name, Area(content, rows));
        return null;
    }

    private static string Area(TableContent content, int rows) => $"A1:{ColumnName.Letters(Math.Max(0, content.Headings.Count - 1))}{rows}";

    private static Failure Overflow() => new(FailureKind.Limit, new(
        "Excel のシートに入りきりません。CSV で書き出すか、条件で絞り込んでください。",
        "This does not fit into a sheet of a workbook. Export it as CSV, or narrow the selection."));

    private bool WriteSheet()
    {
        using var rows = content.Rows.GetEnumerator();
        var first = new List<IReadOnlyList<TableValue>>();
        while (first.Count < Measured && rows.MoveNext())
            first.Add(rows.Current);

        xml.WriteStartElement("worksheet", SheetFrame.Main);
        SheetFrame.WriteView(xml);
        SheetFrame.WriteWidths(xml, content.Headings, first);
        xml.WriteStartElement("sheetData", SheetFrame.Main);
        BeginRow();
        for (var i = 0; i < content.Headings.Count; i++)
            WriteText(content.Headings[i], i, CellStyle.Heading);
        xml.WriteEndElement();
        foreach (var cells in first)
            WriteRow(cells);
        while (rows.MoveNext())
        {
            if (row == MostRows)
                return false;
            WriteRow(rows.Current);
        }

        xml.WriteEndElement();
        SheetFrame.WriteClosing(xml, Area(content, row));
        xml.WriteEndElement();
        return true;
    }

    private void BeginRow()
    {
        row++;
        writable.Row = row;
        xml.WriteStartElement("row", SheetFrame.Main);
        xml.WriteAttributeString("r", $"{row}");
    }

    private void WriteRow(IReadOnlyList<TableValue> cells)
    {
        BeginRow();
        for (var i = 0; i < cells.Count && i < ColumnName.Most; i++)
        {
            var cell = cells[i];
            switch (cell.Kind)
            {
                case TableValueKind.Empty:
                    break;
                case TableValueKind.WholeNumber when Math.Abs((decimal)cell.Number) < ExactlyKept:
                    WriteNumber(cell.ToString(), i, CellStyle.WholeNumber);
                    break;
                case TableValueKind.Tenths:
                    WriteNumber(cell.ToString(), i, CellStyle.Tenths);
                    break;
                case TableValueKind.Date when Serial(cell.Number) is { } serial:
                    WriteNumber($"{serial}", i, CellStyle.Date);
                    break;
                default:
                    WriteText(cell.ToString(), i, CellStyle.Text);
                    break;
            }
        }

        xml.WriteEndElement();
    }

    // Before March 1900 spreadsheets disagree on the number of a day, and before 1900 it has none: such days are written as text.
    private static long? Serial(long dayNumber)
        => dayNumber >= new DateOnly(1900, 3, 1).DayNumber ? dayNumber - new DateOnly(1899, 12, 30).DayNumber : null;

    private void BeginCell(int column, int style)
    {
        xml.WriteStartElement("c", SheetFrame.Main);
        xml.WriteAttributeString("r", ColumnName.Letters(column) + row);
        xml.WriteAttributeString("s", $"{style}");
    }

    private void WriteNumber(string number, int column, int style)
    {
        BeginCell(column, style);
        xml.WriteElementString("v", SheetFrame.Main, number);
        xml.WriteEndElement();
    }

    private void WriteText(string text, int column, int style)
    {
        text = writable.Cut(FormulaGuard.IsGuarded(text) ? "'" + text : text, column);
        if (style == CellStyle.Text)
            style = CellStyle.OfText(formula: FormulaGuard.Applies(text), lines: text.Contains('\n'));
        BeginCell(column, style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", SheetFrame.Main);
        xml.WriteStartElement("t", SheetFrame.Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(EscapedText.Encode(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
