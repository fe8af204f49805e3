using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A line of a reference table as it was given; the columns are <see cref="ReferenceTable.Columns"/>.</summary>
public readonly record struct ReferenceRow(
    int Row, string Item, string Dimension, string Value, string Mean, string Desired, string Count, string Source);

/// <summary>
/// Figures that an office loads for comparison: for each segment and measure the mean level, the desired level, N and the source.
/// It holds no totals, so compared with it there is no T-score, rank or distribution.
/// </summary>
public sealed class ReferenceTable
{
    private readonly RuleSet rules;
    private readonly Dictionary<Segment, Entry[]> entries;

    private ReferenceTable(RuleSet rules, Dictionary<Segment, Entry[]> entries) => (this.rules, this.entries) = (rules, entries);

    private sealed record Entry(Tenths Mean, Tenths Desired, int Count, string Source);

    /// <summary>Why a result compared with a reference table has no T-score, rank or distribution.</summary>
    public static Text NoDistribution { get; } = new(
        "参照表には総合点の分布がないため、偏差値、順位、分布は示しません。",
        "The reference table has no distribution of totals, so T-score, rank and distribution are not given.");

    /// <summary>The column headings.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["item", "dimension", "value", "mean", "desired", "n", "source"];

    /// <summary>The segments, in the order in which they first stand.</summary>
    public IReadOnlyList<Segment> Segments => [.. entries.Keys];

    /// <summary>
    /// Reads a table. Each segment must name every measure once; means and desired levels are 1.0–5.0 with at most one decimal, N is
    /// at least 1. Every fault has its row, column, value and remedy.
    /// </summary>
    public static Outcome<ReferenceTable> Parse(RuleSet rules, IEnumerable<ReferenceRow> rows)
    {
        var faults = new FaultList();
        var entries = new Dictionary<Segment, Entry[]>();
        var measures = rules.Questionnaire.Measures;
        var last = 0;
        foreach (var row in rows)
        {
            last = Math.Max(last, row.Row);
            var segment = ReadSegment(row, faults);
            var at = rules.Questionnaire.IndexOf(JapaneseText.Fold(row.Item).Trim());
            if (at is null || at >= measures.Count)
                faults.Add(new("この対策はありません。", "There is no such measure."),
                    Text.Same($"{measures[0].Id}–{measures[^1].Id}"), row.Row, "item", row.Item);
            var entry = new Entry(Level(row, "mean", row.Mean, faults), Level(row, "desired", row.Desired, faults),
                Count(row, faults), row.Source.Trim());
            if (entry.Source.Length is 0 or > 200)
                faults.Add(new("出典がないか、長すぎます。", "The source is missing or too long."),
                    new("200文字以下の出典", "A source of at most 200 characters"), row.Row, "source", row.Source);
            if (faults.Full)
                break;
            if (segment is not { } key || at is null || at >= measures.Count)
                continue;
            if (!entries.TryGetValue(key, out var of))
                entries[key] = of = new Entry[measures.Count];
            if (of[at.Value] is not null)
                faults.Add(new("同じ区分の同じ対策が二度あります。", "This measure stands twice in the segment."),
                    new("1行だけにしてください。", "Keep one line."), row.Row, "item", row.Item);
            of[at.Value] = entry;
        }

        foreach (var (segment, of) in entries)
        {
            if (Array.IndexOf(of, null) is >= 0 and var missing)
                faults.Add(new($"区分「{segment.Value}」に {measures[missing].Id} がありません。", $"Segment \"{segment.Value}\" lacks {measures[missing].Id}."),
                    new("すべての対策の行を加えてください。", "Add a line for every measure."), last + 1, "item");
        }

        if (entries.Count == 0 && !faults.Any)
            faults.Add(new("表に行がありません。", "The table has no lines."), Text.Same(string.Join(",", Columns)), 2);
        return faults.Any
            ? faults.ToFailure(new("参照表に誤りがあります。", "The reference table has faults."))
            : new ReferenceTable(rules, entries);
    }

    /// <summary>The peers of a segment; null when the table lacks it. Below the minimum N a mean is withheld.</summary>
    public Peers? Peers(Segment segment)
    {
        if (!entries.TryGetValue(segment, out var of))
            return null;
        var minimum = rules.Rules.Statistics.MinimumCount;
        return new()
        {
            Segment = segment,
            Count = of.Min(entry => entry.Count),
            Measures = [.. of.Select((entry, i) => new PeerMeasure(
                rules.Questionnaire.Measures[i].Id, entry.Count >= minimum ? entry.Mean : null, entry.Desired))],
            Withheld = NoDistribution,
        };
    }

    /// <summary>
    /// The table as a statistics object: its layers, sizes and industries. A layer that it lacks stands on the published defaults; a
    /// size or industry whose N is below the minimum is counted, but nobody is compared with it.
    /// </summary>
    /// <param name="date">The day as of which the table holds.</param>
    public Statistics ToStatistics(DateOnly date)
    {
        var defaults = Statistics.Empty(rules, date);
        var sources = entries.Values.SelectMany(of => of).Select(entry => entry.Source).Distinct();
        return defaults with
        {
            Source = Text.Same(string.Join("; ", sources)),
            ByLayer = [.. Layers.All.Select(layer => Peers(Segment.Of(layer)) ?? defaults.Of(layer))],
            Others = [.. Segments.Where(segment => segment.Dimension != Segment.LayerDimension).Select(segment => Peers(segment)!)],
        };
    }

    private static Segment? ReadSegment(ReferenceRow row, FaultList faults)
    {
        var dimension = JapaneseText.Fold(row.Dimension).Trim().ToLowerInvariant();
        var value = JapaneseText.Fold(row.Value).Trim();
        if (!Segment.Dimensions.Contains(dimension))
            faults.Add(new("この区分の種類はありません。", "There is no such dimension."),
                Text.Same(string.Join(", ", Segment.Dimensions)), row.Row, "dimension", row.Dimension);
        else if (dimension == Segment.LayerDimension ? Layers.Parse(value) is null : value.Length is 0 or > 100)
            faults.Add(new("この区分はありません。", "There is no such segment."),
                dimension == Segment.LayerDimension
                    ? Text.Same(string.Join(", ", Layers.All.Select(layer => layer.Id())))
                    : new("100文字以下の名前", "A name of at most 100 characters"),
                row.Row, "value", row.Value);
        else
            return new(dimension, value);
        return null;
    }

    private static Tenths Level(ReferenceRow row, string column, string value, FaultList faults)
    {
        if (decimal.TryParse(JapaneseText.Fold(value).Trim(), System.Globalization.NumberStyles.AllowDecimalPoint, null, out var number)
            && number is >= 1 and <= Measure.TopLevel && number * 10 == decimal.Truncate(number * 10))
            return new((int)(number * 10));
        faults.Add(new("水準ではありません。", "This is not a level."), new("1.0～5.0（小数第1位まで）", "1.0–5.0, at most one decimal"),
            row.Row, column, value);
        return default;
    }

    private static int Count(ReferenceRow row, FaultList faults)
    {
        if (int.TryParse(JapaneseText.Fold(row.Count).Trim(), System.Globalization.NumberStyles.None, null, out var count) && count > 0)
            return count;
        faults.Add(new("件数ではありません。", "This is not a number of results."), new("1以上の整数", "A whole number from 1"),
            row.Row, "n", row.Count);
        return 0;
    }
}
