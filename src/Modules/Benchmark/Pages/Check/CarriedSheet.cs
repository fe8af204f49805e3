using Microsoft.AspNetCore.Http;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>
/// An anonymous self-check on its way from page to page: everything travels in hidden fields of the form, nothing is kept on the
/// server.
/// </summary>
/// <param name="Run">Tells one self-check of a browser from another.</param>
/// <param name="Rules">The rules it is answered by.</param>
/// <param name="Answers">The answers so far.</param>
/// <param name="Earlier">Earlier results to compare with, the oldest first; at most <see cref="ResultModel.MostEarlier"/>.</param>
public sealed record CarriedSheet(Guid Run, RuleSet Rules, Answers Answers, IReadOnlyList<CarriedAnswers> Earlier)
{
    private static readonly Failure Unreadable = new(FailureKind.Invalid, new(
        "途中の回答を読み取れませんでした。ブラウザーの「戻る」で前のページへ戻るか、はじめから回答してください。",
        "The answers so far could not be read. Go back in your browser, or start again."));

    /// <summary>A new self-check.</summary>
    public static CarriedSheet New(RuleSet rules, IReadOnlyList<CarriedAnswers>? earlier = null)
        => new(Guid.NewGuid(), rules, Answers.None(rules.Questionnaire), earlier ?? []);

    /// <summary>The hidden fields, name and value.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields() =>
    [
        ("run", $"{Run:N}"), ("rules", Rules.Version), ("answers", Answers.Code),
        .. Earlier.Select(e => ("earlier", e.Line)),
    ];

    /// <summary>
    /// Reads the hidden fields, those of a result too; a new self-check when there are none. Fails when they are not as <see cref="Fields"/> writes them or
    /// name rules that are not known here.
    /// </summary>
    public static Outcome<CarriedSheet> Read(IFormCollection form, Questionnaires questionnaires)
    {
        if (form.ContainsKey(CarriedResult.NowField))
        {
            return CarriedResult.Parse(form, questionnaires).Match<Outcome<CarriedSheet>>(
                result => new CarriedSheet(Guid.NewGuid(), result.Now.Rules, result.Now.Answers, result.Earlier), failure => failure);
        }

        if (!form.ContainsKey("answers"))
            return New(questionnaires.Current);
        if (!Guid.TryParseExact(form["run"], "N", out var run) || questionnaires.Find(form["rules"].ToString()) is not { } rules
            || form["answers"] is not [{ } code] || form["earlier"].Count > ResultModel.MostEarlier)
            return Unreadable;
        var answers = Answers.Parse(rules.Questionnaire, code);
        var earlier = form["earlier"].Select(text => CarriedAnswers.Parse(text, questionnaires)).ToList();
        return answers.Succeeded && !earlier.Contains(null) ? new CarriedSheet(run, rules, answers.Value, earlier!) : Unreadable;
    }
}
