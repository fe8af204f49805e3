using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>
/// A questionnaire and the rule table written for it: all that a result is computed from. Immutable. Guarantees that the lowest
/// options give the layer 'not pressing' and the highest 'high level required'.
/// </summary>
public sealed class RuleSet
{
    private readonly int[] familyOf;
    private readonly int[][] weighted;
    private readonly long[] familyMaximum;
    private readonly Tenths[][] added;

    private RuleSet(Questionnaire questionnaire, Rules rules)
    {
        (Questionnaire, Rules) = (questionnaire, rules);
        var families = questionnaire.Families.Select(family => family.Id).ToList();
        var groups = questionnaire.Groups.Select(group => group.Id).ToList();
        familyOf = [.. questionnaire.Profile.Select(item => families.IndexOf(item.Family))];
        weighted = [.. rules.Profile.Select(rule => rule.Points.Select(points => points * rule.Weight).ToArray())];
        familyMaximum = new long[families.Count];
        for (var i = 0; i < weighted.Length; i++)
            familyMaximum[familyOf[i]] += weighted[i][^1];
        added = [.. weighted.Select((points, i) => points.Select(p => Tenths.Percent(
            (long)rules.FamilyWeights[familyOf[i]] * p, rules.FamilyWeights.Sum() * familyMaximum[familyOf[i]])).ToArray())];
        GroupOf = [.. questionnaire.Measures.Select(measure => groups.IndexOf(measure.Group))];
    }

    /// <summary>The version of the rules, such as <c>2026.1</c>: what a result names.</summary>
    public string Version => Rules.Version;

    /// <summary>The first day on which both the questionnaire and the rules are in force.</summary>
    public DateOnly Effective => Rules.Effective > Questionnaire.Effective ? Rules.Effective : Questionnaire.Effective;

    /// <summary>The questionnaire.</summary>
    public Questionnaire Questionnaire { get; }

    /// <summary>The rule table.</summary>
    public Rules Rules { get; }

    /// <summary>The position of each measure's group, in the order of the measures.</summary>
    internal IReadOnlyList<int> GroupOf { get; }

    /// <summary>
    /// Reads a questionnaire and its rule table (UTF-8 JSON). Each fault names the JSON path as its column; never throws on bad input.
    /// </summary>
    public static Outcome<RuleSet> Parse(ReadOnlyMemory<byte> questionnaire, ReadOnlyMemory<byte> rules)
        => Questionnaire.Parse(questionnaire).Match(read => Parse(read, rules), failure => failure);

    /// <summary>Reads the rule table (UTF-8 JSON) of a questionnaire.</summary>
    public static Outcome<RuleSet> Parse(Questionnaire questionnaire, ReadOnlyMemory<byte> rules)
        => RulesFile.Read(rules, questionnaire).Match(read => Verified(new(questionnaire, read)), failure => failure);

    /// <summary>
    /// The exact risk index of options counted from 1: the mean of the families' shares of their highest weighted points, ×100,
    /// weighted by family, rounded half up to one decimal once.
    /// </summary>
    /// <param name="options">The option of each profile item, in order.</param>
    internal Tenths RiskIndex(ReadOnlySpan<byte> options)
    {
        long vulnerability = 0, influence = 0;
        for (var i = 0; i < weighted.Length; i++)
        {
            var points = weighted[i][options[i] - 1];
            if (familyOf[i] == 0)
                vulnerability += points;
            else
                influence += points;
        }

        var (first, second) = (Rules.FamilyWeights[0], Rules.FamilyWeights[1]);
        return Tenths.Percent(
            (first * vulnerability * familyMaximum[1]) + (second * influence * familyMaximum[0]),
            (first + second) * familyMaximum[0] * familyMaximum[1]);
    }

    /// <summary>What an option of a profile item, counted from 1, adds to the risk index, 0.0–100.0, rounded by itself.</summary>
    internal Tenths Added(int item, int option) => added[item][option - 1];

    /// <summary>The weighted points reached and reachable in a family, for showing the computation.</summary>
    internal (long Reached, long Highest) FamilyPoints(int family, ReadOnlySpan<byte> options)
    {
        long reached = 0;
        for (var i = 0; i < weighted.Length; i++)
            reached += familyOf[i] == family ? weighted[i][options[i] - 1] : 0;
        return (reached, familyMaximum[family]);
    }

    private static Outcome<RuleSet> Verified(RuleSet set)
    {
        var lowest = set.Questionnaire.Profile.Select(_ => (byte)1).ToArray();
        var highest = set.Questionnaire.Profile.Select(item => (byte)item.Choices).ToArray();
        var faults = new FaultList();
        Expect(set, lowest, Layer.NotPressing, faults);
        Expect(set, highest, Layer.High, faults);
        return faults.Any
            ? faults.ToFailure(new("層の境界が正しくありません。", "The bounds of the layers are not right."))
            : set;
    }

    private static void Expect(RuleSet set, byte[] options, Layer layer, FaultList faults)
    {
        var index = set.RiskIndex(options);
        if (set.Rules.LayerOf(index) != layer)
            faults.Add(new($"すべての項目が{(layer == Layer.High ? "最高" : "最低")}のとき、この層になりません。",
                    $"With every item at its {(layer == Layer.High ? "highest" : "lowest")} this layer is not reached."),
                layer.Name(), column: "$.layers", value: index.ToString());
    }
}
