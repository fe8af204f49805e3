using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Files;

/// <summary>What document and workbook say of a result.</summary>
internal static class ReportWords
{
    /// <summary>The title of the file: it says when the comparison is with demonstration data.</summary>
    public static Text FileTitle(this ResultModel model) => model.Rules.Questionnaire.Title + new Text("　", ": ") + model.Title;

    /// <summary>Organisation, day and version of the rules, as they stand below the title.</summary>
    public static Text Subtitle(this ResultModel model)
    {
        var day = Dates.Written(model.Subject.Made);
        var whose = model.Subject.Whose is { } organisation ? organisation + Text.Same("　") : Text.Same("");
        return whose + new Text($"{day.Ja}　規則 {model.Rules.Version} 版", $"{day.En}　Rules {model.Rules.Version}");
    }

    /// <summary>Why the layer is the one it is.</summary>
    public static Text Why(this ResultModel model)
    {
        var (bounds, count) = (model.Rules.Rules.LayerBounds, model.Rules.Questionnaire.Profile.Count);
        var (index, layer) = (model.Score.RiskIndex, model.Score.Layer.Name());
        return new(
            $"企業プロフィール{count}項目から求めたリスク指標は{index}です。{bounds[1]}以上は「{Layer.Adequate.Name().Ja}」、{bounds[2]}以上は「{Layer.High.Name().Ja}」、それ未満は「{Layer.NotPressing.Name().Ja}」とするため、「{layer.Ja}」に当たります。",
            $"The {count} profile items give a risk index of {index}. From {bounds[1]} the layer is \"{Layer.Adequate.Name().En}\", from {bounds[2]} \"{Layer.High.Name().En}\", below \"{Layer.NotPressing.Name().En}\"; so it is \"{layer.En}\".");
    }

    /// <summary>The figures with their names, in the order in which they are shown.</summary>
    public static IReadOnlyList<(Text Name, Text Value)> Figures(this ResultModel model)
    {
        var none = new Text("示しません", "not given");
        var (score, comparison, whose) = (model.Score, model.Comparison, model.Segment.Whose);
        Text Given(Tenths? figure) => figure is { } tenths ? Text.Same($"{tenths}") : none;
        return
        [
            (new("総合点", "Total"), Text.Same($"{score.Total} / {model.Rules.Questionnaire.HighestTotal}")),
            (new("リスク指標", "Risk index"), Text.Same($"{score.RiskIndex}")),
            (new("層", "Layer"), score.Layer.Name()),
            (new("不明の項目", "Items unknown"), Text.Same(score.UnknownItems.Count == 0 ? "0" : $"{score.UnknownItems.Count} ({string.Join(", ", score.UnknownItems)})")),
            (new("偏差値", "T-score"), Given(comparison?.TScore)),
            (new("順位", "Rank"), comparison?.Place is not { } place ? none : new($"{place.Of:#,0}件中 {place.RankFrom:#,0}～{place.RankTo:#,0}位", $"{place.RankFrom:#,0}–{place.RankTo:#,0} of {place.Of:#,0}")),
            (new("パーセンタイル", "Percentile"), comparison?.Place is not { } at ? none : Text.Same($"{at.PercentileFrom}–{at.PercentileTo}")),
            (new($"{whose.Ja}の平均", $"Mean of {whose.En}"), Given(comparison?.Peers.Mean)),
            (new($"{whose.Ja}の標準偏差", $"Standard deviation of {whose.En}"), Given(comparison?.Peers.StandardDeviation)),
            (new("比較の基", "Compared with"), model.Basis),
        ];
    }

    /// <summary>The heading of the means: whose they are.</summary>
    public static Text MeanHeading(this ResultModel model)
    {
        var dimension = Segment.Named(model.Segment.Dimension);
        return new($"{dimension.Ja}の平均", $"Mean of {dimension.En}");
    }

    /// <summary>The group of a measure.</summary>
    public static Text GroupOf(this ResultModel model, Measure measure)
        => model.Rules.Questionnaire.Groups.Single(group => group.Id == measure.Group).Title;

    /// <summary>An answer with its text.</summary>
    public static Text AnswerTo(this ResultModel model, Item item)
    {
        var answer = model.Answers[model.Rules.Questionnaire.IndexOf(item.Id)!.Value];
        return answer.Number is { } number ? Text.Same($"{number}　") + item.Options[number - 1] : Level(null);
    }

    /// <summary>A level as it is written; 'unknown' when it is not known.</summary>
    public static Text Level(int? level) => level is { } known ? Text.Same($"{known}") : new("不明", "unknown");

    /// <summary>Where a recommended measure stands.</summary>
    public static Text From(Recommendation recommendation) => recommendation.Level is { } level
        ? new($"水準{level}", $"level {level}")
        : Level(null);

    /// <summary>Steps one a line, each with the mark of a list.</summary>
    public static string Listed(IEnumerable<Text> steps, Language language)
        => string.Join('\n', steps.Select(step => (language == Language.Ja ? "・" : "• ") + step.In(language)));
}
