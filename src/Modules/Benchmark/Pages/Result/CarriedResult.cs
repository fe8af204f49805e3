using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Result;

/// <summary>Answers of another day that travel with an anonymous result.</summary>
/// <param name="Made">The day on which they were given.</param>
/// <param name="Rules">Their rules.</param>
/// <param name="Answers">The answers.</param>
public sealed record CarriedAnswers(DateOnly Made, RuleSet Rules, Answers Answers)
{
    /// <summary>One line: day, version and answers.</summary>
    public string Line => $"{Made:yyyy-MM-dd}|{Rules.Version}|{Answers.Code}";

    /// <summary>Reads a <see cref="Line"/>; null when it is none or the rules are not known here.</summary>
    public static CarriedAnswers? Parse(string? line, Questionnaires questionnaires)
        => line?.Split('|') is [var made, var version, var code]
            && DateOnly.TryParseExact(made, "yyyy-MM-dd", out var day)
            && questionnaires.Find(version) is { } rules
            && Answers.Parse(rules.Questionnaire, code) is { Succeeded: true, Value.Complete: true } answers
                ? new(day, rules, answers.Value)
                : null;
}

/// <summary>An anonymous result: nothing of it is kept, it travels with every form of its pages.</summary>
/// <param name="Now">The answers.</param>
/// <param name="Earlier">Earlier ones, opened from files.</param>
/// <param name="Example">True to compare with the worked example.</param>
public sealed record CarriedResult(CarriedAnswers Now, IReadOnlyList<CarriedAnswers> Earlier, bool Example)
{
    internal const string NowField = "result";
    private const string EarlierField = "earlier";
    private const string CompareField = "compare";

    /// <summary>The size or industry to compare with; null for the layer.</summary>
    public Segment? Segment { get; init; }

    /// <summary>The hidden fields that carry it.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields =>
    [
        (NowField, Now.Line),
        .. Earlier.Select(earlier => (EarlierField, earlier.Line)),
        .. Example ? [(CompareField, "example")] : Segment is { } segment ? [(CompareField, $"{segment}")] : Array.Empty<(string, string)>(),
    ];

    /// <summary>Reads the hidden fields; fails when the answers are not there or not whole.</summary>
    public static Outcome<CarriedResult> Parse(IFormCollection form, Questionnaires questionnaires)
        => CarriedAnswers.Parse(form[NowField], questionnaires) is { } now
            ? new CarriedResult(now,
                [.. form[EarlierField].Take(ResultModel.MostEarlier).Select(line => CarriedAnswers.Parse(line, questionnaires)).OfType<CarriedAnswers>()],
                form[CompareField].LastOrDefault() == "example")
            { Segment = Domain.Segment.Parse(form[CompareField].LastOrDefault()) }
            : new Failure(FailureKind.Invalid, new(
                "結果を読み取れませんでした。診断の画面に戻って、もう一度お試しください。",
                "The result could not be read. Go back to the self-check and try again."));

    /// <summary>Puts the result together.</summary>
    public Outcome<ResultModel> ToModel(Statistics? statistics) => ResultModel.Build(Now.Rules, Now.Answers, statistics,
        [.. Earlier.Select(e => new EarlierResult(e.Made, Scoring.Score(e.Rules, e.Answers).Value))], new(null, Now.Made), Segment);
}
