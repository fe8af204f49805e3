using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Pages.OpenData;

/// <summary>A column of the open data.</summary>
/// <param name="Id">Its heading in CSV and its member in JSON.</param>
/// <param name="Holds">What it holds, with unit and range.</param>
public sealed record OpenColumn(string Id, Text Holds);

/// <summary>A table of the open data: its columns are what the data dictionary says, in CSV and in JSON.</summary>
/// <param name="Id">Its name in addresses and its member in JSON.</param>
/// <param name="Title">What it holds.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">Its rows of what is published.</param>
internal sealed record OpenTable(string Id, Text Title, IReadOnlyList<OpenColumn> Columns, Func<PublishedFigures, IEnumerable<IReadOnlyList<TableValue>>> Rows)
{
    private static readonly OpenColumn Dimension = new("dimension", new("区分の種類：layer（層）、size（規模）、industry（業種）。組合せは + でつなぐ", "layer, size or industry; crossed ones joined by +"));
    private static readonly OpenColumn Value = new("value", new("区分。層は not_pressing・adequate・high、規模は設問の選択肢の番号、業種は分類と符号。組合せは | でつなぐ", "The group: for a layer not_pressing, adequate or high; for a size the option of the question; for an industry classification and code; crossed ones joined by |"));
    private static readonly OpenColumn Layer = new("layer", new("層：not_pressing、adequate、high", "not_pressing, adequate or high"));
    private static readonly OpenColumn Item = new("item", new("対策の番号", "The measure"));
    private static readonly OpenColumn N = new("n", new("件数（15以上）", "How many results, at least 15"));
    private static readonly OpenColumn Mean = new("mean_total", new("総合点の平均（点、小数第1位まで）", "Mean of the totals, in points, one decimal"));

    /// <summary>Every table.</summary>
    public static IReadOnlyList<OpenTable> All { get; } =
    [
        new("groups", new("区分ごとの件数・平均・標準偏差", "N, mean and standard deviation by group"),
            [Dimension, Value, new("name_ja", new("区分の名称（日本語）", "Name in Japanese")), new("name_en", new("区分の名称（英語）", "Name in English")),
                N, Mean, new("sd_total", new("総合点の母標準偏差（点、小数第1位まで）", "Population standard deviation of the totals, in points, one decimal")),
                new("since", new("値が定まった日。空欄は統計の基準日", "The day as of which the figures hold; empty: that of the statistics"))],
            figures => figures.Groups.Select(peers => (IReadOnlyList<TableValue>)
            [
                .. Of(peers), TableValue.Text(peers.Segment.Name.Ja), TableValue.Text(peers.Segment.Name.En), TableValue.WholeNumber(peers.Count),
                TableValue.Tenths(peers.Mean), TableValue.Tenths(peers.StandardDeviation), TableValue.Date(peers.Since),
            ])),
        new("measures", new("区分と対策ごとの平均と望まれる水準", "Mean and desired level by group and measure"),
            [Dimension, Value, Item, new("mean", new("水準の平均（1.0～5.0）。「不明」は除く", "Mean level, 1.0–5.0, 'unknown' left out")),
                new("desired", new("望まれる水準（1.0～5.0）。全層にわたる区分では空欄", "Desired level, 1.0–5.0; empty for groups over all layers"))],
            figures => figures.Groups.SelectMany(peers => peers.Measures.Select(m => (IReadOnlyList<TableValue>)
            [
                .. Of(peers), TableValue.Identifier(m.Item), TableValue.Tenths(m.Mean), m.Desired.Value == 0 ? TableValue.Empty : TableValue.Tenths(m.Desired),
            ]))),
        new("distribution", new("層ごとの総合点の分布", "Distribution of totals by layer"),
            [Layer, new("from", new("階級の下限（点、含む）", "Lowest total of the bin, in points")), new("to", new("階級の上限（点、含む）", "Highest total of the bin, in points")),
                new("count", new("件数（5以上）", "How many results, at least 5"))],
            figures => LayersOf(figures).SelectMany(l => l.Peers.Histogram?.Bins.Select(bin => (IReadOnlyList<TableValue>)
                [TableValue.Text(l.Layer.Id()), TableValue.WholeNumber(bin.From), TableValue.WholeNumber(bin.To), TableValue.WholeNumber(bin.Count)]) ?? [])),
        new("clusters", new("層ごとのリスク指標と総合点（5件以上のまとまり）", "Risk index and total by layer, in clusters of at least 5"),
            [Layer, new("risk_index", new("リスク指標の平均（0.0～100.0）", "Mean risk index, 0.0–100.0")), Mean, new("count", new("件数（5以上）", "How many results, at least 5"))],
            figures => LayersOf(figures).SelectMany(l => l.Peers.Clusters.Select(c => (IReadOnlyList<TableValue>)
                [TableValue.Text(l.Layer.Id()), TableValue.Tenths(c.RiskIndex), TableValue.Tenths(c.Total), TableValue.WholeNumber(c.Count)]))),
        new("years", new("年ごとの推移（各年の最後の版）", "Change over years: the last snapshot of each"),
            [new("year", new("暦年", "Calendar year")), new("snapshot", new("統計の版の番号", "Number of the snapshot")), new("date", new("基準日", "The day as of which it holds")), Layer, N, Mean],
            figures => figures.Years.SelectMany(year => Layers.All.Select(layer => (Layer: layer, Peers: year.Statistics.Of(layer))).Where(l => l.Peers.Count > 0)
                .Select(l => (IReadOnlyList<TableValue>)
                [
                    TableValue.WholeNumber(year.Year), TableValue.WholeNumber(year.Snapshot), TableValue.Date(year.Date), TableValue.Text(l.Layer.Id()),
                    TableValue.WholeNumber(l.Peers.Count), TableValue.Tenths(l.Peers.Mean),
                ]))),
        new("uses", new("月ごとの利用と分析への同意", "Uses by month and consent to analysis"),
            [new("from", new("最初の月（その初日）", "First month, its first day")), new("to", new("最後の月（その初日）。少ない月は次の月と合わせる", "Last month, its first day; months with few uses are joined with the next")),
                new("provided", new("分析に提供された利用の数", "Uses whose answers were provided for analysis")), new("not_provided", new("提供されなかった利用の数", "Uses whose answers were not"))],
            figures => figures.Periods.Select(p => (IReadOnlyList<TableValue>)
                [TableValue.Date(p.From), TableValue.Date(p.To), TableValue.WholeNumber(p.Uses.Provided), TableValue.WholeNumber(p.Uses.NotProvided)])),
    ];

    private static IEnumerable<TableValue> Of(Peers peers) => [TableValue.Text(peers.Segment.Dimension), TableValue.Text(peers.Segment.Value)];

    private static IEnumerable<(Layer Layer, Peers Peers)> LayersOf(PublishedFigures figures)
        => figures.Statistics is { } statistics ? Layers.All.Select(layer => (layer, statistics.Of(layer))) : [];
}
