using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Sakimori.Kernel;
using static Sakimori.Benchmark.Files.Office.Xmlns;

namespace Sakimori.Benchmark.Files.Office;

/// <summary>
/// The parts of an office document (ECMA-376 part 2) and their relationships. The same parts in the same order give the same bytes:
/// no clock, no random identifier.
/// </summary>
internal sealed class OfficePackage
{
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XmlWriterSettings Compact = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly List<(string Path, byte[] Content)> parts = [];
    private readonly List<(string Path, string Type)> types = [];
    private readonly Dictionary<string, List<XElement>> relations = [];

    /// <summary>Adds a part of XML.</summary>
    public void Add(string path, string contentType, XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Compact))
            new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
        parts.Add((path, stream.ToArray()));
        types.Add((path, contentType));
    }

    /// <summary>Adds a workbook that stands inside the document.</summary>
    public void AddWorkbook(string path, byte[] workbook) => parts.Add((path, workbook));

    /// <summary>Relates a part, or the package (an empty path), to another; gives the identifier of the relationship.</summary>
    /// <param name="from">The part that refers to the other.</param>
    /// <param name="type">The last word of the relationship's type, or the whole type.</param>
    /// <param name="target">The other part, as seen from the first one's folder.</param>
    public string Relate(string from, string type, string target)
    {
        if (!relations.TryGetValue(from, out var list))
            relations[from] = list = [];
        var id = $"rId{list.Count + 1}";
        list.Add(new(PackageRelations + "Relationship", new XAttribute("Id", id),
            new XAttribute("Type", type.Contains(':') ? type : $"{Xmlns.Office}/{type}"), new XAttribute("Target", target)));
        return id;
    }

    /// <summary>Says what the document is.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="language">Its language.</param>
    /// <param name="date">The day it bears; every copy bears the same.</param>
    public void Describe(string title, Language language, DateOnly date)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        XElement Moment(string name) => new(terms + name, new XAttribute(instance + "type", "dcterms:W3CDTF"), $"{date:yyyy-MM-dd}T00:00:00Z");
        Add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", new(core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", dc), new XAttribute(XNamespace.Xmlns + "dcterms", terms),
            new XAttribute(XNamespace.Xmlns + "xsi", instance),
            new XElement(dc + "title", title), new XElement(dc + "creator", "Sakimori"), new XElement(dc + "language", language.Code()),
            Moment("created"), Moment("modified")));
        Relate("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml");
    }

    /// <summary>The document.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", Bytes(new XElement(ContentTypes + "Types",
                Default("rels", "application/vnd.openxmlformats-package.relationships+xml"), Default("xml", "application/xml"),
                Default("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                types.Select(type => new XElement(ContentTypes + "Override",
                    new XAttribute("PartName", "/" + type.Path), new XAttribute("ContentType", type.Type))))));
            foreach (var (from, list) in relations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                Write(zip, RelationsOf(from), Bytes(new XElement(PackageRelations + "Relationships", list)));
            foreach (var (path, content) in parts)
                Write(zip, path, content);
        }

        return stream.ToArray();
    }

    private static string RelationsOf(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        return $"{part[..slash]}_rels/{part[slash..]}.rels";
    }

    private static XElement Default(string extension, string type)
        => new(ContentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    private static byte[] Bytes(XElement root)
        => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + root.ToString(SaveOptions.DisableFormatting));

    private static void Write(ZipArchive zip, string path, byte[] content)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = ZipEpoch;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
