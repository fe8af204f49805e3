using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Files;

/// <summary>Results to be written to files.</summary>
internal static class Reports
{
    public static RuleSet Rules => Samples.Shipped;

    /// <summary>A result with unknown answers, gaps and levels above the desired ones.</summary>
    public static Answers Given { get; } = Answers.From(Rules.Questionnaire, i => i is 7 or 30 ? Answer.Unknown
        : Answer.Of(1 + ((i * 7) % Rules.Questionnaire.Items[i].Choices)));

    /// <summary>Compared with nobody.</summary>
    public static ResultModel Alone { get; } = Built(null);

    /// <summary>Compared with three hundred made-up results.</summary>
    public static ResultModel Compared { get; } = Built(Statistics.Compute(Rules, Others(), new("試験用の集計", "Made-up results"), new(2026, 11, 1), demonstration: true));

    private static ResultModel Built(Statistics? statistics)
        => ResultModel.Build(Rules, Given, statistics, [], new(Text.Same("=1+1 株式会社 & <例>"), new(2026, 11, 23))).Value;

    private static List<ConsentedResult> Others()
    {
        var random = new Random(7);
        var layer = Scoring.Score(Rules, Given).Value.Layer;
        return [.. Enumerable.Range(0, 300).Select(_ =>
        {
            var answers = Answers.From(Rules.Questionnaire, i => Answer.Of(1 + random.Next(Rules.Questionnaire.Items[i].Choices)));
            var score = Scoring.Score(Rules, answers).Value;
            return new ConsentedResult(layer, score.Total, score.RiskIndex, answers.Code);
        })];
    }
}
