using System.Buffers;
using Sakimori.Kernel;

namespace Sakimori.Platform.Tables.Xlsx;

/// <summary>Finds the sheet of a workbook and reads it as a table.</summary>
internal static class Workbook
{
    private const int MostEntries = 10_000;

    private sealed record Sheet(string Name, string Relation, bool Visible);

    /// <summary>Reads one sheet, by its name or the first visible one.</summary>
    public static Outcome<Table> Read(Package package, TableLimits limits, string? wanted)
    {
        var path = Relations(package, "").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target
            ?? "xl/workbook.xml";
        var (sheets, since1904) = Sheets(package, path);
        if (sheets.Count == 0)
            return new Failure(FailureKind.Invalid, new(
                "Excel ブックではありません。「Excel ブック(.xlsx)」で保存し直してください。",
                "This is not an Excel workbook. Save it as an Excel workbook (.xlsx)."));
        var sheet = wanted is null ? sheets.Find(s => s.Visible) ?? sheets[0] : sheets.Find(s => SameName(s.Name, wanted));
        if (sheet is null)
            return new Failure(FailureKind.Invalid, new(
                $"シート「{wanted}」がありません。あるのは {string.Join("、", sheets.Take(20).Select(s => $"「{s.Name}」"))} です。",
                $"There is no sheet “{wanted}”. There are {string.Join(", ", sheets.Take(20).Select(s => $"“{s.Name}”"))}."));

        var relations = Relations(package, path);
        var sheetPath = relations.Find(r => r.Id == sheet.Relation).Target;
        using var xml = sheetPath is null ? null : package.Part(sheetPath);
        if (xml is null)
            return new Failure(FailureKind.Invalid, new(
                $"シート「{sheet.Name}」の中身がありません。Excel で開いて保存し直してください。",
                $"The sheet “{sheet.Name}” has no content. Open the file in a spreadsheet and save it again."));

        var table = new TableBuilder(limits, []);
        if (SharedStrings(package, Of(relations, "/sharedStrings"), table, limits) is not { } strings)
            return limits.TooManyCells();
        var formats = NumberFormats.Read(package, Of(relations, "/styles"), since1904);
        return new SheetReader(xml, table, strings, formats, limits).Read(
            new($"XLSX、シート「{sheet.Name}」", $"XLSX, sheet “{sheet.Name}”"));
    }

    private static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string? Of(List<(string Id, string Type, string Target)> relations, string type)
        => relations.Find(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Target;

    private static (List<Sheet> Sheets, bool Since1904) Sheets(Package package, string path)
    {
        var sheets = new List<Sheet>();
        var since1904 = false;
        using var xml = package.Part(path);
        while (xml?.Next() ?? false)
        {
            if (xml is { IsStart: true, Name: "workbookPr" })
                since1904 = xml.Attribute("date1904") is "1" or "true";
            if (xml is { IsStart: true, Name: "sheet" })
                Bounded(sheets).Add(new(Name(xml.Attribute("name") ?? ""), xml.PrefixedAttribute("id") ?? "", xml.Attribute("state") is null or "visible"));
        }

        return (sheets, since1904);
    }

    // Names stand in messages: no sheet's name has more than 31 characters.
    private static string Name(string name) => name.Length <= 31 ? name : name[..31];

    private static List<(string Id, string Type, string Target)> Relations(Package package, string of)
    {
        var relations = new List<(string, string, string)>();
        var slash = of.LastIndexOf('/') + 1;
        var folder = of[..slash];
        using var xml = package.Part($"{folder}_rels/{of[slash..]}.rels");
        while (xml?.Next() ?? false)
        {
            if (xml is { IsStart: true, Name: "Relationship" } && xml.Attribute("TargetMode") != "External")
                Bounded(relations).Add((xml.Attribute("Id") ?? "", xml.Attribute("Type") ?? "", Resolve(folder, xml.Attribute("Target") ?? "")));
        }

        return relations;
    }

    private static List<T> Bounded<T>(List<T> entries) => entries.Count < MostEntries
        ? entries
        : throw new InvalidDataException("The workbook lists too many sheets or relations.");

    private static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("" or "." or ".."))
                path.Add(step);
        }

        return string.Join('/', path);
    }

    // Null when there are more of them than a table may have cells.
    private static Segments<Slice>? SharedStrings(Package package, string? path, TableBuilder table, TableLimits limits)
    {
        var strings = new Segments<Slice>();
        var buffer = new ArrayBufferWriter<char>();
        using var xml = path is null ? null : package.Part(path);
        while (xml?.Next() ?? false)
        {
            if (xml is not { IsStart: true, Name: "si" })
                continue;
            if (strings.Count == limits.Cells)
                return null;
            buffer.ResetWrittenCount();
            xml.CollectText(buffer, limits.CellLength);
            strings.Add(table.Keep(buffer.WrittenSpan));
        }

        return strings;
    }
}
