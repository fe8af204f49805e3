using System.IO.Compression;
using System.Text;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Platform.Tests.Tables;

/// <summary>Files for the tests, made by code.</summary>
internal static class TestFiles
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static Encoding Cp932 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static byte[] Bytes(string text, Encoding? encoding = null, bool mark = false)
    {
        encoding ??= Encoding.UTF8;
        return mark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    public static Table Read(string text) => Read(Bytes(text));

    public static Table Read(byte[] bytes, string? sheet = null)
    {
        var outcome = TableReader.Read(bytes, sheet: sheet);
        Assert.True(outcome.Succeeded, Describe(outcome.Failure));
        return outcome.Value;
    }

    public static Failure Refused(byte[] bytes, TableLimits? limits = null, string? sheet = null)
    {
        var outcome = TableReader.Read(bytes, limits: limits, sheet: sheet);
        Assert.False(outcome.Succeeded);
        return outcome.Failure!;
    }

    public static string[][] Cells(Table table)
        => [.. table.Rows.Select(r => Enumerable.Range(0, r.Count).Select(i => r[i].Original).ToArray())];

    public static byte[] Written(TableFormat format, IReadOnlyList<string> headings, params IReadOnlyList<TableValue>[] rows)
        => Written(format, new TableContent("表", headings, rows), out _);

    public static byte[] Written(TableFormat format, TableContent content, out FaultList losses)
    {
        using var stream = new MemoryStream();
        var outcome = TableWriter.Write(stream, format, content);
        Assert.True(outcome.Succeeded, Describe(outcome.Failure));
        losses = outcome.Value;
        return stream.ToArray();
    }

    /// <summary>A workbook of one sheet whose heading row is <c>A B C</c> and whose rows are given as XML.</summary>
    public static byte[] Workbook(string rows, string? strings = null, string? formats = null, string properties = "")
        => Zip(Parts($"""<row r="1">{Inline("A1", "A")}{Inline("B1", "B")}{Inline("C1", "C")}</row>{rows}""", strings, formats, properties));

    public static string Inline(string place, string text) => $"""<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>""";

    public static Dictionary<string, string> Parts(string rows, string? strings = null, string? formats = null, string properties = "")
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = $"""<Relationships><Relationship Id="r1" Type="{Office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>""",
            ["xl/workbook.xml"] = $"""<workbook {Main} xmlns:r="{Office}">{properties}<sheets><sheet name="一覧" sheetId="1" r:id="rId1"/></sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = $"""<Relationships><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{Office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
            ["xl/worksheets/sheet1.xml"] = $"""<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>""",
        };
        if (strings is not null)
            parts["xl/sharedStrings.xml"] = $"<sst {Main}>{strings}</sst>";
        if (formats is not null)
            parts["xl/styles.xml"] = $"<styleSheet {Main}>{formats}</styleSheet>";
        return parts;
    }

    public static byte[] Zip(Dictionary<string, string> parts)
        => Zip(parts.ToDictionary(p => p.Key, p => (Action<Stream>)(s => s.Write(Encoding.UTF8.GetBytes(p.Value)))));

    public static byte[] Zip(Dictionary<string, Action<Stream>> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, write) in parts)
            {
                using var part = zip.CreateEntry(path).Open();
                write(part);
            }
        }

        return stream.ToArray();
    }

    public static string Describe(Failure? failure)
        => failure is null ? "" : $"{failure.Kind}: {failure.Detail.En} {string.Join("; ", failure.Faults.Take(5))}";
}
