using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Tests.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Tests.Files;

/// <summary>Results to be written to files.</summary>
internal static class Reports
{
    public static RuleSet Rules => Samples.Shipped;

    /// <summary>A result with unknown answers, gaps and levels above the desired ones.</summary>
    public static Answers Answers { get; } = Answers.From(Rules.Questionnaire, i => i is 7 or 30 ? Answer.Unknown
        : Answer.Of(1 + ((i * 7) % Rules.Questionnaire.Items[i].Choices)));

    /// <summary>Compared with nobody.</summary>
    public static ResultReport Alone { get; } = new()
    {
        Rules = Rules,
        Answers = Answers,
        Score = Scoring.Score(Rules, Answers).Value,
        Made = new(2026, 11, 23),
        Organisation = "=1+1 株式会社 & <例>",
    };

    /// <summary>Compared with three hundred made-up results.</summary>
    public static ResultReport Compared { get; } = Among();

    private static ResultReport Among()
    {
        var random = new Random(7);
        var results = Enumerable.Range(0, 300).Select(_ =>
        {
            var answers = Answers.From(Rules.Questionnaire, i => Answer.Of(1 + random.Next(Rules.Questionnaire.Items[i].Choices)));
            return new ConsentedResult(Alone.Score.Layer, Scoring.Score(Rules, answers).Value.Total, answers.Code);
        });
        var statistics = Statistics.Compute(Rules, results, new("試験用の集計", "Made-up results"), new(2026, 11, 1), demonstration: true);
        return Alone with { Statistics = statistics, Comparison = Comparison.Of(Alone.Score, statistics) };
    }
}
