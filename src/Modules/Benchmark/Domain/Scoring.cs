using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// The engine: answers in, result out. Total = sum of the levels; layer = from the printed risk index. An unknown measure counts 1
/// and has no level or gap; an unknown profile item counts as its highest option. Both never make a result better than it is.
/// </summary>
public static class Scoring
{
    /// <summary>Computes a result. Fails when an item is missing or the answers are of another questionnaire.</summary>
    public static Outcome<Score> Score(RuleSet rules, Answers answers)
    {
        var questionnaire = rules.Questionnaire;
        if (answers.Count != questionnaire.Items.Count || !answers.Complete)
            return Incomplete(questionnaire, answers);

        Span<byte> options = stackalloc byte[questionnaire.Profile.Count];
        var first = questionnaire.Measures.Count;
        for (var i = 0; i < options.Length; i++)
            options[i] = (byte)(answers[first + i].Number ?? questionnaire.Profile[i].Choices);
        var riskIndex = rules.RiskIndex(options);
        var layer = rules.Rules.LayerOf(riskIndex);

        var measures = new MeasureScore[first];
        Span<int> sums = stackalloc int[questionnaire.Groups.Count];
        Span<int> counts = stackalloc int[questionnaire.Groups.Count];
        sums.Clear();
        counts.Clear();
        var total = 0;
        for (var i = 0; i < measures.Length; i++)
        {
            measures[i] = new(questionnaire.Measures[i].Id, answers[i].Number,
                Tenths.Whole(rules.Rules.Measures[i].Desired[(int)layer]));
            var group = rules.GroupOf[i];
            sums[group] += measures[i].Counted;
            counts[group]++;
            total += measures[i].Counted;
        }

        var groups = new GroupScore[sums.Length];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = new(questionnaire.Groups[i].Id, sums[i], counts[i]);

        return new Score
        {
            RulesVersion = rules.Version,
            Total = total,
            RiskIndex = riskIndex,
            Layer = layer,
            Measures = measures,
            Groups = groups,
            UnknownItems = Unknown(questionnaire, answers),
            Assumed = Assumed(questionnaire, answers),
        };
    }

    private static string[] Unknown(Questionnaire questionnaire, Answers answers)
    {
        var count = answers.Code.AsSpan().Count('u');
        if (count == 0)
            return [];
        var items = new string[count];
        for (int i = 0, at = 0; at < count; i++)
        {
            if (answers[i].IsUnknown)
                items[at++] = questionnaire.Items[i].Id;
        }

        return items;
    }

    private static AssumedOption[] Assumed(Questionnaire questionnaire, Answers answers)
    {
        var first = questionnaire.Measures.Count;
        var count = answers.Code.AsSpan(first).Count('u');
        if (count == 0)
            return [];
        var assumed = new AssumedOption[count];
        for (int i = 0, at = 0; at < count; i++)
        {
            if (answers[first + i].IsUnknown)
                assumed[at++] = new(questionnaire.Profile[i].Id, questionnaire.Profile[i].Choices);
        }

        return assumed;
    }

    private static Failure Incomplete(Questionnaire questionnaire, Answers answers)
    {
        var faults = new FaultList();
        for (var i = 0; i < questionnaire.Items.Count; i++)
        {
            if (i >= answers.Count || answers[i].IsMissing)
                faults.Add(new($"「{questionnaire.Items[i].Title.Ja}」が未回答です。", $"\"{questionnaire.Items[i].Title.En}\" is not answered."),
                    AnswerSheet.Remedy(questionnaire.Items[i]), i + 1, questionnaire.Items[i].Id);
        }

        return faults.ToFailure(new("回答がそろっていません。", "The answers are not complete."));
    }
}
