using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A formula as it is published.</summary>
/// <param name="Name">What is computed.</param>
/// <param name="Expression">The formula in words.</param>
/// <param name="Note">What to know about it.</param>
public sealed record Formula(Text Name, Text Expression, Text Note);

/// <summary>A line of the worked example.</summary>
/// <param name="Name">What is computed.</param>
/// <param name="Working">The figures put into the formula.</param>
/// <param name="Result">What comes out.</param>
public sealed record WorkedLine(Text Name, string Working, Text Result);

/// <summary>
/// "How this is computed" この結果の求め方: the formulas of a rule set and one example worked through with them. Every figure of the
/// example comes from the engine.
/// </summary>
public sealed record Computation
{
    // How far the totals of sixteen imagined organisations lie from that of the example: enough for a T-score.
    private static readonly int[] Others = [-21, -18, -15, -13, -11, -9, -7, -5, -3, -1, 1, 3, 7, 11, 15, 22];

    private static readonly Text Total = new("総合点", "Total");
    private static readonly Text RiskIndex = new("リスク指標", "Risk index");
    private static readonly Text LayerName = new("層", "Layer");
    private static readonly Text Gap = new("差", "Gap");
    private static readonly Text TScoreName = new("偏差値", "T-score");

    /// <summary>The version of the rules.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The formulas.</summary>
    public required IReadOnlyList<Formula> Formulas { get; init; }

    /// <summary>The answers of the example.</summary>
    public required Answers Example { get; init; }

    /// <summary>The result of the example.</summary>
    public required Score Score { get; init; }

    /// <summary>The example, line by line.</summary>
    public required IReadOnlyList<WorkedLine> Lines { get; init; }

    /// <summary>Explains a rule set.</summary>
    public static Computation Of(RuleSet rules)
    {
        var questionnaire = rules.Questionnaire;
        var unknown = questionnaire.Measures.Count - 1;
        var example = Answers.From(questionnaire, i => i == unknown
            ? Answer.Unknown
            : Answer.Of(questionnaire.Items[i] is Measure ? 2 + (i % 3) : 1 + (i % 3)));
        var score = Scoring.Score(rules, example).Value;
        return new()
        {
            RulesVersion = rules.Version,
            Formulas = FormulasOf(rules),
            Example = example,
            Score = score,
            Lines = [.. LinesOf(rules, example, score)],
        };
    }

    private static Formula[] FormulasOf(RuleSet rules)
    {
        var (lowest, highest) = (rules.Questionnaire.LowestTotal, rules.Questionnaire.HighestTotal);
        var guard = rules.Rules.Statistics;
        var bounds = rules.Rules.LayerBounds;
        return
        [
            new(Total, new("各対策の水準（1～5）の合計", "The sum of the levels (1–5) of all measures"),
                new($"{lowest}点から{highest}点までです。", $"From {lowest} to {highest} points.")),
            new(RiskIndex,
                new("系統ごとに（選択肢の点×重みの合計）÷（その最大値）を求め、二つの系統の加重平均に100を掛ける",
                    "For each family (sum of points × weight) ÷ (its highest value); the weighted mean of the two families × 100"),
                new("0.0から100.0までです。最後に一度だけ、小数第2位を四捨五入します。", "From 0.0 to 100.0, rounded half up to one decimal once at the end.")),
            new(LayerName,
                new($"{bounds[2]}以上は「{Layer.High.Name().Ja}」、{bounds[1]}以上は「{Layer.Adequate.Name().Ja}」、それ未満は「{Layer.NotPressing.Name().Ja}」",
                    $"From {bounds[2]}: {Layer.High.Name().En}; from {bounds[1]}: {Layer.Adequate.Name().En}; below: {Layer.NotPressing.Name().En}"),
                new("表示されたリスク指標で決めます。", "Decided by the risk index as it is printed.")),
            new(Gap, new("望まれる水準－自組織の水準", "Desired level − own level"),
                new("負の値は、望まれる水準を上回っていることを示します。", "A negative gap means that the level is above the desired one.")),
            new(TScoreName, new("（総合点－平均）÷標準偏差×10＋50", "(total − mean) ÷ standard deviation × 10 + 50"),
                new($"標準偏差は母標準偏差（÷N）です。Nが{guard.MinimumCount}未満のとき、または標準偏差が0のときは示しません。",
                    $"The standard deviation is that of the population (÷ N). Not given below N = {guard.MinimumCount} or when the standard deviation is 0.")),
            new(new("順位とパーセンタイル", "Rank and percentile"),
                new("総合点の度数分布から範囲で示す", "Given as a range, from the histogram of totals"),
                new($"どの階級も{guard.MinimumBin}件以上になるよう、隣どうしをまとめます。", $"Neighbouring bins are merged until each holds at least {guard.MinimumBin}.")),
            new(new("望まれる水準", "Desired level"),
                new($"同じ層の総合点の上位3分の1の平均。N÷3の位置で同点の結果は、残る席を等しく分け合う",
                    "The mean over the third of the layer with the highest totals; results tied at position N ÷ 3 share the places that remain"),
                new($"層のNが{guard.MinimumCount}未満のときは、規則とともに公表された既定値です。「不明」は平均に入れません。結果には、どちらによるかを示します。",
                    $"Below N = {guard.MinimumCount} in the layer it is the default published with the rules. 'Unknown' is left out of the mean. The result says which one it is.")),
            new(new("統計の版", "Snapshots"),
                new($"確認済みの組織ごとに、同意のある最新の結果（{Snapshot.WindowMonths}か月以内）を一つ数える",
                    $"Of each verified organisation the latest result with consent, at most {Snapshot.WindowMonths} months old, is counted"),
                new($"前の版から{Snapshot.MinimumChanged}以上の組織が変わったときだけ新しい版を公表します。結果は層・業種・規模のまとまりで数え、まとまりは、これまでのどの版とのどんな差からも{Disclosure.Fewest}件未満の値が求められないときだけ新しくなります。",
                    $"A new snapshot is published only when at least {Snapshot.MinimumChanged} organisations have changed since the last. Results are counted in blocks of layer, industry and size; a block is renewed only when no difference with any earlier snapshot rests on fewer than {Disclosure.Fewest} of them.")),
            new(new("「不明」の扱い", "The answer 'unknown'"), rules.Rules.Unknown, new("結果に一覧を示します。", "The result lists them.")),
            new(new("取り組む順", "Order of recommendation"),
                new("差の大きい順、重みの大きい順、必要な人日の少ない順", "Largest gap first, then heaviest weight, then least effort"),
                new("望まれる水準に達していない対策だけを挙げます。人日は、拠点が一つで50人ほどの組織を想定した目安で、規模が大きいほど増えます。",
                    "Only measures below their desired level are named. Person-days are a guide for an organisation of about 50 people at one site and grow with its size.")),
        ];
    }

    private static IEnumerable<WorkedLine> LinesOf(RuleSet rules, Answers example, Score score)
    {
        yield return new(Total, string.Join(" + ", score.Measures.Select(measure => measure.Counted)),
            new($"{score.Total}点", $"{score.Total} points"));

        var first = rules.Questionnaire.Measures.Count;
        var options = rules.Questionnaire.Profile.Select((item, i) => (byte)(example[first + i].Number ?? item.Choices)).ToArray();
        var shares = new List<string>();
        for (var family = 0; family < rules.Questionnaire.Families.Count; family++)
        {
            var (reached, highest) = rules.FamilyPoints(family, options);
            var weight = rules.Rules.FamilyWeights[family];
            shares.Add(weight == 1 ? $"{reached}/{highest}" : $"{weight} × {reached}/{highest}");
            var id = rules.Questionnaire.Families[family].Id;
            yield return new(rules.Questionnaire.Families[family].Title,
                string.Join(" + ", rules.Questionnaire.Profile.Select((item, i) => (item, rule: rules.Rules.Profile[i], option: options[i]))
                    .Where(x => x.item.Family == id)
                    .Select(x => $"{x.rule.Points[x.option - 1]}×{x.rule.Weight}")),
                new($"{highest}点中{reached}点", $"{reached} of {highest} points"));
        }

        yield return new(RiskIndex, $"({string.Join(" + ", shares)}) ÷ {rules.Rules.FamilyWeights.Sum()} × 100", Text.Same($"{score.RiskIndex}"));
        yield return new(LayerName, $"{score.RiskIndex}", score.Layer.Name());

        if (Recommendations.Of(rules, score) is [var widest, ..])
            yield return new(Gap + new Text($"（{widest.Measure.Title.Ja}）", $" ({widest.Measure.Title.En})"),
                $"{widest.Desired.Written()} − {widest.Level ?? 1}", Text.Same(widest.Gap.Written()));

        long sum = Others.Sum(other => score.Total + other), squares = Others.Sum(other => (score.Total + other) * (score.Total + other));
        var count = Others.Length;
        yield return new(TScoreName + new Text($"（架空の{count}組織との比較）", $" (among {count} imagined organisations)"),
            $"({score.Total} − {Tenths.Ratio(sum, count)}) ÷ {TScore.StandardDeviation(count, sum, squares)} × 10 + 50",
            Text.Same($"{TScore.Of(score.Total, count, sum, squares)}"));
    }
}
