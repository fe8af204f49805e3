using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Web.Charts;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>The charts of a result: the same on the page, in print and as files. A chart whose figures are withheld does not exist.</summary>
public static class ResultCharts
{
    private static readonly Text Own = new("自組織", "Own level");
    private static readonly Text Desired = new("望まれる水準", "Desired level");
    private static readonly Text Total = new("総合点", "Total");
    private static readonly Text Results = new("件", "results");

    /// <summary>The names under which charts are downloaded.</summary>
    public static IReadOnlyList<string> Names { get; } = ["groups", "measures", "distribution", "risk", "years"];

    /// <summary>A chart by its name; null when there is none, or its figures are withheld.</summary>
    public static ChartModel? Named(ResultModel model, string name) => name switch
    {
        "groups" => Groups(model),
        "measures" => Measures(model),
        "distribution" => Distribution(model),
        "risk" => Risk(model),
        "years" => Years(model),
        _ => null,
    };

    /// <summary>The five groups: means over their measures.</summary>
    public static RadarModel Groups(ResultModel model)
    {
        var questionnaire = model.Rules.Questionnaire;
        var desired = ByGroup(model, i => model.Score.Measures[i].Desired);
        var means = ByGroup(model, model.MeanOf);
        return new("groups", Titled(model, new("5つの区分ごとの水準", "Levels by group")),
            [.. questionnaire.Groups.Select(group => new RadarAxis(group.Title, ""))],
            Series(model.Score.Groups.Select(group => (decimal?)group.Mean.ToDecimal()), desired, means,
                model.Earlier.Select(earlier => questionnaire.Groups.Select(group =>
                    earlier.Score.Groups.Where(g => g.Group == group.Id).Select(g => (decimal?)g.Mean.ToDecimal()).FirstOrDefault())),
                model))
        {
            Unit = new("区分", "groups"),
        };
    }

    /// <summary>The measures one by one.</summary>
    public static RadarModel Measures(ResultModel model)
    {
        var measures = model.Rules.Questionnaire.Measures;
        return new("measures", Titled(model, new($"{measures.Count}項目の対策ごとの水準", $"Levels of the {measures.Count} measures")),
            [.. measures.Select(measure => new RadarAxis(measure.Title, measure.Id))],
            Series(model.Score.Measures.Select(measure => (decimal?)measure.Level),
                model.Score.Measures.Select(measure => (decimal?)measure.Desired.ToDecimal()),
                measures.Select((_, i) => model.MeanOf(i)?.ToDecimal()),
                model.Earlier.Select(earlier =>
                {
                    var levels = earlier.Score.Measures.ToDictionary(m => m.Item, m => m.Level);
                    return measures.Select(measure => (decimal?)levels.GetValueOrDefault(measure.Id));
                }), model));
    }

    /// <summary>The totals of the layer with the own place; null when withheld.</summary>
    public static HistogramModel? Distribution(ResultModel model) => model.Comparison?.Peers.Histogram is not { } histogram ? null
        : new("distribution", Titled(model, new("同じ層の総合点の分布", "Totals in the same layer")),
            [.. histogram.Bins.Select(bin => new HistogramBin(bin.From, bin.To, bin.Count))], Total, Results)
        {
            Own = model.Score.Total,
        };

    /// <summary>Total against risk index, with the bounds of the layers; others only where they are not withheld.</summary>
    public static ScatterModel Risk(ResultModel model)
    {
        var rules = model.Rules.Rules;
        return new("risk", Titled(model, new("総合点とリスク指標", "Total against risk index")),
            new(new("リスク指標", "Risk index"), 0, 100,
                [.. Layers.All.Skip(1).Select(layer => new ChartBound(rules.LayerBounds[(int)layer].ToDecimal(), layer.Word()))]),
            new(Total, model.Rules.Questionnaire.LowestTotal, model.Rules.Questionnaire.HighestTotal, []),
            [.. (model.Statistics?.ByLayer ?? []).SelectMany(peers => peers.Clusters)
                .Select(c => new ScatterPoint(c.RiskIndex.ToDecimal(), c.Total.ToDecimal(), c.Count))], Results)
        {
            Own = new(model.Score.RiskIndex.ToDecimal(), model.Score.Total),
        };
    }

    /// <summary>The totals over the years; null without an earlier result.</summary>
    public static LineModel? Years(ResultModel model) => model.Earlier.Count == 0 ? null
        : new("years", new("総合点の推移", "Totals over time"),
            [.. model.Earlier.Reverse().Select(e => Text.Same($"{e.Made:yyyy-MM-dd}")), Text.Same($"{model.Subject.Made:yyyy-MM-dd}")],
            [new(SeriesKind.Own, Total, [.. model.Earlier.Reverse().Select(e => (decimal?)e.Score.Total), model.Score.Total])],
            new("点", "points"))
        {
            Minimum = model.Rules.Questionnaire.LowestTotal,
            Maximum = model.Rules.Questionnaire.HighestTotal,
        };

    private static List<ChartSeries> Series(
        IEnumerable<decimal?> own, IEnumerable<decimal?> desired, IEnumerable<decimal?> means,
        IEnumerable<IEnumerable<decimal?>> earlier, ResultModel model)
    {
        List<ChartSeries> series = [new(SeriesKind.Own, Own, [.. own]), new(SeriesKind.Desired, Desired, [.. desired])];
        decimal?[] known = [.. means];
        if (known.Any(mean => mean is not null))
            series.Add(new(SeriesKind.Mean, new($"{model.Segment.Whose.Ja}の平均", $"Mean of {model.Segment.Whose.En}"), known));
        series.AddRange(earlier.Select((values, i) => new ChartSeries(SeriesKind.Earlier1 + i,
            new($"{Dates.Written(model.Earlier[i].Made).Ja}の結果", $"Result of {Dates.Written(model.Earlier[i].Made).En}"), [.. values])));
        return series;
    }

    // The mean over the measures of each group; null when one of them is unknown or withheld.
    private static IEnumerable<decimal?> ByGroup(ResultModel model, Func<int, Tenths?> figure)
        => model.Rules.Questionnaire.Groups.Select((_, group) =>
        {
            var figures = model.Rules.GroupOf.Select((of, i) => (of, i)).Where(x => x.of == group).Select(x => figure(x.i)).ToList();
            return figures.TrueForAll(f => f is not null)
                ? Tenths.Ratio(figures.Sum(f => f!.Value.Value), 10L * figures.Count).ToDecimal()
                : (decimal?)null;
        });

    private static Text Titled(ResultModel model, Text title)
        => model.Demonstration ? title + new Text("（実例データとの比較）", " (compared with demonstration data)") : title;
}
