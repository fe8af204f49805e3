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
        var groups = model.Rules.Questionnaire.Groups;
        return new("groups", Titled(model, new("5つの区分ごとの水準", "Levels by group")),
            Each(groups.Count, i => new RadarAxis(groups[i].Title, "")),
            Series(model, groups.Count,
                i => model.Score.Groups[i].Mean.ToDecimal(),
                i => ByGroup(model, i, measure => model.Score.Measures[measure].Desired),
                i => ByGroup(model, i, model.MeanOf),
                (earlier, i) => MeanOf(earlier, groups[i].Id)))
        {
            Unit = new("区分", "groups"),
        };
    }

    /// <summary>The measures one by one.</summary>
    public static RadarModel Measures(ResultModel model)
    {
        var measures = model.Rules.Questionnaire.Measures;
        return new("measures", Titled(model, new($"{measures.Count}項目の対策ごとの水準", $"Levels of the {measures.Count} measures")),
            Each(measures.Count, i => new RadarAxis(measures[i].Title, measures[i].Id)),
            Series(model, measures.Count,
                i => model.Score.Measures[i].Level,
                i => model.Score.Measures[i].Desired.ToDecimal(),
                i => model.MeanOf(i)?.ToDecimal(),
                (earlier, i) => earlier.Find(measures[i].Id, i)?.Level));
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
        ResultModel model, int count, Func<int, decimal?> own, Func<int, decimal?> desired, Func<int, decimal?> mean, Func<Score, int, decimal?> before)
    {
        List<ChartSeries> series = [new(SeriesKind.Own, Own, Each(count, own)), new(SeriesKind.Desired, Desired, Each(count, desired))];
        var means = Each(count, mean);
        if (Array.Exists(means, known => known is not null))
            series.Add(new(SeriesKind.Mean, new($"{model.Segment.Whose.Ja}の平均", $"Mean of {model.Segment.Whose.En}"), means));
        for (var n = 0; n < model.Earlier.Count; n++)
        {
            var (made, score) = (Dates.Written(model.Earlier[n].Made), model.Earlier[n].Score);
            series.Add(new(SeriesKind.Earlier1 + n, new($"{made.Ja}の結果", $"Result of {made.En}"), Each(count, i => before(score, i))));
        }

        return series;
    }

    private static T[] Each<T>(int count, Func<int, T> value)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = value(i);
        return values;
    }

    private static decimal? MeanOf(Score score, string id)
    {
        foreach (var group in score.Groups)
        {
            if (group.Group == id)
                return group.Mean.ToDecimal();
        }

        return null;
    }

    // The mean over the measures of a group; null when one of them is unknown or withheld.
    private static decimal? ByGroup(ResultModel model, int group, Func<int, Tenths?> figure)
    {
        var (sum, count) = (0, 0);
        for (var i = 0; i < model.Rules.GroupOf.Count; i++)
        {
            if (model.Rules.GroupOf[i] != group)
                continue;
            if (figure(i) is not { } known)
                return null;
            sum += known.Value;
            count++;
        }

        return Tenths.Ratio(sum, 10L * count).ToDecimal();
    }

    private static Text Titled(ResultModel model, Text title)
        => model.Demonstration ? title + new Text("（実例データとの比較）", " (compared with demonstration data)") : title;
}
