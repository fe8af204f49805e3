using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A measure that is to be raised.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="From">The level it stands at; null when unknown.</param>
/// <param name="To">The level aimed at, higher than <paramref name="From"/>.</param>
/// <param name="Steps">The steps from level to level, in order.</param>
public sealed record PlannedMeasure(Measure Measure, int? From, int To, IReadOnlyList<NextStep> Steps)
{
    /// <summary>The effort of all steps in person-days.</summary>
    public int Days => Steps.Sum(step => step.Days);
}

/// <summary>A level-up plan レベルアップ計画 and what it would change. The profile, and with it the layer, stays as it is.</summary>
/// <param name="Before">The result today.</param>
/// <param name="After">The result when every planned measure stands at its target.</param>
/// <param name="Measures">What is to be raised, in the order of the questionnaire.</param>
public sealed record Plan(Score Before, Score After, IReadOnlyList<PlannedMeasure> Measures)
{
    /// <summary>The effort of the whole plan in person-days.</summary>
    public int Days => Measures.Sum(measure => measure.Days);

    /// <summary>Both results among others: how T-score and place would change if nobody else moved.</summary>
    /// <param name="statistics">The statistics of all layers.</param>
    /// <param name="counted">Whether today's result is one of those counted; the planned one never is.</param>
    public (Comparison Before, Comparison After) Among(Statistics statistics, bool counted = false)
        => (Comparison.Of(Before, statistics, counted), Comparison.Of(After, statistics));
}

/// <summary>Computes level-up plans.</summary>
public static class Planner
{
    /// <summary>
    /// The plan that raises each measure named to its target. Fails when a measure does not exist, or its target is not a level above
    /// the one it stands at (an unknown measure counts as level 1, and 1 may be its target).
    /// </summary>
    /// <param name="rules">The rules.</param>
    /// <param name="answers">Complete answers.</param>
    /// <param name="targets">Measure → level aimed at.</param>
    public static Outcome<Plan> Plan(RuleSet rules, Answers answers, IReadOnlyDictionary<string, int> targets)
    {
        var today = Scoring.Score(rules, answers);
        if (today.Failure is { } incomplete)
            return incomplete;
        var faults = new FaultList();
        var planned = new List<(int At, PlannedMeasure Measure)>();
        var raised = answers;
        foreach (var (item, target) in targets)
        {
            if (rules.Questionnaire.Find(item) is not Measure measure)
            {
                faults.Add(new("この対策はありません。", "There is no such measure."),
                    Text.Same($"{rules.Questionnaire.Measures[0].Id}–{rules.Questionnaire.Measures[^1].Id}"), column: "item", value: item);
                continue;
            }

            var at = rules.Questionnaire.IndexOf(item)!.Value;
            var least = (answers[at].Number ?? 0) + 1;
            if (target < least || target > Measure.TopLevel)
            {
                faults.Add(new("目標の水準が範囲の外です。", "The target level is out of range."),
                    least > Measure.TopLevel
                        ? new("すでに最高の水準です。計画から外してください。", "It stands at the highest level: leave it out of the plan.")
                        : Text.Same($"{least}–{Measure.TopLevel}"), column: measure.Id, value: $"{target}");
                continue;
            }

            raised = raised.With(rules.Questionnaire, at, Answer.Of(target));
            var from = answers[at].Number;
            planned.Add((at, new(measure, from, target, [.. measure.Next.Where(step => step.From >= (from ?? 1) && step.From < target)])));
        }

        return faults.Any
            ? faults.ToFailure(new("計画に誤りがあります。", "The plan has faults."))
            : new Plan(today.Value, Scoring.Score(rules, raised).Value, [.. planned.OrderBy(p => p.At).Select(p => p.Measure)]);
    }
}
