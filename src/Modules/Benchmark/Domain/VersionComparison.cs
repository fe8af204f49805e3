using Sakimori.Kernel;

namespace Sakimori.Benchmark.Domain;

/// <summary>A measure in two results.</summary>
/// <param name="Item">The identifier of the measure.</param>
/// <param name="Earlier">Its earlier level; null when unknown.</param>
/// <param name="Later">Its later level; null when unknown.</param>
public readonly record struct LevelChange(string Item, int? Earlier, int? Later)
{
    /// <summary>Later − earlier; null when either is unknown.</summary>
    public int? Difference => Later - Earlier;
}

/// <summary>
/// Two results side by side, over the measures that both versions ask. Each result stays computed by its own rules; only sums over
/// common measures are compared.
/// </summary>
/// <param name="Common">The common measures, in the order of the later result.</param>
/// <param name="EarlierTotal">The sum of the earlier levels over the common measures; unknown counts 1.</param>
/// <param name="LaterTotal">The sum of the later levels over the common measures; unknown counts 1.</param>
/// <param name="Statement">What the comparison rests on: to be shown with it.</param>
public sealed record VersionComparison(IReadOnlyList<LevelChange> Common, int EarlierTotal, int LaterTotal, Text Statement)
{
    /// <summary>The highest sum possible over the common measures.</summary>
    public int Max => Common.Count * Measure.TopLevel;

    /// <summary>Compares two results.</summary>
    public static VersionComparison Of(Score earlier, Score later)
    {
        var common = new List<LevelChange>(later.Measures.Count);
        int earlierTotal = 0, laterTotal = 0;
        for (var i = 0; i < later.Measures.Count; i++)
        {
            var measure = later.Measures[i];
            if (earlier.Find(measure.Item, i) is not { } then)
                continue;
            common.Add(new(measure.Item, then.Level, measure.Level));
            earlierTotal += then.Counted;
            laterTotal += measure.Counted;
        }

        var statement = earlier.RulesVersion == later.RulesVersion
            ? new Text($"どちらも規則{later.RulesVersion}版による結果です。", $"Both results are computed by rules {later.RulesVersion}.")
            : new($"規則{earlier.RulesVersion}版と{later.RulesVersion}版の結果を、共通する{common.Count}項目の対策だけで比べています。各結果の総合点（{earlier.Total}点と{later.Total}点）は、それぞれの版によるものです。",
                $"Results by rules {earlier.RulesVersion} and {later.RulesVersion} are compared over the {common.Count} measures that both have; the totals of {earlier.Total} and {later.Total} are each computed by their own version.");
        return new(common, earlierTotal, laterTotal, statement);
    }
}
