using System.Text;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark;

/// <summary>A mapping table as a file with the columns item and reference: CSV, TSV or XLSX.</summary>
public static class MappingFile
{
    private static readonly ColumnSpec<string?> Item = Column.Identifier("item", new Text("項目", "Item"), required: true);
    private static readonly ColumnSpec<string?> Reference = Column.Text("reference", new Text("参照番号", "Reference"), required: true, longest: 60);

    /// <summary>How much of a file is read.</summary>
    public static TableLimits Limits { get; } = new() { Bytes = 1024 * 1024, Rows = 5_000, Columns = 50 };

    /// <summary>
    /// Reads the pairs in the order of the file. A measure that does not exist, a missing reference and a repeated pair are named by
    /// row, column, value and remedy; with one there is no table.
    /// </summary>
    public static Outcome<IReadOnlyList<(string Item, string Reference)>> Read(
        Questionnaire questionnaire, ReadOnlyMemory<byte> file, string? fileName = null)
    {
        var table = TableReader.Read(file, fileName, Limits);
        if (table.Failure is { } unreadable)
            return unreadable;
        var bound = Columns.Bind(table.Value, [Item, Reference]);
        if (bound.Failure is { } headings)
            return headings;
        var pairs = new List<(string, string)>();
        var seen = new HashSet<(string, string)>();
        foreach (var row in bound.Value.Rows)
        {
            var (item, reference) = (row.Read(Item), row.Read(Reference));
            if (item is null || reference is null)
                continue;
            if (questionnaire.Find(item) is not Measure measure)
            {
                row.Refuse(Item, item, new("この対策はありません。", "There is no such measure."),
                    Text.Same($"{questionnaire.Measures[0].Id}–{questionnaire.Measures[^1].Id}"));
            }
            else if (!seen.Add((measure.Id, reference)))
            {
                row.Refuse(Reference, reference, new("同じ組が二度あります。", "The pair stands twice."), new("1行だけにしてください。", "Keep one line."));
            }
            else
            {
                pairs.Add((measure.Id, reference));
            }
        }

        if (pairs.Count == 0 && bound.Value.Faults.Count == 0)
        {
            return new Failure(FailureKind.Invalid, new("表に行がありません。", "The table has no lines."),
                [new(new("表に行がありません。", "The table has no lines."), Text.Same("M01,5.1"), 2, "item")]);
        }

        return bound.Value.Finish<IReadOnlyList<(string Item, string Reference)>>(pairs);
    }

    /// <summary>The pairs as CSV in UTF-8 without BOM: heading <c>item,reference</c>, then one line a pair.</summary>
    public static string Write(IEnumerable<(string Item, string Reference)> pairs)
    {
        using var file = new MemoryStream();
        _ = TableWriter.Write(file, TableFormat.Csv, new("mapping", [Item.Id, Reference.Id],
            pairs.Select(pair => (IReadOnlyList<TableValue>)[TableValue.Identifier(pair.Item), TableValue.Text(pair.Reference)])));
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>The table to fill in: every measure once, its reference blank.</summary>
    public static byte[] Template(Questionnaire questionnaire, TableFormat format, Language language)
    {
        using var file = new MemoryStream();
        _ = TableWriter.Write(file, format, new(new Text("対応表", "Mapping").In(language), [Item.Heading.In(language), Reference.Heading.In(language)],
            questionnaire.Measures.Select(measure => (IReadOnlyList<TableValue>)[TableValue.Identifier(measure.Id), TableValue.Empty])));
        return file.ToArray();
    }
}
