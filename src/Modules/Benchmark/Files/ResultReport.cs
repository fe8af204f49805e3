using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>Everything that a result tells in a file that can be edited: what <see cref="ResultDocument"/> and <see cref="ResultWorkbook"/> write.</summary>
public sealed record ResultReport
{
    /// <summary>The rules by which the result was computed.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>The answers, complete.</summary>
    public required Answers Answers { get; init; }

    /// <summary>The result, measured against the desired levels that are to be shown.</summary>
    public required Score Score { get; init; }

    /// <summary>The day on which the self-check was made; the file bears it.</summary>
    public required DateOnly Made { get; init; }

    /// <summary>Whose result it is; null for an anonymous check.</summary>
    public string? Organisation { get; init; }

    /// <summary>What the result is compared with; null when it stands on the published defaults alone.</summary>
    public Statistics? Statistics { get; init; }

    /// <summary>The place among the layer's results; null without statistics.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>The title of the file: it says when the comparison is with demonstration data.</summary>
    public Text Title => Rules.Questionnaire.Title + new Text("　診断結果", ": result")
        + (Statistics?.Demonstration == true ? new Text("（実例データとの比較）", " (compared with demonstration data)") : Text.Same(""));

    /// <summary>Organisation, day and version of the rules, as they stand below the title.</summary>
    public Text Subtitle
    {
        get
        {
            var day = Dates.Written(Made);
            var whose = Organisation is null ? "" : Organisation + "　";
            return new($"{whose}{day.Ja}　規則 {Rules.Version} 版", $"{whose}{day.En}　Rules {Rules.Version}");
        }
    }

    /// <summary>What the result is compared with: source, date and N; or the published defaults.</summary>
    public Text Basis
    {
        get
        {
            if (Statistics is not { } statistics)
                return new($"規則{Rules.Version}版で公表された望まれる水準の既定値", $"the default desired levels published with rules {Rules.Version}");
            var (date, count) = (Dates.Written(statistics.Date), statistics.Of(Score.Layer).Count);
            return new($"{statistics.Source.Ja}（{date.Ja}現在、同じ層の件数 N = {count:#,0}）",
                $"{statistics.Source.En} (as of {date.En}, N = {count:#,0} in the same layer)");
        }
    }

    /// <summary>Why the layer is the one it is.</summary>
    public Text Why
    {
        get
        {
            var bounds = Rules.Rules.LayerBounds;
            return new(
                $"企業プロフィール{Rules.Questionnaire.Profile.Count}項目から求めたリスク指標は{Score.RiskIndex}です。{bounds[1]}以上は「{Layer.Adequate.Name().Ja}」、{bounds[2]}以上は「{Layer.High.Name().Ja}」、それ未満は「{Layer.NotPressing.Name().Ja}」とするため、「{Score.Layer.Name().Ja}」に当たります。",
                $"The {Rules.Questionnaire.Profile.Count} profile items give a risk index of {Score.RiskIndex}. From {bounds[1]} the layer is \"{Layer.Adequate.Name().En}\", from {bounds[2]} \"{Layer.High.Name().En}\", below \"{Layer.NotPressing.Name().En}\"; so it is \"{Score.Layer.Name().En}\".");
        }
    }

    /// <summary>The mean level of the layer for a measure; null when withheld.</summary>
    public Tenths? MeanOf(int measure) => Comparison?.Peers.Measures[measure].Mean;

    /// <summary>The figures with their names, in the order in which they are shown.</summary>
    internal IReadOnlyList<(Text Name, Text Value)> Figures()
    {
        var none = new Text("示しません", "not given");
        var place = Comparison?.Place;
        return
        [
            (new("総合点", "Total"), Text.Same($"{Score.Total} / {Rules.Questionnaire.HighestTotal}")),
            (new("リスク指標", "Risk index"), Text.Same($"{Score.RiskIndex}")),
            (new("層", "Layer"), Score.Layer.Name()),
            (new("不明の項目", "Items unknown"), Text.Same(Score.UnknownItems.Count == 0 ? "0" : $"{Score.UnknownItems.Count} ({string.Join(", ", Score.UnknownItems)})")),
            (new("偏差値", "T-score"), Comparison?.TScore is { } score ? Text.Same($"{score}") : none),
            (new("順位", "Rank"), place is null ? none : new($"{place.Of:#,0}件中 {place.RankFrom:#,0}～{place.RankTo:#,0}位", $"{place.RankFrom:#,0}–{place.RankTo:#,0} of {place.Of:#,0}")),
            (new("パーセンタイル", "Percentile"), place is null ? none : Text.Same($"{place.PercentileFrom}–{place.PercentileTo}")),
            (new("同じ層の平均", "Mean of the layer"), Comparison?.Peers.Mean is { } mean ? Text.Same($"{mean}") : none),
            (new("同じ層の標準偏差", "Standard deviation of the layer"), Comparison?.Peers.StandardDeviation is { } deviation ? Text.Same($"{deviation}") : none),
            (new("比較の基", "Compared with"), Basis),
        ];
    }

    /// <summary>Why figures about others are not given; null when they are.</summary>
    internal Text? Withheld => Comparison is null
        ? new("比較できる統計を用いていないため、偏差値、順位、分布は示しません。",
            "No statistics are compared with, so T-score, rank and distribution are not given.")
        : Comparison.NoTScore;

    /// <summary>A level as it is written; 'unknown' when it is not known.</summary>
    internal static Text Level(int? level) => level is { } known ? Text.Same($"{known}") : new("不明", "unknown");

    /// <summary>An answer with its text.</summary>
    internal Text AnswerTo(Item item)
    {
        var answer = Answers[Rules.Questionnaire.IndexOf(item.Id)!.Value];
        return answer.Number is { } number ? Text.Same($"{number}　") + item.Options[number - 1] : new("不明", "unknown");
    }

    /// <summary>The group of a measure.</summary>
    internal Text GroupOf(Measure measure) => Rules.Questionnaire.Groups.Single(group => group.Id == measure.Group).Title;
}
