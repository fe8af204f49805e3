using System.IO.Compression;
using System.Security;
using System.Text;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>The cell styles of <see cref="WorkbookParts"/>, by their place among <c>cellXfs</c>.</summary>
internal static class CellStyle
{
    public const int Heading = 1;
    public const int Text = 2;
    public const int WholeNumber = 6;
    public const int Tenths = 7;
    public const int Date = 8;

    /// <summary>Text that looks like a formula carries the spreadsheet's own mark of quoted text; lines are wrapped.</summary>
    public static int OfText(bool formula, bool lines) => Text + (formula ? 1 : 0) + (lines ? 2 : 0);
}

/// <summary>The parts of a workbook around its sheet.</summary>
internal static class WorkbookParts
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const int LongestName = 31;

    // The first moment that a zip can name.
    private static readonly DateTimeOffset Written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Begins a part.</summary>
    public static Stream Add(ZipArchive zip, string path)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Written;
        return entry.Open();
    }

    /// <summary>Writes the parts that are the same in every workbook.</summary>
    public static void WriteFixed(ZipArchive zip)
    {
        WritePart(zip, "[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """);
        WritePart(zip, "_rels/.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        WritePart(zip, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
        WritePart(zip, "xl/styles.xml", Styles);
    }

    /// <summary>Writes the workbook part.</summary>
    /// <param name="zip">The package.</param>
    /// <param name="name">The sheet's name before it is made valid.</param>
    /// <param name="area">The cells that the filter covers, such as <c>A1:C9</c>.</param>
    public static void WriteWorkbook(ZipArchive zip, string name, string area)
    {
        var sheet = SheetName(name);
        var corners = area.Split(':');
        var range = string.Join(':', corners.Select(c => $"${c.TrimEnd("0123456789".ToCharArray())}${c.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray())}"));
        var quoted = $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'!{range}";
        WritePart(zip, "xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><bookViews><workbookView/></bookViews><sheets><sheet name="{SecurityElement.Escape(sheet)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{SecurityElement.Escape(quoted)}</definedName></definedNames></workbook>
            """);
    }

    /// <summary>A name that a sheet may bear: at most 31 characters, none of <c>[ ] : * ? / \</c>, no apostrophe at an end.</summary>
    internal static string SheetName(string name)
    {
        var valid = new StringBuilder();
        foreach (var rune in name.Trim().EnumerateRunes())
        {
            if (valid.Length + rune.Utf16SequenceLength > LongestName)
                break;
            valid.Append(Rune.IsControl(rune) || rune.Value is 0xFFFD or 0xFFFE or 0xFFFF || (rune.IsAscii && @"[]:*?/\".Contains((char)rune.Value, StringComparison.Ordinal))
                ? new Rune('_')
                : rune);
        }

        var trimmed = valid.ToString().Trim('\'').Trim();
        // Excel keeps this name for itself.
        return trimmed.Length == 0 || trimmed.Equals("History", StringComparison.OrdinalIgnoreCase) ? "Sheet1" : trimmed;
    }

    private static void WritePart(ZipArchive zip, string path, string xml)
    {
        using var part = Add(zip, path);
        part.Write(Encoding.UTF8.GetBytes(Declaration + xml));
    }

    // cellXfs in the order of CellStyle: default, heading, four kinds of text, whole number, tenths, date.
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165" formatCode="yyyy/mm/dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/><family val="2"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;
}
