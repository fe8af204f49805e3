using System.Buffers;
using System.Xml;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>
/// One part's XML, forward only: no document type, no entities but the five, at most 64 elements deep and 4,096 different names.
/// Elements go by their local name, because writers differ in prefixes and (strict or transitional) namespaces.
/// </summary>
/// <remarks>What is not such XML throws <see cref="XmlException"/> or <see cref="InvalidDataException"/>.</remarks>
internal sealed class Xml(Stream stream) : IDisposable
{
    private const int Deepest = 64;

    private readonly XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        NameTable = new BoundedNames(),
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>The local name of the element.</summary>
    public string Name => reader.LocalName;

    /// <summary>How many elements stand around this one.</summary>
    public int Depth => reader.Depth;

    /// <summary>True on a start tag, of an empty element too.</summary>
    public bool IsStart => reader.NodeType == XmlNodeType.Element;

    /// <summary>True on an end tag; empty elements have none.</summary>
    public bool IsEnd => reader.NodeType == XmlNodeType.EndElement;

    /// <summary>True on a start tag that is its own end.</summary>
    public bool IsEmpty => reader.IsEmptyElement;

    /// <summary>The characters between tags; null elsewhere.</summary>
    public string? Characters => reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
        or XmlNodeType.SignificantWhitespace ? reader.Value : null;

    /// <summary>Goes to the next tag or text; false at the end.</summary>
    public bool Next()
    {
        if (!reader.Read())
            return false;
        if (reader.Depth > Deepest)
            throw new InvalidDataException("The part's elements are nested too deeply.");
        return true;
    }

    /// <summary>An attribute without prefix; null when the start tag has none.</summary>
    public string? Attribute(string name) => reader.GetAttribute(name);

    /// <summary>An attribute with a prefix, whichever that is, by its local name; null when the start tag has none.</summary>
    public string? PrefixedAttribute(string name)
    {
        string? value = null;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == name && reader.Prefix is not ("" or "xmlns"))
                value = reader.Value;
        }

        reader.MoveToElement();
        return value;
    }

    /// <summary>An attribute that is a whole number from 0; null when it is missing or none.</summary>
    public int? Number(string name) => int.TryParse(reader.GetAttribute(name), out var number) && number >= 0 ? number : null;

    /// <summary>Collects the text of a shared or inline string (<c>si</c>, <c>is</c>): its runs, without the reading aids.</summary>
    /// <remarks>Stands on the start tag before, on the end tag after.</remarks>
    public void CollectText(ArrayBufferWriter<char> into, int most)
    {
        if (IsEmpty)
            return;
        var outer = Depth;
        var inText = false;
        int? phonetic = null;
        while (Next() && !(IsEnd && Depth == outer))
        {
            if (IsStart && !IsEmpty)
            {
                if (Name == "rPh")
                    phonetic ??= Depth;
                inText = Name == "t" && phonetic is null;
            }
            else if (IsEnd)
            {
                inText = false;
                if (phonetic == Depth)
                    phonetic = null;
            }
            else if (inText && Characters is { } characters && into.WrittenCount <= most)
            {
                EscapedText.Decode(characters, into);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    /// <summary>Names are kept for as long as the reader lives, so that a part full of new ones would fill the memory.</summary>
    private sealed class BoundedNames : NameTable
    {
        private const int Most = 4096;
        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string added)
            => ++count <= Most ? added : throw new InvalidDataException("The part uses too many different names.");
    }
}
