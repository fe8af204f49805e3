using System.Collections.Frozen;
using System.Text;
using Sakimori.Kernel;

namespace Sakimori.Directory.Domain;

/// <summary>One entry of a classification.</summary>
/// <param name="Code">The code; unique within its classification.</param>
/// <param name="Name">The name.</param>
/// <param name="Isic">The ISIC rev. 4 section it lies in; null where none is given.</param>
/// <param name="Jsic">The JSIC rev. 14 section it lies in; null where none is given.</param>
public sealed record ClassEntry(string Code, Text Name, string? Isic, string? Jsic);

/// <summary>A list of codes with its names in both languages, its version and where it is from.</summary>
public sealed class Classification
{
    private readonly FrozenDictionary<string, ClassEntry> byCode;

    private Classification(string id, Text title, Text source, IReadOnlyList<ClassEntry> entries)
    {
        (Id, Title, Source, Entries) = (id, title, source, entries);
        byCode = entries.ToFrozenDictionary(e => e.Code);
    }

    /// <summary>The id with its version: <c>disclosure-2006</c>.</summary>
    public string Id { get; }

    /// <summary>The title.</summary>
    public Text Title { get; }

    /// <summary>Where it is from.</summary>
    public Text Source { get; }

    /// <summary>The entries in their order.</summary>
    public IReadOnlyList<ClassEntry> Entries { get; }

    /// <summary>The entry of a code; null when there is none.</summary>
    public ClassEntry? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Reads a data file: <c>code,name_ja,name_en[,isic,jsic]</c>, no quotes.</summary>
    internal static Classification Parse(string id, Text title, Text source, ReadOnlySpan<byte> csv)
        => new(id, title, source, [.. Encoding.UTF8.GetString(csv)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(c => new ClassEntry(c[0], new(c[1], c[2]), c.ElementAtOrDefault(3), c.ElementAtOrDefault(4)))]);
}

/// <summary>The classifications that ship with the product, from <c>Data/</c>.</summary>
public static class Classifications
{
    /// <summary>The 35 industries of the disclosure survey of November 2006.</summary>
    public static Classification Disclosure2006 { get; } = Load("industries/disclosure-2006",
        new("開示調査の業種(2006年、35業種)", "Industries of the disclosure survey (2006, 35)"),
        new("有価証券報告書における情報セキュリティの開示に関する調査(2006年11月)の集計表の業種。ISIC と JSIC の大分類への対応は当ポータルによる。",
            "Rows of the survey of November 2006 on disclosure of information security; the sections of ISIC and JSIC are assigned by this portal."));

    /// <summary>The sections of the Japanese standard industrial classification, revision 14.</summary>
    public static Classification Jsic14 { get; } = Load("industries/jsic-14",
        new("日本標準産業分類 第14回改定(大分類)", "Japan Standard Industrial Classification, revision 14 (divisions)"),
        new("総務省「日本標準産業分類」(2023年改定)の大分類の符号。名称は短くした。",
            "Letters of the divisions of JSIC (Ministry of Internal Affairs and Communications, revised 2023); names shortened."));

    /// <summary>The sections of the international standard industrial classification, revision 4.</summary>
    public static Classification Isic4 { get; } = Load("industries/isic-4",
        new("国際標準産業分類 第4次改定(大分類)", "ISIC, revision 4 (sections)"),
        new("国際連合統計部 ISIC Rev.4(2008年)の大分類の符号。名称は短くした。",
            "Letters of the sections of ISIC Rev. 4 (United Nations Statistics Division, 2008); names shortened."));

    /// <summary>The ten critical-infrastructure sectors 重要インフラ10分野.</summary>
    public static Classification Sectors { get; } = Load("sectors-2005",
        new("重要インフラ10分野", "Ten critical-infrastructure sectors"),
        new("重要インフラの情報セキュリティ対策に係る行動計画(2005年)の10分野。",
            "The ten sectors of the action plan on information security of critical infrastructure (2005)."));

    /// <summary>Bands of yearly sales.</summary>
    public static Classification SalesBands { get; } = Load("sales-bands-1",
        new("売上高の区分", "Bands of yearly sales"), new("当ポータルの区分。", "Bands of this portal."));

    /// <summary>The classifications of industries; an organisation's industry is one entry of one of them.</summary>
    public static IReadOnlyList<Classification> Industries { get; } = [Disclosure2006, Jsic14, Isic4];

    /// <summary>The industry of <c>classification:code</c>; null when there is none.</summary>
    public static ClassEntry? Industry(string reference)
    {
        var colon = reference.IndexOf(':');
        return colon < 0 ? null : Industries.FirstOrDefault(c => c.Id.AsSpan().SequenceEqual(reference.AsSpan(0, colon)))?.Find(reference[(colon + 1)..]);
    }

    /// <summary>Every industry as <c>classification:code</c> with its name.</summary>
    public static IEnumerable<(string Reference, Text Name)> AllIndustries()
        => Industries.SelectMany(c => c.Entries.Select(e => ($"{c.Id}:{e.Code}", e.Name)));

    private static Classification Load(string path, Text title, Text source)
    {
        using var stream = typeof(Classifications).Assembly.GetManifestResourceStream($"data/{path}.csv")
            ?? throw new FileNotFoundException("This file does not ship with the product.", path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Classification.Parse(Path.GetFileName(path), title, source, bytes);
    }
}
