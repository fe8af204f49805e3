using System.Text;
using CsCheck;
using Sakimori.Benchmark.Domain;

namespace Sakimori.Benchmark.Tests.Domain;

/// <summary>A made-up questionnaire of three measures and three profile items, and generators of answers.</summary>
internal static class Samples
{
    public static RuleSet Shipped => ShippedRules.Current;

    public static RuleSet Small { get; } = RuleSet.Parse(Bytes(SmallQuestionnaire), Bytes(SmallRules)).Value;

    public static string SmallQuestionnaire => $$"""
        {"version": "9.1", "effective": "2026-10-01", "title": {{Text("試し", "Trial")}}, "provenance": {{Text("試験用", "For tests")}},
         "groups": [{"id": "a", "title": {{Text("甲", "A")}}}, {"id": "b", "title": {{Text("乙", "B")}}}],
         "families": [{"id": "v", "title": {{Text("弱さ", "V")}}}, {"id": "i", "title": {{Text("影響", "I")}}}],
         "measures": [{{MeasureJson("M1", "a")}}, {{MeasureJson("M2", "a")}}, {{MeasureJson("M3", "b")}}],
         "profile": [{{ProfileJson("P1", "v")}}, {{ProfileJson("P2", "v")}}, {{ProfileJson("P3", "i")}}]}
        """;

    public static string SmallRules => """
        {"version": "9.2", "questionnaire": "9.1", "effective": "2026-10-01", "provenance": {"ja": "試験用", "en": "For tests"},
         "riskIndex": {"families": [{"family": "v", "weight": 1}, {"family": "i", "weight": 1}]},
         "layers": [{"id": "not_pressing", "from": 0}, {"id": "adequate", "from": 33.4}, {"id": "high", "from": 66.7}],
         "unknown": {"measure": 1, "profile": "highest", "text": {"ja": "不明の扱い", "en": "Treatment"}},
         "statistics": {"minimumCount": 15, "minimumBin": 5, "binWidth": 5}, "effort": {"small": 3, "medium": 6},
         "profile": [{"item": "P1", "weight": 1, "points": [0, 1, 3]}, {"item": "P2", "weight": 2, "points": [0, 1, 3]},
                     {"item": "P3", "weight": 1, "points": [0, 1, 3]}],
         "measures": [{"item": "M1", "weight": 1, "desired": {"not_pressing": 2, "adequate": 3, "high": 4}},
                      {"item": "M2", "weight": 2, "desired": {"not_pressing": 2, "adequate": 3, "high": 4}},
                      {"item": "M3", "weight": 3, "desired": {"not_pressing": 3, "adequate": 4, "high": 5}}]}
        """;

    /// <summary>Complete answers to the shipped questionnaire, 'unknown' among them.</summary>
    public static Gen<Answers> AnyAnswers { get; } = Gen.Int[0, 9].Array[Shipped.Questionnaire.Items.Count].Select(numbers =>
        Answers.From(Shipped.Questionnaire, i => numbers[i] == 0
            ? Answer.Unknown
            : Answer.Of(1 + (numbers[i] % Shipped.Questionnaire.Items[i].Choices))));

    public static Answers Uniform(RuleSet rules, int level)
        => Answers.From(rules.Questionnaire, i => Answer.Of(Math.Min(level, rules.Questionnaire.Items[i].Choices)));

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    private static string Text(string ja, string en) => $$"""{"ja": "{{ja}}", "en": "{{en}}"}""";

    private static string MeasureJson(string id, string group) => $$"""
        {"id": "{{id}}", "group": "{{group}}", "title": {{Text("対策" + id, "Measure " + id)}},
         "question": {{Text("していますか。", "Do you?")}}, "help": {{Text("説明", "Help")}},
         "levels": [{{string.Join(", ", Enumerable.Range(1, 5).Select(n => Text($"水準{n}", $"Level {n}")))}}],
         "next": [{{string.Join(", ", Enumerable.Range(1, 4).Select(n =>
             $$"""{"from": {{n}}, "steps": [{{Text($"手順{n}", $"Step {n}")}}], "days": {{n * 2}}, "who": {{Text("担当", "Staff")}} }"""))}}],
         "mappings": {"iso27001-2022": ["5.1"]} }
        """;

    private static string ProfileJson(string id, string family) => $$"""
        {"id": "{{id}}", "family": "{{family}}", "title": {{Text("項目" + id, "Item " + id)}}, "question": {{Text("何人ですか。", "How many?")}},
         "help": {{Text("説明", "Help")}}, "options": [{{Text("少", "Few")}}, {{Text("中", "Some")}}, {{Text("多", "Many")}}] }
        """;
}
