using System.Xml.Linq;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>The XML namespaces of office documents (ECMA-376).</summary>
internal static class Xmlns
{
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static readonly XNamespace Relations = Office;
    public static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public static readonly XNamespace Chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    public static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
    public static readonly XNamespace SheetDrawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    public static readonly XNamespace Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace WordDrawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    public static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    public static readonly XNamespace PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
}
