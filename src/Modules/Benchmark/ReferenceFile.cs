using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark;

/// <summary>A reference table as a file: the template that an office fills in, and the filled-in one read back.</summary>
public static class ReferenceFile
{
    private static readonly ColumnSpec<string?> Item = Column.Text("item", new Text("項目", "Item"), required: true);
    private static readonly ColumnSpec<string?> Dimension = Column.Text("dimension", new Text("区分の種類", "Dimension"), required: true);
    private static readonly ColumnSpec<string?> Value = Column.Text("value", new Text("区分", "Value"), required: true);
    private static readonly ColumnSpec<string?> Mean = Column.Text("mean", new Text("平均", "Mean"), required: true);
    private static readonly ColumnSpec<string?> Desired = Column.Text("desired", new Text("望まれる水準", "Desired"), required: true);
    private static readonly ColumnSpec<string?> Count = Column.Text("n", new Text("件数", "N"), required: true);
    private static readonly ColumnSpec<string?> Source = Column.Text("source", new Text("出典", "Source"), required: true);
    private static readonly ColumnSpec<string?>[] All = [Item, Dimension, Value, Mean, Desired, Count, Source];

    /// <summary>How much of a file is read.</summary>
    public static TableLimits Limits { get; } = new() { Bytes = 2 * 1024 * 1024, Rows = 20_000, Columns = 50 };

    /// <summary>The columns, for whoever fills them in.</summary>
    public static IReadOnlyList<(string Id, Text Heading, Text Holds)> Columns { get; } =
    [
        (Item.Id, Item.Heading, new("対策の番号（M01 など）", "the measure, such as M01")),
        (Dimension.Id, Dimension.Heading, new("layer（層）、size（規模）、industry（業種）のいずれか", "layer, size or industry")),
        (Value.Id, Value.Heading, new("層は not_pressing・adequate・high、規模と業種は名前", "for a layer not_pressing, adequate or high; otherwise the name of the size or industry")),
        (Mean.Id, Mean.Heading, new("平均の水準（1.0～5.0、小数第1位まで）", "the mean level, 1.0–5.0 with at most one decimal")),
        (Desired.Id, Desired.Heading, new("望まれる水準（1.0～5.0、小数第1位まで）", "the desired level, 1.0–5.0 with at most one decimal")),
        (Count.Id, Count.Heading, new("平均のもとになった件数（15未満なら平均は使いません）", "how many results the mean rests on; below 15 it is not used")),
        (Source.Id, Source.Heading, new("出典（200文字以下）", "the source, at most 200 characters")),
    ];

    /// <summary>
    /// Reads CSV, TSV or XLSX. Every fault is named by row, column, value and remedy, and with one there is no table; nothing is kept here.
    /// </summary>
    public static Outcome<ReferenceTable> Read(RuleSet rules, ReadOnlyMemory<byte> file, string? fileName = null)
    {
        var table = TableReader.Read(file, fileName, Limits);
        if (table.Failure is { } unreadable)
            return unreadable;
        var bound = Platform.Tables.Columns.Bind(table.Value, All);
        if (bound.Failure is { } headings)
            return headings;
        var rows = bound.Value.Rows.Select(r => new ReferenceRow(r.Number, r.Read(Item) ?? "", r.Read(Dimension) ?? "", r.Read(Value) ?? "",
            r.Read(Mean) ?? "", r.Read(Desired) ?? "", r.Read(Count) ?? "", r.Read(Source) ?? "")).ToList();
        var blank = bound.Value.Finish(rows);
        return blank.Failure is { } incomplete ? incomplete : ReferenceTable.Parse(rules, rows);
    }

    /// <summary>The template: a line for each measure of each layer with its default desired level; mean, N and source are blank.</summary>
    /// <param name="rules">The rules whose measures are listed.</param>
    /// <param name="format">CSV or XLSX.</param>
    /// <param name="language">The language of the headings.</param>
    public static byte[] Template(RuleSet rules, TableFormat format, Language language)
    {
        var rows = from layer in Layers.All
                   from at in Enumerable.Range(0, rules.Questionnaire.Measures.Count)
                   select (IReadOnlyList<TableValue>)
                   [
                       TableValue.Identifier(rules.Questionnaire.Measures[at].Id), TableValue.Text(Segment.LayerDimension), TableValue.Text(layer.Id()),
                       TableValue.Empty, TableValue.Tenths(Tenths.Whole(rules.Rules.Measures[at].Desired[(int)layer])),
                       TableValue.Empty, TableValue.Empty,
                   ];
        using var file = new MemoryStream();
        _ = TableWriter.Write(file, format, new(new Text("参照表", "Reference table").In(language), [.. All.Select(c => c.Heading.In(language))], rows));
        return file.ToArray();
    }
}
