using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Example;

/// <summary>
/// The synthetic demonstration set 実例用の合成データ: 2,000 organisations that do not exist, the same on every machine.
/// </summary>
/// <remarks>
/// <para>
/// Each organisation has two hidden traits: <i>exposure</i>, a fair draw near the middle (sum of four even draws), and
/// <i>maturity</i>, a third of it exposure and two thirds an even draw, so that organisations with more at stake tend to do more.
/// </para>
/// <para>
/// A profile item is answered by exposure plus a draw of its own, spread evenly over the options. A measure is answered by maturity,
/// the measure's own ease (written rules and malware tools are common; audits, drills and learning are rare) and a draw of its own.
/// One answer to a measure in a hundred is 'unknown'. All arithmetic is in whole numbers.
/// </para>
/// </remarks>
public static class DemonstrationSet
{
    /// <summary>How many organisations.</summary>
    public const int Size = 2_000;

    /// <summary>The seed: the day in August 2005 on which the source's self-check went on line.</summary>
    public const ulong Seed = 20050804;

    private const int Scale = 1000;

    // In thousandths of a level, by measure: how much easier than average. Ours, chosen to look like published surveys of the kind.
    private static readonly int[] Ease =
    [
        300, 100, -100, 0, -300, 0, -400,
        400, 200, 100, 0,
        -100, 700, 300, 300, 200, -300,
        200, 100, -100, -300, -100,
        -100, -400, -500,
    ];

    // Of ten organisations three make goods, two trade, and so on.
    private static readonly string[] Industries =
        ["jsic-14:E", "jsic-14:I", "jsic-14:G", "jsic-14:E", "jsic-14:H", "jsic-14:D", "jsic-14:E", "jsic-14:I", "jsic-14:P", "jsic-14:J"];

    /// <summary>What it is, for every page that compares with it.</summary>
    public static Text Source { get; } = new(
        "実例用の合成データ（実在しない2,000組織）", "synthetic demonstration data (2,000 organisations that do not exist)");

    /// <summary>The answers of every organisation to a questionnaire, in order.</summary>
    public static IEnumerable<Answers> Answers(Questionnaire questionnaire)
    {
        for (var organisation = 0; organisation < Size; organisation++)
        {
            var draw = new Draw(Seed + (ulong)organisation);
            var exposure = draw.NearMiddle();
            var maturity = (exposure + (2 * draw.Below(Scale))) / 3;
            yield return Domain.Answers.From(questionnaire, i =>
                i < questionnaire.Measures.Count ? Measure(ref draw, i, maturity) : Profile(ref draw, questionnaire.Items[i].Choices, exposure));
        }
    }

    /// <summary>The results of every organisation, as statistics count them.</summary>
    public static IEnumerable<ConsentedResult> Results(RuleSet rules)
        => Answers(rules.Questionnaire).Select(answers =>
        {
            var score = Scoring.Score(rules, answers).Value;
            return new ConsentedResult(score.Layer, score.Total, score.RiskIndex, answers.Code);
        });

    /// <summary>The results of every organisation with an industry each, for figures by group.</summary>
    public static CountedResults Counted(RuleSet rules)
    {
        var counted = new CountedResults(rules);
        foreach (var (result, i) in Results(rules).Select((result, i) => (result, i)))
            counted.Add(new(i, 0, 0, new byte[8]), new(i, 0, 0, new byte[8]), DateTime.UnixEpoch, result, Industries[i % Industries.Length]);
        return counted;
    }

    private static Answer Measure(ref Draw draw, int measure, int maturity)
    {
        if (draw.Below(100) == 0)
            return Answer.Unknown;
        // Maturity 0…Scale becomes 0.6…5.0 levels; the draw adds up to one level either way.
        var level = (Scale * 6 / 10) + (maturity * 44 / 10) + Ease[measure % Ease.Length] + draw.Below(2 * Scale) - Scale;
        return Answer.Of(Math.Clamp((level + (Scale / 2)) / Scale, 1, 5));
    }

    private static Answer Profile(ref Draw draw, int choices, int exposure)
    {
        var place = Math.Clamp(exposure + draw.Below(600) - 300, 0, Scale - 1);
        return Answer.Of(1 + (place * choices / Scale));
    }

    /// <summary>Whole numbers from a seed: SplitMix64 (Steele, Lea, Flood 2014), the same on every machine and runtime.</summary>
    private struct Draw(ulong seed)
    {
        private ulong state = seed * 0x9E3779B97F4A7C15;

        /// <summary>0 to below <paramref name="limit"/>, evenly.</summary>
        public int Below(int limit)
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (uint)limit);
        }

        /// <summary>0 to below <see cref="Scale"/>, most often near the middle: the mean of four even draws.</summary>
        public int NearMiddle() => (Below(Scale) + Below(Scale) + Below(Scale) + Below(Scale)) / 4;
    }
}
